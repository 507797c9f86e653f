namespace IdempiereStyleCache.Tests;

/// <summary>A record whose version says how often it was committed, and whose serial number says by which transaction.</summary>
[POModel("T_Counter")]
public sealed partial class MCounter
{
    [POKey]
    public partial int T_Counter_ID { get; init; }

    public partial long Serial { get; set; }

    [ConcurrencyToken]
    public partial long Version { get; }

    internal static ImmutableIntPOCache<MCounter> Cache => POStatics.Cache;

    internal static POModelInfo<int, MCounter> Info => POStatics.Model;
}
