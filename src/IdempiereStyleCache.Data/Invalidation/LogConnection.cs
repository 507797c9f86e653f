using System.Data;
using System.Data.Common;

namespace IdempiereStyleCache.Data;

/// <summary>
/// A connection of the log's own, apart from those of records: opened with the first use, kept, replaced after an error. Serves one call at a time.
/// </summary>
internal sealed class LogConnection(Dialect dialect, LogDialect log) : IAsyncDisposable
{
    private DbConnection? _connection;

    /// <summary>Does work that may be done twice: where a kept connection turns out to be lost, it is done again on a new one.</summary>
    public async ValueTask<T> UseAsync<T>(Func<ConnectionLease, ValueTask<T>> work, StorageCall call)
    {
        bool wasKept = _connection is not null;
        try
        {
            return await UseOnceAsync(work, call).ConfigureAwait(false);
        }
        catch (DbException e) when (wasKept && _connection is null && dialect.Classify(e) == DatabaseErrorKind.ConnectionLost)
        {
            return await UseOnceAsync(work, call).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => DropAsync(isAsync: true);

    private async ValueTask<T> UseOnceAsync<T>(Func<ConnectionLease, ValueTask<T>> work, StorageCall call)
    {
        bool isGood = false;
        try
        {
            DbConnection connection = _connection is { State: ConnectionState.Open } kept ? kept : await OpenAsync(call).ConfigureAwait(false);
            ConnectionLease lease = new(connection, null, returnTo: null, call.IsAsync);
            T result = await log.RepeatAsync(() => work(lease), call.CancellationToken).ConfigureAwait(false);
            isGood = true;
            return result;
        }
        finally
        {
            if (!isGood)
            {
                await DropAsync(call.IsAsync).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<DbConnection> OpenAsync(StorageCall call)
    {
        await DropAsync(call.IsAsync).ConfigureAwait(false);
        _connection = dialect.CreateConnection();
        if (call.IsAsync)
        {
            await _connection.OpenAsync(call.CancellationToken).ConfigureAwait(false);
        }
        else
        {
            _connection.Open();
        }

        await dialect.PrepareConnectionAsync(_connection, call).ConfigureAwait(false);
        return _connection;
    }

    private async ValueTask DropAsync(bool isAsync)
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            if (isAsync)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                connection.Dispose();
            }
        }
    }
}
