namespace IdempiereStyleCache;

/// <summary>What one reading of the invalidation log returned.</summary>
/// <param name="Rows">Rows that no earlier reading returned, in no particular order; one record may come several times.</param>
/// <param name="IsIncomplete">
/// Whether rows were purged before this node read them, as after a long pause, or are too many to be worth reading: then everything is to be reset.
/// </param>
public sealed record LogReading(IReadOnlyList<LogRow> Rows, bool IsIncomplete = false)
{
    /// <summary>Nothing new.</summary>
    public static LogReading Empty { get; } = new([]);
}
