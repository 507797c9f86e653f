namespace IdempiereStyleCache;

/// <summary>One column of a model: how it is called in the class and in the table, and what may be done with it.</summary>
/// <param name="Name">The column's name in the table; for a computed expression, the name it is selected as.</param>
/// <param name="PropertyName">The property's name in the class; for a part of a key of several columns <c>Key.Part</c>.</param>
/// <param name="Type">The kind of value.</param>
public sealed record POColumnInfo(string Name, string PropertyName, POColumnType Type)
{
    /// <summary>Whether the property can hold null.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Whether the column is the key or a part of it.</summary>
    public bool IsKey { get; init; }

    /// <summary>Whether the column is the record's version for optimistic concurrency.</summary>
    public bool IsConcurrencyToken { get; init; }

    /// <summary>Whether the framework only reads the column: the database fills it, and it is read again after a save.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The SQL expression of a value that no column of the table holds; null for an ordinary column.</summary>
    public string? Sql { get; init; }
}
