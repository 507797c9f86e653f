namespace IdempiereStyleCache.Torture;

/// <summary>All that is known of a run: what every process did, and which writes were committed. Immutable.</summary>
/// <param name="Processes">The events of each process.</param>
/// <param name="Committed">The token of every committed version of every row.</param>
internal sealed record RunHistory(IReadOnlyList<ProcessHistory> Processes, IReadOnlyDictionary<(int Row, long Version), string> Committed)
{
    public IEnumerable<HistoryEvent> Events => Processes.SelectMany(static p => p.Events);

    /// <summary>Reads what the workers of every process wrote into a folder: files called <c>process.worker.log</c>.</summary>
    public static IReadOnlyList<ProcessHistory> Read(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.log")
            .GroupBy(static file => Path.GetFileName(file).Split('.')[0], StringComparer.Ordinal)
            .Select(static files => new ProcessHistory(files.Key, [.. files.SelectMany(File.ReadLines).Select(HistoryEvent.Parse).OfType<HistoryEvent>()])),
    ];
}

/// <summary>What one process did.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Events">The events, in no particular order.</param>
internal sealed record ProcessHistory(string Name, IReadOnlyList<HistoryEvent> Events);
