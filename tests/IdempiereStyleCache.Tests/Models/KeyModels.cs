namespace IdempiereStyleCache.Tests;

/// <summary>A key that the application assigns: any whole number.</summary>
[POModel("C_UOM")]
public sealed partial class MUnit
{
    [POKey]
    public partial int C_UOM_ID { get; init; }

    public partial string Name { get; set; }

    internal static ImmutableIntPOCache<MUnit> Cache => POStatics.Cache;
}

[POModel("C_Order")]
public sealed partial class MOrder
{
    [POKey]
    public partial long C_Order_ID { get; init; }

    public partial string Name { get; set; }
}

[POModel("C_Country")]
public sealed partial class MCountry
{
    [POKey]
    public partial string Code { get; init; }

    public partial string Name { get; set; }
}

/// <summary>A key that the framework makes.</summary>
[POModel("AD_Session")]
public sealed partial class MSession
{
    [POKey]
    public partial Guid AD_Session_UU { get; }

    public partial string Name { get; set; }
}

public readonly record struct StockKey(int M_Product_ID, string Bin);

[POModel("M_Stock")]
public sealed partial class MStock
{
    [POKey]
    public partial StockKey Key { get; init; }

    public partial string Name { get; set; }

    internal static POModelInfo<StockKey, MStock> Info => POStatics.Model;
}

/// <summary>Kept in a cache that copies.</summary>
[POModel("AD_Setting")]
[CopyCache]
public sealed partial class MSetting
{
    [POKey]
    public partial int AD_Setting_ID { get; }

    public partial string Value { get; set; }
}

public enum Weekday
{
    Monday = 1,
    Tuesday = 2,
}

public readonly record struct SlotKey(Guid Room, DateOnly Day, Weekday Weekday, bool IsOpen, char Letter, decimal Price, ulong Number);

/// <summary>A key of many columns of types that have a text in the invalidation log.</summary>
[POModel("R_Slot")]
public sealed partial class MSlot
{
    [POKey]
    public partial SlotKey Key { get; init; }

    internal static POModelInfo<SlotKey, MSlot> Info => POStatics.Model;
}

public readonly record struct ShiftKey(int Person, DateTime Start);

/// <summary>A key with a time of day, which a database may store less exactly than it was given.</summary>
[POModel("R_Shift")]
public sealed partial class MShift
{
    [POKey]
    public partial ShiftKey Key { get; init; }

    internal static POModelInfo<ShiftKey, MShift> Info => POStatics.Model;
}

/// <summary>Written often and never cached.</summary>
[POModel("T_Journal", IsCached = false)]
public sealed partial class MJournal
{
    [POKey]
    public partial int T_Journal_ID { get; init; }

    public partial string Name { get; set; }
}
