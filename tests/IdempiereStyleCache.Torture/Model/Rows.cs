namespace IdempiereStyleCache.Torture;

/// <summary>A record that the run fights over. Its version is raised by every writer, one by one; the token tells one write from another.</summary>
[POModel("T_Row")]
public sealed partial class MRow
{
    [POKey] public partial int T_Row_ID { get; init; }
    public partial string Token { get; set; }
    [ConcurrencyToken] public partial long Version { get; }
}

/// <summary>The same in a table without triggers: who writes it with plain SQL resets it by hand.</summary>
[POModel("T_Bare")]
public sealed partial class MBare
{
    [POKey] public partial int T_Bare_ID { get; init; }
    public partial string Token { get; set; }
    [ConcurrencyToken] public partial long Version { get; }
}

/// <summary>One of two records that every transaction writes together, so that their versions are always the same.</summary>
[POModel("T_Pair")]
public sealed partial class MPair
{
    /// <summary>How many pairs there are; the records of one have the ids 2n and 2n + 1.</summary>
    public const int Count = 3;

    [POKey] public partial int T_Pair_ID { get; init; }
    public partial string Token { get; set; }
    [ConcurrencyToken] public partial long Version { get; }

    internal static ImmutableIntPOCache<MPair> Cache => POStatics.Cache;
}

/// <summary>Every write that was committed, written in the same transaction: what the checker believes.</summary>
[POModel("T_History", IsCached = false)]
public sealed partial class MHistory
{
    [POKey] public partial string Token { get; init; }
    public partial int RowId { get; set; }
    public partial long RowVersion { get; set; }
}
