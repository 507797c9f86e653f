namespace IdempiereStyleCache;

/// <summary>
/// Marks a property whose value the database computes. It is read, never written, and read again after a save.
/// </summary>
/// <param name="sql">
/// An SQL expression over the table's columns, for a value that no column holds; null for a column that the
/// database fills itself (generated column, default, trigger).
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ComputedAttribute(string? sql = null) : Attribute
{
    /// <summary>The SQL expression, or null when a column of the table holds the value.</summary>
    public string? Sql { get; } = sql;
}
