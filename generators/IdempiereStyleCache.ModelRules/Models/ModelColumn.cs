namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>One column.</summary>
internal sealed record ModelColumn
{
    /// <summary>The column's name in the table.</summary>
    public required string Name { get; init; }

    /// <summary>The positional parameter that holds it, for a part of a key; null when the property itself does.</summary>
    public required string? Part { get; init; }

    /// <summary>The kind of value as a member of <c>POColumnType</c>; for an enum stored as number, that of the number.</summary>
    public required string Storage { get; init; }

    /// <summary>The type of the value as it is written in code, without nullability.</summary>
    public required string Type { get; init; }

    /// <summary>The keyword of the number that an enum is stored as; null for what is no enum.</summary>
    public required string? EnumNumber { get; init; }

    /// <summary>Whether an enum is stored as the name of its member.</summary>
    public required bool IsEnumText { get; init; }

    public required bool IsNullable { get; init; }

    public required bool IsConcurrencyToken { get; init; }

    public required bool IsReadOnly { get; init; }

    /// <summary>Whether the framework fills it: a generated key, the concurrency token, or the key of a parent.</summary>
    public required bool IsFilledByFramework { get; init; }

    /// <summary>The expression of a value that no column holds, or null.</summary>
    public required string? Sql { get; init; }

    /// <summary>The class of the parent whose key the column holds, as it is written in generated code, or null.</summary>
    public required string? ParentType { get; init; }
}
