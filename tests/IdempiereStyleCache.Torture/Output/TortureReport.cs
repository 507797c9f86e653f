namespace IdempiereStyleCache.Torture;

/// <summary>What came of a run.</summary>
internal sealed record TortureReport(
    TortureOptions Options,
    TimeSpan Duration,
    int NodesStarted,
    IReadOnlyDictionary<EventKind, int> Operations,
    IReadOnlyDictionary<string, int> Faults,
    TimeSpan WorstStaleness,
    long LogRows,
    IReadOnlyList<Violation> Violations);
