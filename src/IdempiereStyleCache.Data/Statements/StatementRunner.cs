using System.Data;
using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>Sends statements through Dapper, and counts them. Safe for use by several threads.</summary>
/// <param name="dialect">What the database speaks.</param>
/// <param name="timeoutSeconds">How long a statement may take; null leaves it to the driver.</param>
internal sealed class StatementRunner(Dialect dialect, int? timeoutSeconds = null)
{
    private long _count;

    /// <summary>How many statements were sent.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Sends a query.</summary>
    /// <returns>Its rows; dispose them.</returns>
    public async ValueTask<StatementRows> QueryAsync(
        ConnectionLease lease, string sql, SqlMapper.IDynamicParameters? parameters, CommandBehavior behavior, StorageCall call)
    {
        CommandDefinition command = Define(lease, sql, parameters, call);
        DbDataReader reader = call.IsAsync
            ? await lease.Connection.ExecuteReaderAsync(command, behavior).ConfigureAwait(false)
            : (DbDataReader)lease.Connection.ExecuteReader(command, behavior);

        // Dapper's wrapper ends the command together with its rows; the values are read past it.
        return new StatementRows(reader, dialect.CreateRowReader((reader as IWrappedDataReader)?.Reader as DbDataReader ?? reader), call);
    }

    /// <summary>Sends a query of one value.</summary>
    /// <returns>The value; null for NULL, or when there is no row.</returns>
    public async ValueTask<object?> ScalarAsync(ConnectionLease lease, string sql, SqlMapper.IDynamicParameters? parameters, StorageCall call)
    {
        CommandDefinition command = Define(lease, sql, parameters, call);
        object? value = call.IsAsync
            ? await lease.Connection.ExecuteScalarAsync(command).ConfigureAwait(false)
            : lease.Connection.ExecuteScalar(command);
        return value is DBNull ? null : value;
    }

    /// <summary>Sends a statement.</summary>
    /// <returns>How many records it changed.</returns>
    public async ValueTask<int> ExecuteAsync(ConnectionLease lease, string sql, SqlMapper.IDynamicParameters? parameters, StorageCall call)
    {
        CommandDefinition command = Define(lease, sql, parameters, call);
        return call.IsAsync
            ? await lease.Connection.ExecuteAsync(command).ConfigureAwait(false)
            : lease.Connection.Execute(command);
    }

    private CommandDefinition Define(ConnectionLease lease, string sql, SqlMapper.IDynamicParameters? parameters, StorageCall call)
    {
        Interlocked.Increment(ref _count);
        return new CommandDefinition(sql, parameters, lease.Transaction, timeoutSeconds, CommandType.Text, cancellationToken: call.CancellationToken);
    }
}
