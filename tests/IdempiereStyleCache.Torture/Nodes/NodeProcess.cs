using System.Diagnostics;
using System.Globalization;

namespace IdempiereStyleCache.Torture;

/// <summary>A node process, from the outside.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int _id;
    private int _disposed;
    private readonly Task<string> _errors;

    private NodeProcess(string name, Process process)
    {
        Name = name;
        _process = process;
        _id = process.Id;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public string Name { get; }

    public bool IsRunning
    {
        get
        {
            try
            {
                return !_process.HasExited;
            }
            catch (InvalidOperationException)
            {
                // It was replaced.
                return false;
            }
        }
    }

    public static async Task<NodeProcess> StartAsync(NodeArguments arguments)
    {
        // Not this process's own program: that may be a test runner.
        ProcessStartInfo start = new(Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(NodeProcess).Assembly.Location);
        CultureInfo culture = CultureInfo.InvariantCulture;
        foreach (string argument in new[]
        {
            "node", arguments.Name, arguments.Engine.ToString(), arguments.ConnectionString, arguments.Mode.ToString(), arguments.Break ?? "",
            arguments.Seed.ToString(culture), arguments.RowsPerTable.ToString(culture), arguments.Folder,
        })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_TieredPGO"] = "0";
        NodeProcess node = new(arguments.Name, Process.Start(start)!);
        try
        {
            await node.WaitForAsync("ready", TimeSpan.FromSeconds(60));
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public void Kill() => Send(Signals.KillNow);

    public void Pause() => Send(Signals.Pause);

    public void Resume() => Send(Signals.Resume);

    public void DieAt(ProtocolPoint point) => Tell($"die {point}");

    /// <summary>Takes back what <see cref="DieAt"/> said.</summary>
    /// <returns>Whether it came in time; otherwise the node is dead.</returns>
    public async Task<bool> SpareAsync()
    {
        Tell("live");
        try
        {
            await WaitForAsync("living", TimeSpan.FromSeconds(60));
            return true;
        }
        catch (NodeDiedException)
        {
            // Its output ends a moment before the process does.
            using CancellationTokenSource over = new(TimeSpan.FromSeconds(10), TimeProvider.System);
            await _process.WaitForExitAsync(over.Token);
            return false;
        }
    }

    public async Task StopWorkAsync()
    {
        Tell("stop");
        await WaitForAsync("stopped", TimeSpan.FromSeconds(60));
    }

    /// <summary>What the node caches after it has caught up.</summary>
    public async Task<IReadOnlyDictionary<int, Seen>> VerifyAsync()
    {
        Tell("verify");
        Dictionary<int, Seen> rows = [];
        foreach (string line in await WaitForAsync("verified", TimeSpan.FromSeconds(60)))
        {
            string[] parts = line.Split(' ');
            rows[int.Parse(parts[1], CultureInfo.InvariantCulture)] = new Seen(long.Parse(parts[2], CultureInfo.InvariantCulture), parts[3]);
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        Resume();
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Not to a process that has ended: another may have its number.
    private void Send(Action<int> signal)
    {
        if (IsRunning)
        {
            signal(_id);
        }
    }

    private void Tell(string line)
    {
        try
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It died; whoever waits for its answer hears of it.
        }
    }

    private async Task<List<string>> WaitForAsync(string line, TimeSpan patience)
    {
        using CancellationTokenSource over = new(patience, TimeProvider.System);
        List<string> before = [];
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(over.Token) is { } said)
            {
                if (said == line)
                {
                    return before;
                }

                before.Add(said);
            }
        }
        catch (OperationCanceledException)
        {
            throw new NodeDiedException($"The node {Name} did not say '{line}' within {patience.TotalSeconds:0} s.");
        }

        throw new NodeDiedException($"The node {Name} ended before it said '{line}'. {await _errors}");
    }
}

/// <summary>A node process ended that had something to say yet.</summary>
internal sealed class NodeDiedException(string message) : Exception(message);
