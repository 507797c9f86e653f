using System.Globalization;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.SqlServer;

/// <summary>
/// The invalidation log in SQL Server. A row carries a <c>rowversion</c>; the position is the lowest one that an open transaction may still commit, asked before the rows are
/// read. Rows from there on come again and are told apart by their ids.
/// </summary>
/// <remarks>
/// The rows are read past those that an open transaction holds, which come with a later reading, whether the database has READ_COMMITTED_SNAPSHOT on or off. For that the log
/// must have locks of rows only: a lock of a page would hide committed rows of others. The mark of what was purged is read after the rows: rows go after it is raised.
/// </remarks>
internal sealed class SqlServerLogDialect : LogDialect
{
    public override TriggerDialect Triggers { get; } = new SqlServerTriggerDialect();

    public override TimeSpan SuggestedPollInterval { get; } = TimeSpan.FromMilliseconds(250);

    public override bool ReturnsRowsAgain => true;

    public override string NowSql => "SYSUTCDATETIME()";

    public override string DeadlineSql => "DATEADD(second, -@timeout, SYSUTCDATETIME())";

    // Without the collation of the database, a comparison with a column of another would be an error. Keys are compared by their code points, as their column is.
    public override string RowsSql =>
        "(SELECT JSON_VALUE(j.value, '$[0]') COLLATE DATABASE_DEFAULT AS table_name, JSON_VALUE(j.value, '$[1]') COLLATE Latin1_General_BIN2 AS row_key, "
        + "CAST(JSON_VALUE(j.value, '$[2]') AS smallint) AS includes_parents FROM OPENJSON(@rows) AS j)";

    public override string OwnRowsCondition => "l.trx_id = CURRENT_TRANSACTION_ID()";

    public override string TableExistsSql =>
        "SELECT CASE WHEN OBJECT_ID(COALESCE(QUOTENAME(@schema_name) + N'.', N'') + QUOTENAME(@table_name), N'U') IS NULL THEN 0 ELSE 1 END";

    public override string UpdateRowsSql(LogTables tables, string set, string where) => $"UPDATE l SET {set} FROM {tables.Invalidation} AS l WHERE {where}";

    public override IReadOnlyList<string> InstallSql(LogTables tables) =>
    [
        $"EXEC sp_getapplock @Resource = N'{tables.Plain("install")}', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 30000",
        $"""
        IF OBJECT_ID(N'{tables.Invalidation}', N'U') IS NULL
        BEGIN
            CREATE TABLE {tables.Invalidation} (
                id bigint IDENTITY(1, 1) NOT NULL PRIMARY KEY WITH (ALLOW_PAGE_LOCKS = OFF),
                table_name nvarchar({LogRow.MaxTableNameLength}) NOT NULL,
                row_key nvarchar({LogRow.MaxKeyLength}) COLLATE Latin1_General_BIN2 NULL,
                includes_parents smallint NOT NULL DEFAULT 0,
                node_id bigint NULL,
                trx_id bigint NOT NULL DEFAULT CURRENT_TRANSACTION_ID(),
                stamp rowversion NOT NULL);
            CREATE INDEX {tables.Plain("invalidation_stamp")} ON {tables.Invalidation} (stamp) WITH (ALLOW_PAGE_LOCKS = OFF);
            CREATE INDEX {tables.Plain("invalidation_trx")} ON {tables.Invalidation} (trx_id) WITH (ALLOW_PAGE_LOCKS = OFF);
            ALTER TABLE {tables.Invalidation} SET (LOCK_ESCALATION = DISABLE);
        END
        """,
        $"""
        IF OBJECT_ID(N'{tables.Node}', N'U') IS NULL
            CREATE TABLE {tables.Node} (
                id bigint IDENTITY(1, 1) NOT NULL PRIMARY KEY,
                name nvarchar(200) NOT NULL,
                heartbeat datetime2 NOT NULL,
                read_to bigint NOT NULL)
        """,
        $"""
        IF OBJECT_ID(N'{tables.State}', N'U') IS NULL
            CREATE TABLE {tables.State} (id int NOT NULL PRIMARY KEY CHECK (id = 1), version int NOT NULL, purged_to bigint NOT NULL)
        """,
        $"INSERT INTO {tables.State} (id, version, purged_to) SELECT 1, 1, 0 WHERE NOT EXISTS (SELECT 1 FROM {tables.State})",
    ];

    public override string PositionSql(LogTables tables) =>
        "SELECT CAST(CAST(MIN_ACTIVE_ROWVERSION() AS bigint) AS nvarchar(20)), CAST(MIN_ACTIVE_ROWVERSION() AS bigint)";

    public override string ReadSql(LogTables tables) => $"""
        DECLARE @next bigint = CAST(MIN_ACTIVE_ROWVERSION() AS bigint);
        DECLARE @new TABLE (
            id bigint NOT NULL, stamp bigint NOT NULL, table_name nvarchar({LogRow.MaxTableNameLength}) NOT NULL, row_key nvarchar({LogRow.MaxKeyLength}) NULL, includes_parents int NOT NULL);
        INSERT INTO @new (id, stamp, table_name, row_key, includes_parents)
        SELECT TOP (@limit) l.id, CAST(l.stamp AS bigint), l.table_name, l.row_key, l.includes_parents
        FROM {tables.Invalidation} AS l WITH (READCOMMITTEDLOCK, READPAST)
        WHERE l.stamp >= CAST(CAST(@position AS bigint) AS binary(8)) AND (l.node_id IS NULL OR l.node_id <> @node);
        SELECT s.purged_to, CAST(@next AS nvarchar(20)), @next, n.id, n.stamp, n.table_name, n.row_key, n.includes_parents
        FROM {tables.State} AS s LEFT JOIN @new AS n ON 1 = 1
        """;

    public override string PurgeSql(LogTables tables) => $"DELETE TOP (@batch) FROM {tables.Invalidation} WHERE stamp < CAST(@bound AS binary(8))";

    public override string CarelessPosition(long stamp) => (stamp + 1).ToString(CultureInfo.InvariantCulture);

    public override ValueTask<T> RepeatAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken) => DeadlockRetry.RunAsync(work, cancellationToken);
}
