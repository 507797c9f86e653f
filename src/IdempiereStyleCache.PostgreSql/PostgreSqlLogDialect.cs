using System.Globalization;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>
/// The invalidation log in PostgreSQL. A row carries the number of its transaction, and the position is the last snapshot: what it did not see and the present one sees is
/// new. So transactions may commit in any order, and one that stays open only keeps rows in the index range that is looked through.
/// </summary>
internal sealed class PostgreSqlLogDialect : LogDialect
{
    // Any number; one that no application is likely to lock for something else.
    private const long InstallLock = 0x6973_635F_6C6F_6731;

    public override TriggerDialect Triggers { get; } = new PostgreSqlTriggerDialect();

    public override TimeSpan SuggestedPollInterval { get; } = TimeSpan.FromMilliseconds(500);

    public override string NowSql => "clock_timestamp()";

    public override string DeadlineSql => "clock_timestamp() - make_interval(secs => @timeout)";

    public override string RowsSql =>
        "(SELECT j ->> 0 AS table_name, j ->> 1 AS row_key, (j ->> 2)::smallint AS includes_parents FROM jsonb_array_elements(@rows::jsonb) AS j)";

    public override string OwnRowsCondition => "l.xid = pg_current_xact_id()";

    public override string TableExistsSql =>
        "SELECT CASE WHEN to_regclass(concat_ws('.', quote_ident(lower(@schema_name)), quote_ident(lower(@table_name)))) IS NULL THEN 0 ELSE 1 END";

    public override IReadOnlyList<string> InstallSql(LogTables tables) =>
    [
        $"SELECT pg_advisory_xact_lock({InstallLock})",
        $"""
        CREATE TABLE IF NOT EXISTS {tables.Invalidation} (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            table_name text NOT NULL,
            row_key text,
            includes_parents smallint NOT NULL DEFAULT 0,
            node_id bigint,
            xid xid8 NOT NULL DEFAULT pg_current_xact_id())
        """,
        $"CREATE INDEX IF NOT EXISTS {tables.Plain("invalidation_xid")} ON {tables.Invalidation} (xid)",
        $"""
        CREATE TABLE IF NOT EXISTS {tables.Node} (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text NOT NULL,
            heartbeat timestamptz NOT NULL,
            read_to bigint NOT NULL)
        """,
        $"CREATE TABLE IF NOT EXISTS {tables.State} (id integer PRIMARY KEY CHECK (id = 1), version integer NOT NULL, purged_to bigint NOT NULL)",
        $"INSERT INTO {tables.State} (id, version, purged_to) VALUES (1, 1, 0) ON CONFLICT (id) DO NOTHING",
    ];

    public override string PositionSql(LogTables tables) =>
        "SELECT s::text, pg_snapshot_xmin(s)::text::bigint FROM (SELECT pg_current_snapshot() AS s) AS p";

    public override string ReadSql(LogTables tables) => $"""
        SELECT s.purged_to, p.now::text, pg_snapshot_xmin(p.now)::text::bigint, l.id, l.xid::text::bigint, l.table_name, l.row_key, l.includes_parents::integer
        FROM {tables.State} AS s CROSS JOIN (SELECT pg_current_snapshot() AS now) AS p
        LEFT JOIN {tables.Invalidation} AS l ON l.xid >= pg_snapshot_xmin(@position::pg_snapshot)
            AND NOT pg_visible_in_snapshot(l.xid, @position::pg_snapshot) AND l.node_id IS DISTINCT FROM @node
        LIMIT @limit
        """;

    public override string PurgeSql(LogTables tables) =>
        $"DELETE FROM {tables.Invalidation} WHERE id IN (SELECT id FROM {tables.Invalidation} WHERE xid < @bound::text::xid8 LIMIT @batch)";

    public override string CarelessPosition(long stamp) => $"{stamp + 1}:{stamp + 1}:";

    public override async ValueTask<IAsyncDisposable?> ListenAsync(LogListening listening, CancellationToken cancellationToken) =>
        await PostgreSqlListener.StartAsync(listening, Channel(listening.Tables), cancellationToken).ConfigureAwait(false);

    public override string WakeSql(LogTables tables, long? sender) =>
        sender is { } number ? string.Create(CultureInfo.InvariantCulture, $"NOTIFY {Channel(tables)}, '{number}'") : $"NOTIFY {Channel(tables)}";

    // Nodes whose logs are different tables of one database do not wake each other.
    private static string Channel(LogTables tables) => tables.Schema is null ? tables.Plain("wake") : $"{tables.Schema}_{tables.Plain("wake")}";
}
