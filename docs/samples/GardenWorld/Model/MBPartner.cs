using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A business partner: who orders.</summary>
[POModel("C_BPartner")]
public sealed partial class MBPartner
{
    [POKey]
    public partial int C_BPartner_ID { get; }

    public partial string Value { get; set; }

    public partial string Name { get; set; }

    public partial int C_BP_Group_ID { get; set; }

    /// <summary>The partner's own price list; null takes the group's.</summary>
    public partial int? M_PriceList_ID { get; set; }

    /// <summary>The partner's own discount in percent; null takes the group's.</summary>
    public partial decimal? FlatDiscount { get; set; }

    /// <summary>The day from which the partner is a customer.</summary>
    public partial DateOnly FirstSale { get; set; }

    [ConcurrencyToken]
    public partial long Version { get; }
}
