using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>How a product is taxed: at a rate that the law changes from time to time.</summary>
[POModel("C_TaxCategory")]
public sealed partial class MTaxCategory
{
    [POKey]
    public partial int C_TaxCategory_ID { get; }

    public partial string Name { get; set; }

    /// <summary>The taxes, the newest first.</summary>
    [Children(OrderBy = "ValidFrom DESC")]
    public partial POList<MTax> Taxes { get; }
}
