namespace IdempiereStyleCache.Tests;

/// <summary>Stored as its number.</summary>
public enum PartKind
{
    Plant,
    Tool,
}

/// <summary>Found in every way: by a unique text in any case, by a unique key of two columns, in lists by a nullable number and by an enum.</summary>
[POModel("M_Part")]
public sealed partial class MPart
{
    [POKey]
    public partial int M_Part_ID { get; }

    [UniqueKey(IgnoreCase = true)]
    public partial string Value { get; set; }

    [UniqueKey("OrgCode")]
    public partial int AD_Org_ID { get; set; }

    [UniqueKey("OrgCode")]
    public partial string Code { get; set; }

    [Index("Category")]
    public partial int? M_Category_ID { get; set; }

    [Index]
    public partial PartKind Kind { get; set; }

    public partial decimal Price { get; set; }

    [Children]
    public partial POList<MPartNote> Notes { get; }

    internal static ImmutableIntPOCache<MPart> Cache => POStatics.Cache;

    internal static CCache<string, FoundRecords<MPart>> ByValueCache => POStatics.ByValue.Cache;

    internal static CCache<int, FoundRecords<MPart>> ByCategoryCache => POStatics.ByCategory.Cache;

    internal static POIndexInfo<PartKind, MPart> KindInfo => POStatics.KindIndex;

    internal static POIndexInfo<(int, string), MPart> OrgCodeInfo => POStatics.OrgCodeIndex;

    internal static POIndexInfo<string, MPart> ValueInfo => POStatics.ValueIndex;
}

/// <summary>A child of a part.</summary>
[POModel("M_PartNote")]
public sealed partial class MPartNote
{
    [POKey]
    public partial int M_PartNote_ID { get; }

    [ParentKey(typeof(MPart))]
    public partial int M_Part_ID { get; set; }

    public partial string Text { get; set; }
}

/// <summary>Kept whole.</summary>
[POModel("C_Tax")]
[FullTableCache(MaxRows = 50)]
public sealed partial class MTax
{
    [POKey]
    public partial int C_Tax_ID { get; }

    [UniqueKey(IgnoreCase = true)]
    public partial string Name { get; set; }

    [Index]
    public partial string Country { get; set; }

    public partial decimal Rate { get; set; }

    internal static FullTableCache<int, MTax> Cache => POStatics.Cache;

    internal static POIndexInfo<string, MTax> NameInfo => POStatics.NameIndex;
}

/// <summary>Limited by its attribute.</summary>
[POModel("AD_Note")]
[POCache(MaxSize = 3, AbsoluteExpiration = "01:00:00", IdleExpiration = "00:10:00", MissCapacity = 2)]
public sealed partial class MNote
{
    [POKey]
    public partial int AD_Note_ID { get; init; }

    public partial string Text { get; set; }

    internal static ImmutableIntPOCache<MNote> Cache => POStatics.Cache;
}

/// <summary>Found by a unique key, in a cache that copies.</summary>
[POModel("AD_Label")]
[CopyCache]
public sealed partial class MLabel
{
    [POKey]
    public partial int AD_Label_ID { get; }

    [UniqueKey]
    public partial string Name { get; set; }

    [Index]
    public partial string Colour { get; set; }
}
