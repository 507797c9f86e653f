using System.Data;
using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>Makes and checks the log's tables.</summary>
internal sealed class LogSchema(Dialect dialect, LogDialect log, LogTables tables, StatementRunner runner, InvalidationLogOptions options)
{
    /// <summary>The version of the tables that this library makes and understands.</summary>
    public const int Version = 1;

    /// <summary>The statements as an administrator can run them.</summary>
    public string Script => string.Join(Environment.NewLine, log.InstallSql(tables).Select(static sql => sql + ";"));

    /// <summary>Whether the tables are there, in the version of this library.</summary>
    public async ValueTask<bool> ExistsAsync(ConnectionLease lease, StorageCall call) => await VersionAsync(lease, call).ConfigureAwait(false) == Version;

    /// <summary>Makes sure that the tables are there and are of this version.</summary>
    /// <exception cref="PODatabaseException">They are not, and cannot or must not be made.</exception>
    public async ValueTask EnsureAsync(ConnectionLease lease, StorageCall call)
    {
        if (await VersionAsync(lease, call).ConfigureAwait(false) is not { } version)
        {
            if (!options.InstallSchema)
            {
                throw new PODatabaseException(
                    $"{dialect.DisplayName} has no table {tables.State}: the tables of the invalidation log are not installed. Call {nameof(PODatabase)}.{nameof(PODatabase.InstallSchemaAsync)}(), "
                    + $"run the statements of {nameof(PODatabase)}.{nameof(PODatabase.SchemaScript)}, or set {nameof(InvalidationLogOptions)}.{nameof(InvalidationLogOptions.InstallSchema)} to true. "
                    + "A node that is alone with its database can do without: CoherenceOptions.IsEnabled = false.");
            }

            await InstallAsync(lease, call).ConfigureAwait(false);
            version = await VersionAsync(lease, call).ConfigureAwait(false)
                ?? throw new PODatabaseException($"The tables of the invalidation log were made in {dialect.DisplayName}, but {tables.State} cannot be found. Look at the schema and the search path of the connection.");
        }

        if (version != Version)
        {
            throw new PODatabaseException(version > Version
                ? $"The invalidation log in {dialect.DisplayName} is of version {version}; this library knows version {Version}. Update IdempiereStyleCache in this program before it uses the database."
                : $"The invalidation log in {dialect.DisplayName} is of version {version}, which this library does not know. Somebody changed {tables.State}; restore it.");
        }
    }

    /// <summary>Makes what is not there. Safe while others do the same.</summary>
    public async ValueTask InstallAsync(ConnectionLease lease, StorageCall call)
    {
        try
        {
            DbTransaction transaction = await dialect.BeginTransactionAsync(lease.Connection, IsolationLevel.Unspecified, call).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                ConnectionLease inside = new(lease.Connection, transaction, returnTo: null, call.IsAsync);
                foreach (string sql in log.InstallSql(tables))
                {
                    await runner.ExecuteAsync(inside, sql, null, call).ConfigureAwait(false);
                }

                await transaction.CommitAsync(call.CancellationToken).ConfigureAwait(false);
            }
        }
        catch (DbException e)
        {
            throw new PODatabaseException(
                $"The tables of the invalidation log cannot be made in {dialect.DisplayName}. {e.Message} Give this user the right to make tables, or let an administrator run the statements of "
                + $"{nameof(PODatabase)}.{nameof(PODatabase.SchemaScript)}; when the tables are there, nothing is made.",
                e);
        }
    }

    private async ValueTask<int?> VersionAsync(ConnectionLease lease, StorageCall call)
    {
        DynamicParameters parameters = new();
        parameters.Add("table_name", tables.Plain("state"), DbType.String);
        parameters.Add("schema_name", tables.Schema, DbType.String);
        object? exists = await runner.ScalarAsync(lease, log.TableExistsSql, parameters, call).ConfigureAwait(false);
        if (exists is null || Convert.ToInt32(exists, null) == 0)
        {
            return null;
        }

        return await runner.ScalarAsync(lease, $"SELECT version FROM {tables.State}", null, call).ConfigureAwait(false) is { } version ? Convert.ToInt32(version, null) : null;
    }
}
