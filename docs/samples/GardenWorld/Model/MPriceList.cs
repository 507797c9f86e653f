using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A price list. What things cost on a day stands in the version that is valid then.</summary>
[POModel("M_PriceList")]
public sealed partial class MPriceList
{
    [POKey]
    public partial int M_PriceList_ID { get; }

    public partial string Name { get; set; }

    /// <summary>To how many decimals a price is rounded; amounts are rounded to the cent.</summary>
    public partial int PricePrecision { get; set; }

    /// <summary>Whether the prices hold the tax already, as on the label in a shop.</summary>
    public partial bool IsTaxIncluded { get; set; }

    /// <summary>Whether a discount may not bring a price below the product's limit.</summary>
    public partial bool EnforcePriceLimit { get; set; }

    /// <summary>The versions, the newest first.</summary>
    [Children(OrderBy = "ValidFrom DESC")]
    public partial POList<MPriceListVersion> Versions { get; }
}
