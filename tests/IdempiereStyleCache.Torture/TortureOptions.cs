namespace IdempiereStyleCache.Torture;

internal enum Engine
{
    Sqlite,
    PostgreSql,
}

internal enum Mode
{
    Strict,
    Bounded,
}

[Flags]
internal enum FaultKinds
{
    None = 0,
    Kill = 1,
    Pause = 2,
    Disconnect = 4,
    Restart = 8,
    All = Kill | Pause | Disconnect | Restart,
}

/// <summary>What a run is to do.</summary>
internal sealed record TortureOptions
{
    /// <summary>The oldest that a read may be in bounded mode.</summary>
    public static readonly TimeSpan Allowance = TimeSpan.FromMilliseconds(300);

    public Engine Engine { get; init; }

    public Mode Mode { get; init; }

    public int Nodes { get; init; } = 4;

    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(20);

    public FaultKinds Faults { get; init; }

    /// <summary>Which safeguard is switched off, by its name on the command line; null for none.</summary>
    public string? Break { get; init; }

    /// <summary>Whether to end with the first violations, looking every few seconds.</summary>
    public bool UntilViolation { get; init; }

    public int Seed { get; init; }

    /// <summary>How many rows each of the two tables has: few, so that everybody meets everybody.</summary>
    public int RowsPerTable { get; init; } = 3;

    public IEnumerable<int> Rows => Enumerable.Range(1, RowsPerTable).SelectMany(static i => new[] { i, -i });
}
