using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>How a property's type is stored.</summary>
/// <param name="Storage">The kind of value as a member of <c>POColumnType</c>; for an enum that of its number.</param>
/// <param name="ValueType">The type without nullability.</param>
/// <param name="EnumNumber">The keyword of an enum's underlying type; null for what is no enum.</param>
/// <param name="IsNullable">Whether it can hold null.</param>
internal sealed record ColumnType(string Storage, ITypeSymbol ValueType, string? EnumNumber, bool IsNullable)
{
    public const string String = "String";
    public const string Bytes = "Bytes";

    /// <summary>The type that a column of a C# type has, or null when it cannot be stored.</summary>
    public static ColumnType? Of(ITypeSymbol type, KnownTypes known)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Of(nullable.TypeArguments[0], known) is { } inner ? inner with { IsNullable = true } : null;
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } number })
        {
            return new ColumnType(OfSpecial(number.SpecialType)!, type, number.ToDisplayString(), IsNullable: false);
        }

        // Where nullability is not declared, text can be null.
        bool canBeNull = type.SpecialType == SpecialType.System_String && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        return (OfSpecial(type.SpecialType) ?? OfStruct(type, known)) is { } storage ? new ColumnType(storage, type, EnumNumber: null, canBeNull) : null;
    }

    /// <summary>What to use instead of a type that cannot be stored, as the end of a sentence.</summary>
    public static string Advice(ITypeSymbol type, KnownTypes known)
    {
        if (type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
            || type.Name is "Memory" or "ReadOnlyMemory" or "Stream" or "MemoryStream")
        {
            return "use ImmutableArray<byte> for byte data";
        }

        if (KnownTypes.Same(type, known.List))
        {
            return "mark it with [Children]";
        }

        if (type is INamedTypeSymbol && known.ModelAttributeOf(type) is not null)
        {
            return "store the key of that record, in a property of the key's type";
        }

        return type switch
        {
            { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => "use the type of the column's values",
            { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => "use int or long",
            { Name: "Half" } => "use float",
            { Name: "Int128" or "UInt128" or "BigInteger" } => "use decimal or string",
            { TypeKind: TypeKind.Array }
                or { Name: "List" or "ImmutableArray" or "ImmutableList" or "IReadOnlyList" or "IEnumerable" or "Dictionary" or "HashSet" } =>
                "store its elements as records of a child class and mark a POList of that with [Children]",
            _ => "use a number, bool, char, string, Guid, a date or time type, an enum, or ImmutableArray<byte>",
        };
    }

    private static string? OfSpecial(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => "Boolean",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_SByte => "SByte",
        SpecialType.System_Int16 => "Int16",
        SpecialType.System_UInt16 => "UInt16",
        SpecialType.System_Int32 => "Int32",
        SpecialType.System_UInt32 => "UInt32",
        SpecialType.System_Int64 => "Int64",
        SpecialType.System_UInt64 => "UInt64",
        SpecialType.System_Decimal => "Decimal",
        SpecialType.System_Single => "Single",
        SpecialType.System_Double => "Double",
        SpecialType.System_Char => "Char",
        SpecialType.System_String => String,
        SpecialType.System_DateTime => "DateTime",
        _ => null,
    };

    private static string? OfStruct(ITypeSymbol type, KnownTypes known)
    {
        if (KnownTypes.Same(type, known.ImmutableArray))
        {
            return ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Byte ? Bytes : null;
        }

        return KnownTypes.Same(type, known.Guid) ? "Guid"
            : KnownTypes.Same(type, known.DateTimeOffset) ? "DateTimeOffset"
            : KnownTypes.Same(type, known.DateOnly) ? "DateOnly"
            : KnownTypes.Same(type, known.TimeOnly) ? "TimeOnly"
            : KnownTypes.Same(type, known.TimeSpan) ? "TimeSpan"
            : null;
    }
}
