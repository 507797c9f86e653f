using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using IdempiereStyleCache.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IdempiereStyleCache.Sqlite;

/// <summary>What is peculiar to SQLite 3.35 and later.</summary>
/// <remarks>
/// Values are stored in the forms that Microsoft.Data.Sqlite gives them, so that the application's own statements find them: decimals, dates, times and Guids as
/// text (a Guid in capital letters), booleans as 0 and 1, a <see cref="ulong"/> as the signed number of the same bits.
/// </remarks>
internal sealed class SqliteDialect(SqliteAddress address, TimeSpan busyTimeout) : Dialect
{
    // A database in memory lives as long as somebody has it open.
    private SqliteConnection? _keepAlive;

    public override string DisplayName => $"SQLite {address.DataSource}";

    public override bool KeepsConnectionsOpen => true;

    public override bool BeginsWithFirstWrite => true;

    public override bool IsReadOnly => address.IsReadOnly;

    public override LogDialect? Log { get; } = address.IsMemory ? null : new SqliteLogDialect();

    public override KeyLookup KeyLookup { get; } = new JsonKeyLookup();

    public override string TableColumnsSql => """
        SELECT name, "notnull" = 0, dflt_value IS NOT NULL OR hidden > 1 OR (pk = 1 AND upper(type) = 'INTEGER'), type
        FROM pragma_table_xinfo(@table_name, @schema_name)
        """;

    public override DbConnection CreateConnection() => new SqliteConnection(address.ConnectionString);

    public override ValueTask PrepareConnectionAsync(DbConnection connection, StorageCall call)
    {
        Execute(connection, $"PRAGMA busy_timeout = {(long)busyTimeout.TotalMilliseconds}");
        return default;
    }

    public override async ValueTask StartAsync(DbConnection connection, StorageCall call)
    {
        if (address.IsMemory)
        {
            _keepAlive = new SqliteConnection(address.ConnectionString);
            await _keepAlive.OpenAsync(call.CancellationToken).ConfigureAwait(false);
        }
        else if (address.IsReadOnly)
        {
            Execute(connection, "SELECT COUNT(*) FROM sqlite_master");
        }
        else
        {
            Execute(connection, "PRAGMA journal_mode = WAL");
            if (raw.sqlite3_db_readonly(((SqliteConnection)connection).Handle, "main") == 1)
            {
                throw new SqliteException("The database file cannot be written.", raw.SQLITE_READONLY);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        if (Interlocked.Exchange(ref _keepAlive, null) is { } connection)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Takes the write lock at once, so that the wait for another writer is here and a later write cannot fail for a stale snapshot; a snapshot that was asked
    /// for is one, and its first write fails when somebody else wrote since.</summary>
    public override ValueTask<DbTransaction> BeginTransactionAsync(DbConnection connection, IsolationLevel isolationLevel, StorageCall call) =>
        new(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: isolationLevel == IsolationLevel.Snapshot));

    // In double quotes SQLite takes an unknown name for text.
    public override string Quote(string name) => name.Contains(']', StringComparison.Ordinal)
        ? throw new POMappingException($"SQLite cannot have a table or column called '{name}': ']' is not allowed here.")
        : $"[{name}]";

    public override string EqualIgnoringCaseSql(string column, string parameter) => $"{column} = {parameter} COLLATE NOCASE";

    public override string InsertSql(string table, string columns, string values, string? generatedKey)
    {
        string insert = columns.Length == 0 ? $"INSERT INTO {table} DEFAULT VALUES" : $"INSERT INTO {table} ({columns}) VALUES ({values})";
        return generatedKey is null ? insert : $"{insert} RETURNING {generatedKey}";
    }

    public override void SetParameter(DbParameter parameter, POColumnType type, object? value) => parameter.Value = value switch
    {
        null => DBNull.Value,
        ImmutableArray<byte> bytes => ImmutableCollectionsMarshal.AsArray(bytes) ?? [],
        double.NaN or float.NaN => throw new InvalidCastException("SQLite cannot store a value that is not a number."),
        _ => value,
    };

    public override bool IsDelicate(object value) => SqliteAffinity.IsDelicate(value);

    public override string? WhyUnfit(TableColumn column, object value) => SqliteAffinity.WhyUnfit(column.DeclaredType, value);

    public override PORowReader CreateRowReader(DbDataReader reader) =>
        reader is SqliteDataReader { Handle: { } statement } rows ? new SqliteRowReader(rows, statement) : base.CreateRowReader(reader);

    public override DatabaseErrorKind Classify(DbException exception) => SqliteErrors.Classify(exception);

    public override bool IsKnownRollback(Exception exception) => SqliteErrors.IsKnownRollback(exception);

    public override string ExplainOpenFailure(Exception exception) => SqliteErrors.ExplainOpenFailure(exception, address);

    public override string ExplainBusy() =>
        $"Another connection held a lock for longer than the BusyTimeout of {busyTimeout.TotalSeconds:0.###} s. End writing transactions sooner, or raise BusyTimeout.";

    private static void Execute(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
