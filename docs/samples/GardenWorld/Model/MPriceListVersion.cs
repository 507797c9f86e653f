using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>The prices of a price list from one day on.</summary>
[POModel("M_PriceList_Version")]
public sealed partial class MPriceListVersion
{
    [POKey]
    public partial int M_PriceList_Version_ID { get; }

    [ParentKey(typeof(MPriceList))]
    [Index("PriceList")]
    public partial int M_PriceList_ID { get; set; }

    public partial string Name { get; set; }

    public partial DateOnly ValidFrom { get; set; }
}
