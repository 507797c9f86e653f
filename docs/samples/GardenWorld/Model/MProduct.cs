using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What the garden shop sells: a plant, a tool, a sack of soil, an hour of a gardener.</summary>
[POModel("M_Product")]
public sealed partial class MProduct
{
    [POKey]
    public partial int M_Product_ID { get; }

    /// <summary>The search key: unique, and what people type.</summary>
    [UniqueKey]
    public partial string Value { get; set; }

    public partial string Name { get; set; }

    public partial int M_Product_Category_ID { get; set; }

    public partial int C_UOM_ID { get; set; }

    public partial int C_TaxCategory_ID { get; set; }

    [POColumn(EnumAsText = true)]
    public partial ProductType ProductType { get; set; }

    /// <summary>In kilograms; null for what has none.</summary>
    public partial decimal? Weight { get; set; }

    public partial bool IsSold { get; set; }

    [ConcurrencyToken]
    public partial long Version { get; }

    /// <summary>Its price in every price list version.</summary>
    [Children]
    public partial POList<MProductPrice> Prices { get; }

    /// <summary>What a product made with <c>new</c> begins with.</summary>
    partial void SetInitialDefaults()
    {
        ProductType = ProductType.Item;
        IsSold = true;
    }
}

/// <summary>What kind of thing a product is.</summary>
public enum ProductType
{
    /// <summary>Something that lies on a shelf or grows in a pot.</summary>
    Item,

    /// <summary>Work that is done for the customer.</summary>
    Service,
}
