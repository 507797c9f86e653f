using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What business partners of one kind have in common.</summary>
[POModel("C_BP_Group")]
public sealed partial class MBPGroup
{
    [POKey]
    public partial int C_BP_Group_ID { get; }

    public partial string Value { get; set; }

    public partial string Name { get; set; }

    public partial int M_PriceList_ID { get; set; }

    /// <summary>In percent.</summary>
    public partial decimal FlatDiscount { get; set; }
}
