using System.Text;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>
/// Triggers of PostgreSQL, which fire once a statement and see all its rows. Their function runs with the rights of who installed it, so that whoever may write the table
/// need not be able to write the log.
/// </summary>
internal sealed class PostgreSqlTriggerDialect : TriggerDialect
{
    public override int MaxNameLength => 63;

    public override string ListSql => """
        SELECT t.tgname, CASE WHEN pg_table_is_visible(c.oid) THEN c.relname ELSE n.nspname || '.' || c.relname END
        FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE NOT t.tgisinternal AND starts_with(t.tgname, lower(@prefix)) ORDER BY t.tgname
        """;

    public override string KeyColumnsSql => """
        SELECT a.attname
        FROM pg_index AS i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place) JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
        WHERE i.indisprimary AND i.indrelid = to_regclass(concat_ws('.', quote_ident(lower(@schema_name)), quote_ident(lower(@table_name))))
        ORDER BY k.place
        """;

    public override IReadOnlyList<string> Purposes { get; } = ["insert", "update", "delete", "truncate"];

    public override IReadOnlyList<string> InstallSql(LogTables tables, TriggerTable table, string purpose, string name)
    {
        string referencing = purpose switch
        {
            "insert" => "REFERENCING NEW TABLE AS new_rows ",
            "delete" => "REFERENCING OLD TABLE AS old_rows ",
            "update" => "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows ",
            _ => "",
        };
        return
        [
            $"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $isc$
            BEGIN
            {Body(tables, table, purpose)}
            RETURN NULL;
            END
            $isc$
            """,
            $"CREATE TRIGGER {name} AFTER {purpose.ToUpperInvariant()} ON {table.QuotedTable} {referencing}FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ];
    }

    public override IReadOnlyList<string> RemoveSql(LogTables tables, string name, string quotedTable) =>
        [$"DROP TRIGGER IF EXISTS {name} ON {quotedTable}", $"DROP FUNCTION IF EXISTS {name}()"];

    private static string Body(LogTables tables, TriggerTable table, string purpose)
    {
        string insert = $"INSERT INTO {tables.Invalidation} (table_name, row_key, includes_parents)";
        StringBuilder body = new();
        if (purpose == "truncate")
        {
            foreach (string name in table.Parents.Select(static p => p.TableName).Prepend(table.TableName).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                body.AppendLine($"{insert} VALUES ({Text(name)}, NULL, 0);");
            }

            return body.ToString();
        }

        string rows = purpose switch { "insert" => "SELECT * FROM new_rows", "delete" => "SELECT * FROM old_rows", _ => "SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows" };
        int includesParents = table.IncludesParents ? 1 : 0;
        Add(table.TableName, $"SELECT DISTINCT {Key(table)} AS k FROM ({rows}) AS r", includesParents);
        foreach (TriggerParent parent in table.Parents)
        {
            Add(parent.TableName, $"SELECT DISTINCT format('%s', r.{parent.LinkColumn}) AS k FROM ({rows}) AS r WHERE r.{parent.LinkColumn} IS NOT NULL", includesParents: 1);
        }

        return body.ToString();

        void Add(string name, string keys, int includesParents) => body
            .AppendLine($"IF (SELECT count(*) FROM (SELECT 1 FROM ({keys}) AS d LIMIT {CacheReset.MaxKeys + 1}) AS c) > {CacheReset.MaxKeys} THEN")
            .AppendLine($"{insert} VALUES ({Text(name)}, NULL, {includesParents});")
            .AppendLine("ELSE")
            .AppendLine($"{insert} SELECT {Text(name)}, d.k, {includesParents} FROM ({keys}) AS d;")
            .AppendLine("END IF;");
    }

    // What the driver reads is what the type puts out, with the blanks that a cast to text would take from character(n).
    private static string Key(TriggerTable table) => table.KeyColumns.Length == 1
        ? $"format('%s', r.{table.KeyColumns[0]})"
        : $"jsonb_build_array({string.Join(", ", table.KeyColumns.Select(static column => $"r.{column}"))})::text";

    private static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}
