namespace IdempiereStyleCache.Benchmarks;

/// <summary>Found by a unique text and in lists.</summary>
[POModel("M_Part")]
public sealed partial class MPart
{
    [POKey]
    public partial int M_Part_ID { get; }

    [UniqueKey]
    public partial string Value { get; set; }

    [Index]
    public partial int Category { get; set; }
}
