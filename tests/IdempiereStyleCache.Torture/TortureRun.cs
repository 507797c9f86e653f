namespace IdempiereStyleCache.Torture;

/// <summary>One run: a database, nodes that fight over a few rows, faults, and the proof at the end.</summary>
internal sealed class TortureRun(TortureOptions options)
{
    private static readonly TimeSpan s_lookInterval = TimeSpan.FromSeconds(4);

    private readonly List<NodeProcess> _nodes = [];
    private int _started;

    public async Task<TortureReport> RunAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("isc-torture-");
        await using TortureDatabase database = await TortureDatabase.StartAsync(options.Engine);
        try
        {
            database.CreateTables(options.Rows);
            FaultInjector faults = new(options, database, () => StartNodeAsync(database, folder.FullName), _nodes);
            for (int i = 0; i < options.Nodes; i++)
            {
                _nodes.Add(await StartNodeAsync(database, folder.FullName));
            }

            long begun = Clock.Now;
            long end = begun + Clock.Ticks(options.Duration);
            TortureReport report;
            do
            {
                await faults.RunAsync(options.UntilViolation ? Math.Min(end, Clock.Now + Clock.Ticks(s_lookInterval)) : end);
                report = Check(database, folder.FullName, faults, begun, []);
            }
            while (options.UntilViolation && report.Violations.Count == 0 && Clock.Now < end);

            if (options.UntilViolation && report.Violations.Count != 0)
            {
                return report;
            }

            return Check(database, folder.FullName, faults, begun, await QuietAsync(database, faults));
        }
        finally
        {
            foreach (NodeProcess node in _nodes)
            {
                await node.DisposeAsync();
            }

            folder.Delete(recursive: true);
        }
    }

    private async Task<NodeProcess> StartNodeAsync(TortureDatabase database, string folder)
    {
        int number = ++_started;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await NodeProcess.StartAsync(new NodeArguments(
                    $"node{number}-{attempt}", options.Engine, database.ConnectionString, options.Mode, options.Break, options.Seed + (number * 1000), options.RowsPerTable, folder));
            }
            catch (NodeDiedException) when (attempt < 40)
            {
                // The database may be on its way back.
                await Clock.PassAsync(TimeSpan.FromMilliseconds(300));
            }
        }
    }

    // Everybody stops, everybody catches up once, and says what it caches.
    private async Task<List<Violation>> QuietAsync(TortureDatabase database, FaultInjector faults)
    {
        await faults.ReplaceDeadAsync();
        await Task.WhenAll(_nodes.Select(static node => node.StopWorkAsync()));
        Dictionary<int, Seen> truth = database.ReadRows();
        List<Violation> violations = [];
        foreach (NodeProcess node in _nodes)
        {
            foreach ((int row, Seen seen) in await node.VerifyAsync())
            {
                if (seen != truth[row])
                {
                    violations.Add(new Violation("after quiet not what the database has", node.Name, new HistoryEvent(EventKind.UnscopedRead, row, seen.Version, seen.Token, 0, 0), truth[row].Version));
                }
            }
        }

        return violations;
    }

    private TortureReport Check(TortureDatabase database, string folder, FaultInjector faults, long begun, List<Violation> afterQuiet)
    {
        // The events first: what is in them was committed before the history is read.
        IReadOnlyList<ProcessHistory> processes = RunHistory.Read(folder);
        RunHistory history = new(processes, database.ReadCommitted());
        CheckResult result = new HistoryChecker(options.Mode == Mode.Strict ? 0 : Clock.Ticks(TortureOptions.Allowance)).Check(history);
        return new TortureReport(
            options,
            Clock.Span(Clock.Now - begun),
            _started,
            history.Events.GroupBy(static e => e.Kind).ToDictionary(static e => e.Key, static e => e.Count()),
            faults.Injected,
            Clock.Span(result.WorstStaleness),
            database.CountLogRows(),
            [.. afterQuiet, .. result.Violations]);
    }
}
