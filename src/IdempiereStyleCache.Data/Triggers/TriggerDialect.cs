namespace IdempiereStyleCache.Data;

/// <summary>How triggers are made that log the changes of a table. Immutable; safe for use by several threads.</summary>
public abstract class TriggerDialect
{
    /// <summary>The longest name that a trigger can have, in characters.</summary>
    public abstract int MaxNameLength { get; }

    /// <summary>Returns the name and the table of every trigger whose name begins with <c>@prefix</c>, the table with its schema where it is not that of the connection.</summary>
    public abstract string ListSql { get; }

    /// <summary>
    /// Returns the names of the primary key's columns, in its order, of the table <c>@table_name</c> in the schema <c>@schema_name</c> or, when that is NULL, in that of the
    /// connection.
    /// </summary>
    public abstract string KeyColumnsSql { get; }

    /// <summary>What the triggers of a table are for, one word each, in the order in which they are made.</summary>
    public abstract IReadOnlyList<string> Purposes { get; }

    /// <summary>The statements that make one trigger.</summary>
    /// <param name="tables">The names of the log's tables.</param>
    /// <param name="table">The table.</param>
    /// <param name="purpose">One of <see cref="Purposes"/>.</param>
    /// <param name="name">The trigger's name, quoted.</param>
    /// <returns>The statements.</returns>
    public abstract IReadOnlyList<string> InstallSql(LogTables tables, TriggerTable table, string purpose, string name);

    /// <summary>The statements that remove one trigger and what belongs to it.</summary>
    /// <param name="tables">The names of the log's tables.</param>
    /// <param name="name">The trigger's name, quoted.</param>
    /// <param name="quotedTable">Its table, quoted.</param>
    /// <returns>The statements.</returns>
    public abstract IReadOnlyList<string> RemoveSql(LogTables tables, string name, string quotedTable);
}
