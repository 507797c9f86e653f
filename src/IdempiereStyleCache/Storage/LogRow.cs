namespace IdempiereStyleCache;

/// <summary>One row of the invalidation log: a record, or a whole table, that changed. Immutable.</summary>
/// <param name="TableName">
/// The table; compares case-insensitively. <see cref="AllTables"/> means everything; a name that begins with <see cref="GroupPrefix"/> means a group of caches.
/// </param>
/// <param name="Key">The record's key as text; null when every record of the table is meant.</param>
/// <param name="IncludesParents">
/// Whether the records that embed this one as a child have rows of their own beside it. Otherwise, as in rows written by hand, everything that could embed it is reset.
/// </param>
public readonly record struct LogRow(string TableName, string? Key, bool IncludesParents)
{
    /// <summary>Stands for every table.</summary>
    public const string AllTables = "*";

    /// <summary>Begins the name of a group: <c>group:pricing</c>.</summary>
    public const string GroupPrefix = "group:";

    /// <summary>How many characters a key has at the most: 400. A longer one is logged as the whole table.</summary>
    public const int MaxKeyLength = 400;

    /// <summary>How many characters a table name has at the most: 256.</summary>
    public const int MaxTableNameLength = 256;

    /// <summary>Throws for a name that means something else than one table.</summary>
    internal static void ThrowIfNoTable(string name, string parameter)
    {
        if (name == AllTables || name.StartsWith(GroupPrefix, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{name}' is no table: '{AllTables}' means all of them, and '{GroupPrefix}' begins the name of a group of caches.", parameter);
        }
    }
}
