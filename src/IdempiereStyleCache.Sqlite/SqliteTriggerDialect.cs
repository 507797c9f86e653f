using System.Text;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Sqlite;

/// <summary>Triggers of SQLite, which fire once a row. What a REPLACE displaces is not told of, unless the connection has <c>PRAGMA recursive_triggers</c> on.</summary>
internal sealed class SqliteTriggerDialect : TriggerDialect
{
    public override int MaxNameLength => 120;

    public override string ListSql => "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND substr(name, 1, length(@prefix)) = @prefix ORDER BY name";

    public override string KeyColumnsSql => "SELECT name FROM pragma_table_info(@table_name, @schema_name) WHERE pk > 0 ORDER BY pk";

    public override IReadOnlyList<string> Purposes { get; } = ["insert", "update", "delete"];

    public override IReadOnlyList<string> InstallSql(LogTables tables, TriggerTable table, string purpose, string name)
    {
        StringBuilder body = new();
        string[] sides = purpose switch { "insert" => ["NEW"], "delete" => ["OLD"], _ => ["OLD", "NEW"] };
        for (int i = 0; i < sides.Length; i++)
        {
            string key = Key(table, sides[i]);
            Add(table.TableName, key, i == 0 ? null : $"{key} IS NOT {Key(table, "OLD")}", table.IncludesParents);
            foreach (TriggerParent parent in table.Parents)
            {
                string link = $"{sides[i]}.{parent.LinkColumn}";
                Add(parent.TableName, $"CAST({link} AS TEXT)", i == 0 ? $"{link} IS NOT NULL" : $"{link} IS NOT NULL AND {link} IS NOT OLD.{parent.LinkColumn}", includesParents: true);
            }
        }

        return [$"CREATE TRIGGER {name} AFTER {purpose.ToUpperInvariant()} ON {table.QuotedTable} BEGIN{body} END"];

        void Add(string tableName, string key, string? condition, bool includesParents) => body
            .Append($" INSERT INTO {tables.Invalidation} (table_name, row_key, includes_parents) SELECT '{tableName.Replace("'", "''", StringComparison.Ordinal)}', {key}, ")
            .Append(includesParents ? '1' : '0')
            .Append(condition is null ? ";" : $" WHERE {condition};");
    }

    public override IReadOnlyList<string> RemoveSql(LogTables tables, string name, string quotedTable) => [$"DROP TRIGGER IF EXISTS {name}"];

    private static string Key(TriggerTable table, string side) => table.KeyColumns.Length == 1
        ? $"CAST({side}.{table.KeyColumns[0]} AS TEXT)"
        : $"json_array({string.Join(", ", table.KeyColumns.Select(column => $"{side}.{column}"))})";
}
