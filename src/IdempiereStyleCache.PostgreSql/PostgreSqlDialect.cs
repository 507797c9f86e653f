using System.Data.Common;
using IdempiereStyleCache.Data;
using Npgsql;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>What is peculiar to PostgreSQL 13 and later.</summary>
internal sealed class PostgreSqlDialect(PostgreSqlAddress address, bool foldsNames) : Dialect
{
    private static readonly Version s_oldest = new(13, 0);
    private static readonly string[] s_commit = ["SAVEPOINT isc_commit", "COMMIT"];

    // Made with the first connection: a connection string that Npgsql takes apart and then refuses is an error of the start.
    private readonly Lazy<NpgsqlDataSource> _source = new(() => NpgsqlDataSource.Create(address.ConnectionString));

    public override string DisplayName { get; } = address.ToString();

    public override bool FailureEndsTransaction => true;

    public override LogDialect Log { get; } = new PostgreSqlLogDialect();

    public override KeyLookup KeyLookup { get; } = new ArrayKeyLookup();

    public override string TableColumnsSql { get; } = $"""
        SELECT attname, CASE WHEN attnotnull THEN 0 ELSE 1 END, CASE WHEN atthasdef OR attidentity <> '' THEN 1 ELSE 0 END, format_type(atttypid, atttypmod)
        FROM pg_catalog.pg_attribute
        WHERE attrelid = to_regclass(concat_ws('.', quote_ident({PostgreSqlNames.StoredSql("@schema_name", foldsNames)}), quote_ident({PostgreSqlNames.StoredSql("@table_name", foldsNames)})))
            AND attnum > 0 AND NOT attisdropped
        ORDER BY attnum
        """;

    public override DbConnection CreateConnection()
    {
        try
        {
            return _source.Value.CreateConnection();
        }
        catch (ArgumentException e)
        {
            throw new PODatabaseException($"Cannot use the database {DisplayName}. Npgsql refuses the connection string: {e.Message}");
        }
    }

    public override ValueTask StartAsync(DbConnection connection, StorageCall call) =>
        connection is NpgsqlConnection { PostgreSqlVersion: var version } && version < s_oldest
            ? throw new PODatabaseException($"Cannot use the database {DisplayName}. Its server is PostgreSQL {version}; {s_oldest.Major} or later is needed.")
            : default;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync().ConfigureAwait(false);
        if (_source.IsValueCreated)
        {
            await _source.Value.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// PostgreSQL answers the commit of a transaction in which a statement failed with a rollback, and one outside a transaction with a warning; Npgsql takes both for success.
    /// So a statement that only an open and intact transaction takes goes before the commit, in the same message.
    /// </summary>
    public override async ValueTask CommitAsync(DbTransaction transaction, StorageCall call)
    {
        if (transaction.Connection is not { CanCreateBatch: true } connection)
        {
            // Somebody else ended it, and the driver says so; or it is of a wrapper that passes no batches on, and the driver is believed.
            await base.CommitAsync(transaction, call).ConfigureAwait(false);
            return;
        }

        DbBatch batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (string statement in s_commit)
        {
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = statement;
            batch.BatchCommands.Add(command);
        }

        await using (batch.ConfigureAwait(false))
        {
            if (call.IsAsync)
            {
                await batch.ExecuteNonQueryAsync(call.CancellationToken).ConfigureAwait(false);
            }
            else
            {
                batch.ExecuteNonQuery();
            }
        }
    }

    public override string Quote(string name) => PostgreSqlNames.Quote(name, foldsNames);

    public override string InsertSql(string table, string columns, string values, string? generatedKey)
    {
        string insert = columns.Length == 0 ? $"INSERT INTO {table} DEFAULT VALUES" : $"INSERT INTO {table} ({columns}) VALUES ({values})";
        return generatedKey is null ? insert : $"{insert} RETURNING {generatedKey}";
    }

    /// <summary>The lock that an update takes: inserting records that refer to this one need not wait for it.</summary>
    public override string ForUpdateSql(string select) => $"{select} FOR NO KEY UPDATE";

    public override void SetParameter(DbParameter parameter, POColumnType type, object? value) => PostgreSqlValues.Set(parameter, value);

    public override bool IsDelicate(object value) => PostgreSqlFit.IsDelicate(value);

    public override string? WhyUnfit(TableColumn column, object value) => PostgreSqlFit.WhyUnfit(column.DeclaredType, value);

    public override PORowReader CreateRowReader(DbDataReader reader) =>
        reader is NpgsqlDataReader rows ? new PostgreSqlRowReader(rows) : base.CreateRowReader(reader);

    public override DatabaseErrorKind Classify(DbException exception) => PostgreSqlErrors.Classify(exception);

    public override bool IsKnownRollback(Exception exception) => PostgreSqlErrors.IsKnownRollback(exception);

    public override string ExplainOpenFailure(Exception exception) => PostgreSqlErrors.ExplainOpenFailure(exception, address);

    public override string ExplainBusy() =>
        $"A statement waited for a lock, or took, longer than it may: the Command Timeout of the connection string is {address.CommandTimeout} s, and the server may have a "
        + "lock_timeout and a statement_timeout. End writing transactions sooner, or raise the one that was too short.";
}
