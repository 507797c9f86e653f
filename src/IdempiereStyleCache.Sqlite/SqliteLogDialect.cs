using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Sqlite;

/// <summary>
/// The invalidation log in SQLite: there is one writer at a time, so the row ids are the order of the commits, and the position is the last id. Rows get an id that no row
/// had before, also after all were removed.
/// </summary>
internal sealed class SqliteLogDialect : LogDialect
{
    public override TriggerDialect Triggers { get; } = new SqliteTriggerDialect();

    public override TimeSpan SuggestedPollInterval { get; } = TimeSpan.FromMilliseconds(25);

    public override string NowSql => "julianday('now')";

    public override string DeadlineSql => "julianday('now') - @timeout / 86400.0";

    public override string RowsSql =>
        "(SELECT json_extract(value, '$[0]') AS table_name, json_extract(value, '$[1]') AS row_key, json_extract(value, '$[2]') AS includes_parents FROM json_each(@rows))";

    // It changes when another connection commits, so the log's own heartbeats do not hide what others did; those go over a connection of their own besides.
    public override string LookSql => "PRAGMA data_version";

    // Ids of the file, which nobody takes over.
    public override bool PositionEndsWithConnection => false;

    // Asked when this transaction has taken the write lock: nobody else writes until it ends.
    public override string OwnRowsCondition => "l.id > @own_from";

    public override string TableExistsSql => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = @table_name AND @schema_name IS NULL";

    public override string OwnRowsStartSql(LogTables tables) => $"SELECT COALESCE(({LastId(tables)}), 0)";

    public override IReadOnlyList<string> InstallSql(LogTables tables) =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS {tables.Invalidation} (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            table_name TEXT NOT NULL,
            row_key TEXT,
            includes_parents INTEGER NOT NULL DEFAULT 0,
            node_id INTEGER)
        """,
        $"""
        CREATE TABLE IF NOT EXISTS {tables.Node} (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            heartbeat REAL NOT NULL,
            read_to INTEGER NOT NULL)
        """,
        $"CREATE TABLE IF NOT EXISTS {tables.State} (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, purged_to INTEGER NOT NULL)",
        $"INSERT OR IGNORE INTO {tables.State} (id, version, purged_to) VALUES (1, 1, 0)",
    ];

    public override string PositionSql(LogTables tables) => $"SELECT CAST(last AS TEXT), last + 1 FROM (SELECT COALESCE(({LastId(tables)}), 0) AS last)";

    public override string ReadSql(LogTables tables) => $"""
        SELECT s.purged_to, CAST(p.last AS TEXT), p.last + 1, l.id, l.id, l.table_name, l.row_key, l.includes_parents
        FROM {tables.State} s CROSS JOIN (SELECT COALESCE(({LastId(tables)}), 0) AS last) p
        LEFT JOIN {tables.Invalidation} l ON l.id > CAST(@position AS INTEGER) AND l.node_id IS NOT @node
        LIMIT @limit
        """;

    public override string PurgeSql(LogTables tables) =>
        $"DELETE FROM {tables.Invalidation} WHERE id IN (SELECT id FROM {tables.Invalidation} WHERE id < @bound ORDER BY id LIMIT @batch)";

    private static string LastId(LogTables tables) => $"SELECT seq FROM sqlite_sequence WHERE name = '{tables.Plain("invalidation")}'";
}
