using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A tax rate and when it holds. There are few, and every line needs one: the cache keeps the whole table.</summary>
[POModel("C_Tax")]
[FullTableCache]
public sealed partial class MTax
{
    [POKey]
    public partial int C_Tax_ID { get; }

    [ParentKey(typeof(MTaxCategory))]
    [Index("Category")]
    public partial int C_TaxCategory_ID { get; set; }

    [UniqueKey]
    public partial string Name { get; set; }

    /// <summary>In percent.</summary>
    public partial decimal Rate { get; set; }

    public partial DateOnly ValidFrom { get; set; }

    /// <summary>The last day; null for no end.</summary>
    public partial DateOnly? ValidTo { get; set; }

    /// <summary>Whether the tax holds on a day.</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is not { } last || day <= last);
}
