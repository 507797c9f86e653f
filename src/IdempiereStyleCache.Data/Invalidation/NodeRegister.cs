using System.Data;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>
/// The nodes that read the log, and the rows that none of them needs any more. Every statement stands for itself, so that nothing here holds up writers; their order keeps
/// what a node may still need. The database's clock decides who is alive.
/// </summary>
internal sealed class NodeRegister(Dialect dialect, LogDialect log, LogTables tables, StatementRunner runner, InvalidationLogOptions options)
{
    // Rows removed by one statement: few enough not to hold up anybody.
    private const int Batch = 5_000;

    private readonly string _beatSql = $"UPDATE {tables.Node} SET heartbeat = {log.NowSql}, read_to = @read_to WHERE id = @id";
    private readonly string _buryDeadSql = $"DELETE FROM {tables.Node} WHERE heartbeat < {log.DeadlineSql}";
    private readonly string _boundSql = $"SELECT MIN(read_to) FROM {tables.Node}";
    private readonly string _raiseSql = $"UPDATE {tables.State} SET purged_to = @bound WHERE purged_to < @bound";
    private readonly string _purgeSql = log.PurgeSql(tables);
    private readonly string _namesakesSql = $"SELECT COUNT(*) FROM {tables.Node} WHERE name = @name AND id <> @id";

    /// <summary>Registers a node.</summary>
    /// <returns>Its id, which nobody had before: a node that starts again is another node.</returns>
    public async ValueTask<long> RegisterAsync(ConnectionLease lease, string name, long readTo, StorageCall call)
    {
        DynamicParameters parameters = new();
        parameters.Add("name", name, DbType.String);
        parameters.Add("read_to", readTo, DbType.Int64);
        string insert = dialect.InsertSql(tables.Node, "name, heartbeat, read_to", $"@name, {log.NowSql}, @read_to", "id");
        return Convert.ToInt64(await runner.ScalarAsync(lease, insert, parameters, call).ConfigureAwait(false), null);
    }

    /// <summary>Says that a node is alive and how far it has read.</summary>
    /// <returns>False when it is not registered any more.</returns>
    public async ValueTask<bool> BeatAsync(ConnectionLease lease, long id, long readTo, StorageCall call)
    {
        DynamicParameters parameters = Id(id);
        parameters.Add("read_to", readTo, DbType.Int64);
        return await runner.ExecuteAsync(lease, _beatSql, parameters, call).ConfigureAwait(false) != 0;
    }

    /// <summary>Removes dead nodes, and the rows that all others have read.</summary>
    /// <remarks>
    /// The mark is raised before a row goes: whoever reads the log sees the mark and the rows of one moment, so a node that registered or came back between any two of these
    /// statements, behind the mark, knows that it may have missed something.
    /// </remarks>
    public async ValueTask PurgeAsync(ConnectionLease lease, StorageCall call)
    {
        DynamicParameters timeout = new();
        timeout.Add("timeout", (int)options.NodeTimeout.TotalSeconds, DbType.Int32);
        await runner.ExecuteAsync(lease, _buryDeadSql, timeout, call).ConfigureAwait(false);
        if (await runner.ScalarAsync(lease, _boundSql, null, call).ConfigureAwait(false) is not { } lowest)
        {
            return;
        }

        DynamicParameters bound = new();
        bound.Add("bound", Convert.ToInt64(lowest, null), DbType.Int64);
        bound.Add("batch", Batch, DbType.Int32);
        if (await runner.ExecuteAsync(lease, _raiseSql, bound, call).ConfigureAwait(false) == 0)
        {
            return;
        }

        int removed;
        do
        {
            removed = await runner.ExecuteAsync(lease, _purgeSql, bound, call).ConfigureAwait(false);
        }
        while (removed >= Batch);
    }

    /// <summary>How many other registered nodes have a name.</summary>
    public async ValueTask<int> CountNamesakesAsync(ConnectionLease lease, long id, string name, StorageCall call)
    {
        DynamicParameters parameters = Id(id);
        parameters.Add("name", name, DbType.String);
        return Convert.ToInt32(await runner.ScalarAsync(lease, _namesakesSql, parameters, call).ConfigureAwait(false), null);
    }

    public async ValueTask LeaveAsync(ConnectionLease lease, long id, StorageCall call) =>
        await runner.ExecuteAsync(lease, $"DELETE FROM {tables.Node} WHERE id = @id", Id(id), call).ConfigureAwait(false);

    private static DynamicParameters Id(long id)
    {
        DynamicParameters parameters = new();
        parameters.Add("id", id, DbType.Int64);
        return parameters;
    }
}
