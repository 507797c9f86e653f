using System.Collections.Immutable;

namespace IdempiereStyleCache.Specs;

public enum Season
{
    Spring = 1,
    Autumn = -7,
}

/// <summary>A column of every kind, each in both forms.</summary>
[POModel("All_Types")]
public sealed partial class MAllTypes
{
    [POKey] public partial int All_Types_ID { get; }
    public partial bool Boolean { get; set; }
    public partial byte Byte { get; set; }
    public partial sbyte SByte { get; set; }
    public partial short Int16 { get; set; }
    public partial ushort UInt16 { get; set; }
    public partial int Int32 { get; set; }
    public partial uint UInt32 { get; set; }
    public partial long Int64 { get; set; }
    public partial ulong UInt64 { get; set; }
    public partial decimal Decimal { get; set; }
    public partial float Single { get; set; }
    public partial double Double { get; set; }
    public partial char Char { get; set; }
    public partial string Text { get; set; }
    public partial Guid Guid { get; set; }
    public partial DateTime DateTime { get; set; }
    public partial DateTimeOffset DateTimeOffset { get; set; }
    public partial DateOnly DateOnly { get; set; }
    public partial TimeOnly TimeOnly { get; set; }
    public partial TimeSpan TimeSpan { get; set; }
    public partial ImmutableArray<byte> Bytes { get; set; }
    public partial Season Season { get; set; }
    [POColumn(EnumAsText = true)] public partial Season SeasonText { get; set; }
    public partial bool? NBoolean { get; set; }
    public partial byte? NByte { get; set; }
    public partial sbyte? NSByte { get; set; }
    public partial short? NInt16 { get; set; }
    public partial ushort? NUInt16 { get; set; }
    public partial int? NInt32 { get; set; }
    public partial uint? NUInt32 { get; set; }
    public partial long? NInt64 { get; set; }
    public partial ulong? NUInt64 { get; set; }
    public partial decimal? NDecimal { get; set; }
    public partial float? NSingle { get; set; }
    public partial double? NDouble { get; set; }
    public partial char? NChar { get; set; }
    public partial string? NText { get; set; }
    public partial Guid? NGuid { get; set; }
    public partial DateTime? NDateTime { get; set; }
    public partial DateTimeOffset? NDateTimeOffset { get; set; }
    public partial DateOnly? NDateOnly { get; set; }
    public partial TimeOnly? NTimeOnly { get; set; }
    public partial TimeSpan? NTimeSpan { get; set; }
    public partial ImmutableArray<byte>? NBytes { get; set; }
    public partial Season? NSeason { get; set; }
    [POColumn(EnumAsText = true)] public partial Season? NSeasonText { get; set; }

    partial void SetInitialDefaults()
    {
        Text = "";
        Season = Season.Spring;
        SeasonText = Season.Spring;
    }
}

/// <summary>An ordinary record: a key that the database makes, a version, columns that may be null.</summary>
[POModel("M_Product")]
public sealed partial class MProduct
{
    [POKey] public partial int M_Product_ID { get; }
    public partial string Value { get; set; }
    public partial string Name { get; set; }
    public partial decimal? Weight { get; set; }
    [POColumn("M_Category_ID")] public partial int? Category { get; set; }
    [ConcurrencyToken] public partial long Version { get; }
}

/// <summary>Columns that the database fills, and one that no column holds.</summary>
[POModel("M_Price")]
public sealed partial class MPrice
{
    [POKey] public partial int M_Price_ID { get; }
    public partial int Net { get; set; }
    public partial string? Note { get; set; }
    [Computed] public partial int Gross { get; }
    [Computed] public partial string? Currency { get; }
    [Computed("Net * 2")] public partial int Double { get; }
}

[POModel("By_Int")]
public sealed partial class MByInt
{
    [POKey] public partial int By_Int_ID { get; init; }
    public partial string? Name { get; set; }
}

[POModel("By_Long")]
public sealed partial class MByLong
{
    [POKey] public partial long By_Long_ID { get; init; }
    public partial string? Name { get; set; }
}

[POModel("By_Text")]
public sealed partial class MByText
{
    [POKey] public partial string Code { get; init; }
    public partial string? Name { get; set; }
}

[POModel("By_Guid")]
public sealed partial class MByGuid
{
    [POKey] public partial Guid By_Guid_UU { get; init; }
    public partial string? Name { get; set; }
}

/// <summary>The framework makes the key and the version.</summary>
[POModel("Own_Guid")]
public sealed partial class MOwnGuid
{
    [POKey] public partial Guid Own_Guid_UU { get; }
    public partial string? Name { get; set; }
    [ConcurrencyToken] public partial Guid Version { get; }
}

public readonly record struct PairKey(int C_Order_ID, [property: POColumn("LineCode")] string Line);

[POModel("By_Pair")]
public sealed partial class MByPair
{
    [POKey] public partial PairKey Key { get; init; }
    public partial string? Name { get; set; }
}

[POModel("Only_Key")]
public sealed partial class MOnlyKey
{
    [POKey] public partial int Only_Key_ID { get; }
}

/// <summary>A record without version: the last writer of a column wins.</summary>
[POModel("M_Plain")]
public sealed partial class MProductWithoutVersion
{
    [POKey] public partial int M_Plain_ID { get; init; }
    public partial string Value { get; set; }
    public partial string Name { get; set; }
}

/// <summary>A record that no node keeps in a cache.</summary>
[POModel("M_Uncached", IsCached = false)]
public sealed partial class MUncached
{
    [POKey] public partial int M_Uncached_ID { get; }
    public partial string Text { get; set; }
}
