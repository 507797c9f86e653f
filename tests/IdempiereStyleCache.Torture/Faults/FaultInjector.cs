using System.Data.Common;

namespace IdempiereStyleCache.Torture;

/// <summary>Hurts the nodes and the database of a run, one fault after the other, and replaces nodes that died.</summary>
internal sealed class FaultInjector(TortureOptions options, TortureDatabase database, Func<Task<NodeProcess>> startNode, IList<NodeProcess> nodes)
{
    private static readonly ProtocolPoint[] s_points = Enum.GetValues<ProtocolPoint>();

    private readonly Random _random = new(options.Seed);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _injected = new(StringComparer.Ordinal);

    /// <summary>How many of each fault there were so far.</summary>
    public SortedDictionary<string, int> Injected
    {
        get
        {
            lock (_gate)
            {
                return new SortedDictionary<string, int>(_injected, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Injects faults of all kinds beside each other until a time.</summary>
    public async Task RunAsync(long until)
    {
        await Task.WhenAll(
            RepeatAsync(FaultKinds.Kill, KillAsync, 700, until),
            RepeatAsync(FaultKinds.Pause, PauseAsync, 150, until),
            RepeatAsync(FaultKinds.Pause, PauseAsync, 150, until),
            RepeatAsync(FaultKinds.Pause, PausePastRetentionAsync, 1_500, until),
            RepeatAsync(database.CanDisconnect ? FaultKinds.Disconnect : FaultKinds.None, DisconnectAsync, 400, until),
            RepeatAsync(database.CanRestart ? FaultKinds.Restart : FaultKinds.None, RestartAsync, 15_000, until),
            RepeatAsync(FaultKinds.All, static () => Task.CompletedTask, 100, until, always: true));
    }

    private async Task RepeatAsync(FaultKinds kind, Func<Task> fault, int pause, long until, bool always = false)
    {
        if (!always && (kind == FaultKinds.None || !options.Faults.HasFlag(kind)))
        {
            return;
        }

        await Clock.PassAsync(TimeSpan.FromMilliseconds(Next(pause)));
        while (Clock.Now < until)
        {
            await fault();
            await Clock.PassAsync(TimeSpan.FromMilliseconds(Next(pause)));
        }
    }

    private int Next(int below)
    {
        lock (_gate)
        {
            return _random.Next(below);
        }
    }

    /// <summary>Starts a node for each that died.</summary>
    public async Task ReplaceDeadAsync()
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (!nodes[i].IsRunning)
            {
                await nodes[i].DisposeAsync();
                nodes[i] = await startNode();
            }
        }
    }

    private NodeProcess Pick() => nodes[Next(nodes.Count)];

    // Half of them anywhere, half at a named point around a commit, a load or a reading of the log.
    private async Task KillAsync()
    {
        NodeProcess victim = Pick();
        if (Next(2) == 0)
        {
            victim.Kill();
            Count("kill at random");
        }
        else
        {
            ProtocolPoint point = s_points[Next(s_points.Length)];
            victim.DieAt(point);
            for (int i = 0; i < 100 && victim.IsRunning; i++)
            {
                await Clock.PassAsync(TimeSpan.FromMilliseconds(10));
            }

            // One that has not come there by now lives on, or it would die in the quiet at the end.
            if (!victim.IsRunning || !await victim.SpareAsync())
            {
                Count($"kill at {point}");
            }
        }

        await ReplaceDeadAsync();
    }

    private async Task PauseAsync()
    {
        NodeProcess victim = Pick();
        victim.Pause();
        await Clock.PassAsync(TortureOptions.Allowance + TimeSpan.FromMilliseconds(Next(100)));
        victim.Resume();
        Count("pause past the allowance");
    }

    // Longer than a node may go without a heartbeat, and until others have removed what it has not read.
    private async Task PausePastRetentionAsync()
    {
        NodeProcess victim = Pick();
        victim.Pause();
        await Clock.PassAsync(TimeSpan.FromMilliseconds(2_500));
        victim.Resume();
        Count("pause past retention");
    }

    private async Task DisconnectAsync()
    {
        try
        {
            int cut = await database.DisconnectAsync(Next(3), 3);
            for (int i = 0; i < cut; i++)
            {
                Count("connection cut");
            }
        }
        catch (DbException)
        {
            // The server is being restarted.
        }
    }

    private async Task RestartAsync()
    {
        await database.RestartAsync();
        Count("restart of the database");
    }

    private void Count(string fault)
    {
        lock (_gate)
        {
            _injected[fault] = _injected.GetValueOrDefault(fault) + 1;
        }
    }
}
