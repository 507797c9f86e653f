namespace IdempiereStyleCache.Benchmarks;

/// <summary>The record that every benchmark reads: a small master record as business software has thousands of.</summary>
[POModel("M_Product")]
public sealed partial class MProduct
{
    [POKey]
    public partial int M_Product_ID { get; init; }

    public partial string Value { get; set; }

    public partial string Name { get; set; }

    public partial decimal Price { get; set; }

    public partial decimal? Weight { get; set; }

    public partial bool IsActive { get; set; }
}
