using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>One table's share of an invalidation: which of its records changed. Immutable.</summary>
/// <param name="TableName">The table; compares case-insensitively.</param>
/// <param name="Keys">The keys of the records that changed; empty when the whole table is meant.</param>
/// <param name="Origin">Where the reset comes from.</param>
public sealed record CacheReset(string TableName, ImmutableArray<object> Keys, ResetOrigin Origin)
{
    /// <summary>
    /// How many keys one reset carries at the most: 1,000. A transaction that changed more records of a table resets the whole table.
    /// </summary>
    public const int MaxKeys = 1_000;

    /// <summary>Whether every record of the table is meant.</summary>
    public bool IsWholeTable => Keys.IsEmpty;

    /// <summary>
    /// Whether the parents that embed these records are reset by name beside them, as after a save. Otherwise, as after a statement of the application,
    /// every cached record that could embed one of them is reset.
    /// </summary>
    public bool IncludesParents { get; init; }
}
