using System.Globalization;

namespace IdempiereStyleCache.Torture;

/// <summary>
/// One node process. It reads commands from its standard input, one a line: <c>die POINT</c> kills it when a commit next reaches that point, <c>live</c> takes that back, <c>stop</c> ends the work,
/// <c>verify</c> says what it caches after catching up. When the input ends, so does the process.
/// </summary>
internal sealed class NodeProgram(NodeArguments arguments)
{
    private const int Readers = 3;
    private const int Writers = 2;

    private readonly Random _random = new(arguments.Seed);
    private volatile string? _deathPoint;
    private volatile bool _isStopping;

    public async Task<int> RunAsync()
    {
        await using CacheNode node = await StartAsync();
        List<Task> work = [];
        for (int i = 0; i < Readers; i++)
        {
            Reader reader = new(arguments, $"reader{i}", arguments.Seed + i, () => _isStopping);
            work.Add(Task.Run(reader.RunAsync));
        }

        for (int i = 0; i < Writers; i++)
        {
            Writer writer = new(node, arguments, $"writer{i}", arguments.Seed + 100 + i, () => _isStopping);
            work.Add(Task.Run(writer.RunAsync));
        }

        PlainWriter plain = new(arguments, "plain", arguments.Seed + 200, () => _isStopping);
        work.Add(Task.Run(plain.RunAsync));
        Say("ready");
        while (await Console.In.ReadLineAsync() is { } command)
        {
            if (command.StartsWith("die ", StringComparison.Ordinal))
            {
                _deathPoint = command[4..];
            }
            else if (command == "live")
            {
                _deathPoint = null;
                Say("living");
            }
            else if (command == "stop")
            {
                _isStopping = true;
                await Task.WhenAll(work);
                Say("stopped");
            }
            else if (command == "verify")
            {
                await VerifyAsync(node);
            }
        }

        _isStopping = true;
        await Task.WhenAll(work);
        return 0;
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    private Task<CacheNode> StartAsync() => CacheNode.StartAsync(o =>
    {
        o.Name = arguments.Name;
        o.Faults = Safeguards.Of(arguments.Break);
        o.Probe = Interfere;
        o.Coherence.Freshness = arguments.Mode == Mode.Strict ? Freshness.Strict : Freshness.Bounded(TortureOptions.Allowance);
        o.Coherence.HeartbeatInterval = TimeSpan.FromMilliseconds(300);
        DatabaseUse.Configure(o, arguments.Engine, arguments.ConnectionString);
    });

    // Holds threads up where a scheduler could, more often and longer than one does, and dies where it was told to.
    private void Interfere(ProtocolPoint point)
    {
        if (point.ToString() == _deathPoint)
        {
            Signals.KillSelf();
        }

        int dice;
        lock (_random)
        {
            dice = _random.Next(100);
        }

        int odds = point is ProtocolPoint.LoadRead or ProtocolPoint.Committed ? 25 : 8;
        if (dice < odds)
        {
            Clock.Hold(TimeSpan.FromMilliseconds((dice % 5) + 1));
        }
    }

    private async Task VerifyAsync(CacheNode node)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await node.CatchUpAsync();
                foreach (int row in arguments.Rows)
                {
                    Seen seen = RowTable.Of(row).Read(row);
                    Say(string.Create(CultureInfo.InvariantCulture, $"row {row} {seen.Version} {seen.Token}"));
                }

                Say("verified");
                return;
            }
            catch (POException) when (attempt < 50)
            {
                // The database may still be coming back.
                await Clock.PassAsync(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
