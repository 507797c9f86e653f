using System.Data;
using System.Data.Common;
using IdempiereStyleCache.Data;
using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer;

/// <summary>What is peculiar to SQL Server 2016 and later, at compatibility level 130 or higher.</summary>
/// <remarks>
/// Text compares by the collation of its column, in which mostly <c>Oak</c> equals <c>OAK</c>, and in all of which blanks at the end do not count; .NET compares characters. What
/// the database finds for another spelling of a key is returned and not cached.
/// </remarks>
internal class SqlServerDialect(SqlServerAddress address, SqlServerValues values) : Dialect
{
    private const int OldestLevel = 130;
    private const int LongestName = 128;

    // One batch without parameters: in a procedure, as which a statement with parameters runs, the end of the transaction would be reported as an error.
    private const string CommitSql = """
        DECLARE @isc_committed int = 0;
        IF @@TRANCOUNT = 1 AND XACT_STATE() = 1
        BEGIN
            COMMIT TRANSACTION;
            SET @isc_committed = 1;
        END;
        SELECT @isc_committed;
        """;

    private const string LevelSql = "SELECT CAST(compatibility_level AS int) FROM sys.databases WHERE database_id = DB_ID()";

    private const string ReadCommittedSql = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    public override string DisplayName { get; } = address.ToString();

    public override bool IsReadOnly => address.IsReadOnly;

    public override KeyLookup KeyLookup { get; } = new ParameterKeyLookup(values);

    public override string TableColumnsSql => """
        SELECT c.name, CAST(c.is_nullable AS int),
            CASE WHEN c.default_object_id <> 0 OR c.is_identity = 1 OR c.is_computed = 1 OR c.generated_always_type <> 0 OR TYPE_NAME(c.system_type_id) = N'timestamp' THEN 1 ELSE 0 END,
            CONCAT(TYPE_NAME(c.system_type_id),
                CASE WHEN TYPE_NAME(c.system_type_id) IN (N'decimal', N'numeric') THEN CONCAT(N'(', c.precision, N',', c.scale, N')')
                    WHEN TYPE_NAME(c.system_type_id) IN (N'datetime2', N'datetimeoffset', N'time') THEN CONCAT(N'(', c.scale, N')')
                    WHEN TYPE_NAME(c.system_type_id) IN (N'char', N'varchar', N'text') THEN CONCAT(N' of code page ', CAST(COLLATIONPROPERTY(c.collation_name, 'CodePage') AS int))
                    ELSE N'' END)
        FROM sys.columns AS c
        WHERE c.object_id = OBJECT_ID(CASE WHEN @schema_name IS NULL THEN QUOTENAME(@table_name) ELSE CONCAT(QUOTENAME(@schema_name), N'.', QUOTENAME(@table_name)) END)
        ORDER BY c.column_id
        """;

    /// <summary>Whether the program runs without the cultures that SqlClient needs.</summary>
    protected virtual bool IsInvariant => AppContext.TryGetSwitch("System.Globalization.Invariant", out bool isOn)
        ? isOn
        : Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is "1" or "true" or "True";

    public override DbConnection CreateConnection() => IsInvariant
        ? throw new PODatabaseException(
            $"Cannot use the database {DisplayName}. SqlClient does not run in globalization-invariant mode. Set InvariantGlobalization to false in the program's project, unset "
            + "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, and install ICU where it is missing.")
        : new SqlConnection(address.ConnectionString);

    public override async ValueTask StartAsync(DbConnection connection, StorageCall call)
    {
        int level = await ScalarAsync(connection, transaction: null, LevelSql, call).ConfigureAwait(false) is int found ? found : 0;
        if (level < OldestLevel)
        {
            throw new PODatabaseException(
                $"Cannot use the database {DisplayName}. Its compatibility level is {level}; {OldestLevel} (SQL Server 2016) or higher is needed. "
                + $"Raise it with ALTER DATABASE ... SET COMPATIBILITY_LEVEL = {OldestLevel}, or use a newer server.");
        }
    }

    /// <summary>
    /// Asks for read committed where nothing else is asked for, since a connection of the pool keeps the isolation that it last had. Reading what nobody committed is not offered: it
    /// would get into caches.
    /// </summary>
    public override ValueTask<DbTransaction> BeginTransactionAsync(DbConnection connection, IsolationLevel isolationLevel, StorageCall call) => base.BeginTransactionAsync(
        connection, isolationLevel is IsolationLevel.Unspecified or IsolationLevel.ReadUncommitted ? IsolationLevel.ReadCommitted : isolationLevel, call);

    /// <summary>
    /// An error of a statement may end the transaction on the server; the driver then knows of it, and would run further statements outside any transaction.
    /// </summary>
    public override bool HasEnded(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Connection is null;
    }

    /// <summary>
    /// The driver's own commit only ends the innermost of nested transactions, such as a statement of the application may have begun and left. Here the server commits the outermost or
    /// nothing, and says which.
    /// </summary>
    public override async ValueTask CommitAsync(DbTransaction transaction, StorageCall call)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (transaction.Connection is not { } connection)
        {
            // Somebody else ended it, and the driver says so.
            await base.CommitAsync(transaction, call).ConfigureAwait(false);
        }
        else if (await ScalarAsync(connection, transaction, CommitSql, call).ConfigureAwait(false) is not 1)
        {
            throw new NotCommittedException(
                "A transaction was begun inside it and not ended, or an error has made it one that can only be rolled back. End each BEGIN TRANSACTION of your own statements.");
        }
    }

    public override async ValueTask RestoreConnectionAsync(DbConnection connection, StorageCall call)
    {
        ArgumentNullException.ThrowIfNull(connection);
        try
        {
            if (connection.State == ConnectionState.Open)
            {
                await ScalarAsync(connection, transaction: null, ReadCommittedSql, call).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // It must not be used again; the driver can only be told to use none of its pool again.
            if (connection is SqlConnection own)
            {
                SqlConnection.ClearPool(own);
            }
        }
    }

    public override string SetSavepointSql(string name) => $"SAVE TRANSACTION {name}";

    /// <summary>Whether the savepoint is still there afterwards is not documented; so it is set again.</summary>
    public override string RollbackToSavepointSql(string name) => $"ROLLBACK TRANSACTION {name}; SAVE TRANSACTION {name}";

    public override string? ReleaseSavepointSql(string name) => null;

    public override LogDialect Log { get; } = new SqlServerLogDialect();

    public override string Quote(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= LongestName
            ? $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]"
            : throw new POMappingException($"SQL Server cannot have a table or column called '{name}': a name has 1 to {LongestName} characters.");
    }

    /// <summary>
    /// The key is returned by way of a table variable: a table with triggers allows no other way, and only this returns the numbers of sequences too.
    /// </summary>
    public override string InsertSql(string table, string columns, string values, string? generatedKey)
    {
        string into = columns.Length == 0 ? "" : $" ({columns})";
        string what = columns.Length == 0 ? "DEFAULT VALUES" : $"VALUES ({values})";
        return generatedKey is null
            ? $"INSERT INTO {table}{into} {what}"
            : $"DECLARE @isc_made TABLE (isc_key bigint); INSERT INTO {table}{into} OUTPUT INSERTED.{generatedKey} INTO @isc_made (isc_key) {what}; SELECT isc_key FROM @isc_made";
    }

    /// <summary>What the driver counts are also the rows that triggers change, and those fire for a statement that changes none.</summary>
    public override string CountingSql(string write) => $"{write}; SELECT @@ROWCOUNT";

    public override string ForUpdateTable(string table) => $"{table} WITH (UPDLOCK, ROWLOCK)";

    public override string ForUpdateSql(string select) => select;

    public override string LimitSql(string select, string limit)
    {
        ArgumentNullException.ThrowIfNull(select);
        return $"SELECT TOP ({limit}){select["SELECT".Length..]}";
    }

    public override void SetParameter(DbParameter parameter, POColumnType type, object? value) => values.Set(parameter, type, value);

    public override bool IsDelicate(object value) => SqlServerFit.IsDelicate(value);

    public override string? WhyUnfit(TableColumn column, object value) => SqlServerFit.WhyUnfit(column.DeclaredType, value);

    public override PORowReader CreateRowReader(DbDataReader reader) => new SqlServerRowReader(reader);

    public override DatabaseErrorKind Classify(DbException exception) => SqlServerErrors.Classify(exception);

    public override bool IsKnownRollback(Exception exception) =>
        exception is NotCommittedException || SqlServerErrors.IsKnownRollback(SqlServerErrors.ErrorsOf(exception));

    public override string ExplainOpenFailure(Exception exception) => SqlServerOpenErrors.Explain(exception, address);

    public override string ExplainBusy() =>
        $"A statement waited for a lock, or took, longer than it may: the Command Timeout of the connection string is {address.CommandTimeout} s, and a LOCK_TIMEOUT may have been set. "
        + "End writing transactions sooner, or raise the one that was too short.";

    private static async ValueTask<object?> ScalarAsync(DbConnection connection, DbTransaction? transaction, string sql, StorageCall call)
    {
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = sql;
            command.Transaction = transaction;
            return call.IsAsync ? await command.ExecuteScalarAsync(call.CancellationToken).ConfigureAwait(false) : command.ExecuteScalar();
        }
    }

    /// <summary>The server was asked to commit and did not.</summary>
    private sealed class NotCommittedException(string message) : InvalidOperationException(message);
}
