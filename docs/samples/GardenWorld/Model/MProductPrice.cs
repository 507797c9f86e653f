using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What a product costs in a price list version.</summary>
[POModel("M_ProductPrice")]
public sealed partial class MProductPrice
{
    [POKey]
    public partial ProductPriceKey Key { get; init; }

    /// <summary>The price before any discount.</summary>
    public partial decimal PriceStd { get; set; }

    /// <summary>The lowest price that a discount may lead to.</summary>
    public partial decimal PriceLimit { get; set; }

    [ConcurrencyToken]
    public partial long Version { get; }
}

/// <summary>A key of two columns. A product embeds its prices, so saving a price refreshes the cached product too.</summary>
public readonly record struct ProductPriceKey(
    int M_PriceList_Version_ID,
    [property: ParentKey(typeof(MProduct))] int M_Product_ID);
