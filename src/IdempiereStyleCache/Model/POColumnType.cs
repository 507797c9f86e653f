namespace IdempiereStyleCache;

/// <summary>The kinds of value that a column can hold, as the model sees them. A dialect maps each to what its database stores.</summary>
public enum POColumnType
{
    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="byte"/>.</summary>
    Byte,

    /// <summary><see cref="sbyte"/>.</summary>
    SByte,

    /// <summary><see cref="short"/>.</summary>
    Int16,

    /// <summary><see cref="ushort"/>.</summary>
    UInt16,

    /// <summary><see cref="int"/>.</summary>
    Int32,

    /// <summary><see cref="uint"/>.</summary>
    UInt32,

    /// <summary><see cref="long"/>.</summary>
    Int64,

    /// <summary><see cref="ulong"/>.</summary>
    UInt64,

    /// <summary><see cref="decimal"/>: exact, the type of money and quantities.</summary>
    Decimal,

    /// <summary><see cref="float"/>.</summary>
    Single,

    /// <summary><see cref="double"/>.</summary>
    Double,

    /// <summary><see cref="char"/>, stored as text of length one.</summary>
    Char,

    /// <summary><see cref="string"/>; also an enum stored by name.</summary>
    String,

    /// <summary><see cref="System.Guid"/>.</summary>
    Guid,

    /// <summary><see cref="System.DateTime"/>; its kind is not stored.</summary>
    DateTime,

    /// <summary><see cref="System.DateTimeOffset"/>.</summary>
    DateTimeOffset,

    /// <summary><see cref="System.DateOnly"/>.</summary>
    DateOnly,

    /// <summary><see cref="System.TimeOnly"/>.</summary>
    TimeOnly,

    /// <summary><see cref="System.TimeSpan"/>.</summary>
    TimeSpan,

    /// <summary>Byte data, as <see cref="System.Collections.Immutable.ImmutableArray{T}"/> of <see cref="byte"/>.</summary>
    Bytes,
}

internal static class POColumnTypes
{
    /// <summary>The type of the values of a column.</summary>
    public static Type ClrType(this POColumnType type) => type switch
    {
        POColumnType.Boolean => typeof(bool),
        POColumnType.Byte => typeof(byte),
        POColumnType.SByte => typeof(sbyte),
        POColumnType.Int16 => typeof(short),
        POColumnType.UInt16 => typeof(ushort),
        POColumnType.Int32 => typeof(int),
        POColumnType.UInt32 => typeof(uint),
        POColumnType.Int64 => typeof(long),
        POColumnType.UInt64 => typeof(ulong),
        POColumnType.Decimal => typeof(decimal),
        POColumnType.Single => typeof(float),
        POColumnType.Double => typeof(double),
        POColumnType.Char => typeof(char),
        POColumnType.String => typeof(string),
        POColumnType.Guid => typeof(Guid),
        POColumnType.DateTime => typeof(DateTime),
        POColumnType.DateTimeOffset => typeof(DateTimeOffset),
        POColumnType.DateOnly => typeof(DateOnly),
        POColumnType.TimeOnly => typeof(TimeOnly),
        POColumnType.TimeSpan => typeof(TimeSpan),
        _ => typeof(System.Collections.Immutable.ImmutableArray<byte>),
    };
}
