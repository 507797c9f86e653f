using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A group of products, and how much discount they bear.</summary>
[POModel("M_Product_Category")]
public sealed partial class MProductCategory
{
    [POKey]
    public partial int M_Product_Category_ID { get; }

    public partial string Value { get; set; }

    public partial string Name { get; set; }

    /// <summary>The category that this one belongs to; null at the top.</summary>
    public partial int? M_Product_Category_Parent_ID { get; set; }

    /// <summary>No customer gets more discount than this, in percent; null sets no limit.</summary>
    public partial decimal? MaxDiscount { get; set; }
}
