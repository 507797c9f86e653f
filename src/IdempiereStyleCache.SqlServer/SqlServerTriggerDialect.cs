using System.Text;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.SqlServer;

/// <summary>Triggers of SQL Server, which fire once a statement and see all its rows. TRUNCATE fires none.</summary>
internal sealed class SqlServerTriggerDialect : TriggerDialect
{
    public override int MaxNameLength => 128;

    public override string ListSql => """
        SELECT t.name, CASE WHEN s.name = SCHEMA_NAME() THEN o.name ELSE s.name + N'.' + o.name END
        FROM sys.triggers AS t JOIN sys.tables AS o ON o.object_id = t.parent_id JOIN sys.schemas AS s ON s.schema_id = o.schema_id
        WHERE LEFT(t.name, LEN(@prefix)) = @prefix ORDER BY t.name
        """;

    public override string KeyColumnsSql => """
        SELECT c.name
        FROM sys.indexes AS i JOIN sys.index_columns AS k ON k.object_id = i.object_id AND k.index_id = i.index_id JOIN sys.columns AS c ON c.object_id = k.object_id AND c.column_id = k.column_id
        WHERE i.is_primary_key = 1 AND i.object_id = OBJECT_ID(COALESCE(QUOTENAME(@schema_name) + N'.', N'') + QUOTENAME(@table_name), N'U')
        ORDER BY k.key_ordinal
        """;

    public override IReadOnlyList<string> Purposes { get; } = ["insert", "update", "delete"];

    public override IReadOnlyList<string> InstallSql(LogTables tables, TriggerTable table, string purpose, string name)
    {
        string[] sides = purpose switch { "insert" => ["inserted"], "delete" => ["deleted"], _ => ["inserted", "deleted"] };
        StringBuilder body = new();
        Add(table.TableName, Key(table), condition: null, table.IncludesParents ? 1 : 0);
        foreach (TriggerParent parent in table.Parents)
        {
            Add(parent.TableName, Text(parent.LinkColumn), $"r.{parent.LinkColumn} IS NOT NULL", includesParents: 1);
        }

        return
        [
            $"""
            CREATE TRIGGER {name} ON {table.QuotedTable} AFTER {purpose.ToUpperInvariant()} AS
            BEGIN
            SET NOCOUNT ON;
            {body}END
            """,
        ];

        void Add(string tableName, string key, string? condition, int includesParents)
        {
            string where = condition is null ? "" : $" WHERE {condition}";
            string keys = string.Join(" UNION ", sides.Select(side => $"SELECT {key} AS k FROM {side} AS r{where}"));
            string insert = $"INSERT INTO {tables.Invalidation} (table_name, row_key, includes_parents)";
            string named = $"N'{tableName.Replace("'", "''", StringComparison.Ordinal)}'";
            body.AppendLine($"IF (SELECT COUNT(*) FROM (SELECT TOP ({CacheReset.MaxKeys + 1}) 1 AS one FROM ({keys}) AS d) AS c) > {CacheReset.MaxKeys}")
                .AppendLine($"    {insert} VALUES ({named}, NULL, {includesParents});")
                .AppendLine("ELSE")
                .AppendLine($"    {insert} SELECT {named}, CASE WHEN DATALENGTH(d.k) <= {2 * LogRow.MaxKeyLength} THEN d.k END, {includesParents} FROM ({keys}) AS d;");
        }
    }

    public override IReadOnlyList<string> RemoveSql(LogTables tables, string name, string quotedTable) => [$"DROP TRIGGER IF EXISTS {SchemaOf(quotedTable)}{name}"];

    private static string Key(TriggerTable table) => table.KeyColumns.Length == 1
        ? Text(table.KeyColumns[0])
        : $"N'[' + {string.Join(" + N',' + ", table.KeyColumns.Select(static column => $"N'\"' + STRING_ESCAPE({Text(column)}, 'json') + N'\"'"))} + N']'";

    // Whole, because a key that does not fit into the log must become the whole table and not another key. By code points, so that keys that the table's collation takes for equal are told of each for itself.
    private static string Text(string column) => $"CAST(r.{column} AS nvarchar(max)) COLLATE Latin1_General_BIN2";

    // A trigger is in the schema of its table.
    private static string SchemaOf(string quotedTable) => quotedTable.LastIndexOf("].[", StringComparison.Ordinal) is var dot and >= 0 ? quotedTable[..(dot + 2)] : "";
}
