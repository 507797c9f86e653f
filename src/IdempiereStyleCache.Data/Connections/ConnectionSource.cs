using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Net.Sockets;

namespace IdempiereStyleCache.Data;

/// <summary>
/// Where connections come from: opened and set up when needed, kept open where the dialect wants that, no more of them than the options allow. Safe for use by
/// several threads.
/// </summary>
internal sealed class ConnectionSource : IAsyncDisposable
{
    // More idle connections than that are closed: they are files and memory held for a burst that is over.
    private const int MaxIdle = 32;

    private readonly Dialect _dialect;
    private readonly ConnectionGate? _gate;
    private readonly ConcurrentStack<DbConnection> _idle = new();
    private int _disposed;

    public ConnectionSource(Dialect dialect, PODatabaseOptions options, TimeProvider timeProvider)
    {
        _dialect = dialect;
        _gate = options.MaxConnections is { } places ? new ConnectionGate(dialect.DisplayName, places, options.ConnectionTimeout, timeProvider) : null;
    }

    /// <summary>The log that transactions on these connections write; null when there is none.</summary>
    public InvalidationLog? Log { get; set; }

    /// <summary>The connection to read with: the session's, or one of the call's own.</summary>
    public ValueTask<ConnectionLease> ForReadAsync(StorageCall call) => call.Session is null ? TakeLeaseAsync(call) : SessionOf(call).ForReadAsync(call);

    /// <summary>The connection to write with, in the session's transaction.</summary>
    public ValueTask<ConnectionLease> ForWriteAsync(StorageCall call) => SessionOf(call).ForWriteAsync(call);

    /// <summary>Takes an open connection; wait for it when there are as many as may be.</summary>
    /// <exception cref="PODatabaseException">None came free in time, or it cannot be opened.</exception>
    public async ValueTask<DbConnection> TakeAsync(bool forTransaction, StorageCall call)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        if (_gate is not null)
        {
            await _gate.EnterAsync(forTransaction, call).ConfigureAwait(false);
        }

        return await TakeInsideAsync(forTransaction, call).ConfigureAwait(false);
    }

    /// <summary>A connection of the call's own if one is free at once; null otherwise. For who holds one already and must not wait for another.</summary>
    public async ValueTask<ConnectionLease?> TryTakeAsync(StorageCall call)
    {
        if (_gate is null || _gate.TryEnter())
        {
            return new ConnectionLease(await TakeInsideAsync(forTransaction: false, call).ConfigureAwait(false), null, this, call.IsAsync);
        }

        return null;
    }

    /// <summary>Takes a connection back.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="forTransaction">As it was taken.</param>
    /// <param name="isClean">Whether others may use it: it failed at nothing, and no code outside the framework had it.</param>
    /// <param name="isAsync">Whether waiting may be asynchronous.</param>
    public async ValueTask ReturnAsync(DbConnection connection, bool forTransaction, bool isClean, bool isAsync)
    {
        try
        {
            if (isClean && _dialect.KeepsConnectionsOpen && connection.State == ConnectionState.Open && _idle.Count < MaxIdle && Volatile.Read(ref _disposed) == 0)
            {
                _idle.Push(connection);
            }
            else
            {
                await CloseAsync(connection, isAsync).ConfigureAwait(false);
            }
        }
        finally
        {
            _gate?.Leave(forTransaction);
        }

        if (Volatile.Read(ref _disposed) != 0)
        {
            await CloseIdleAsync(isAsync).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await CloseIdleAsync(isAsync: true).ConfigureAwait(false);
        }
    }

    private static async ValueTask CloseAsync(DbConnection connection, bool isAsync)
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

    private async ValueTask CloseIdleAsync(bool isAsync)
    {
        while (_idle.TryPop(out DbConnection? idle))
        {
            await CloseAsync(idle, isAsync).ConfigureAwait(false);
        }
    }

    private async ValueTask<ConnectionLease> TakeLeaseAsync(StorageCall call) =>
        new(await TakeAsync(forTransaction: false, call).ConfigureAwait(false), null, this, call.IsAsync);

    private async ValueTask<DbConnection> TakeInsideAsync(bool forTransaction, StorageCall call)
    {
        try
        {
            return _idle.TryPop(out DbConnection? idle) ? idle : await OpenAsync(call).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _gate?.Leave(forTransaction);
            if (e is DbException or SocketException or TimeoutException or InvalidOperationException)
            {
                throw new PODatabaseException(_dialect.ExplainOpenFailure(e), e);
            }

            throw;
        }
    }

    private async ValueTask<DbConnection> OpenAsync(StorageCall call)
    {
        DbConnection connection = _dialect.CreateConnection();
        try
        {
            if (call.IsAsync)
            {
                await connection.OpenAsync(call.CancellationToken).ConfigureAwait(false);
            }
            else
            {
                connection.Open();
            }

            await _dialect.PrepareConnectionAsync(connection, call).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await CloseAsync(connection, call.IsAsync).ConfigureAwait(false);
            throw;
        }
    }

    private POSession SessionOf(StorageCall call) => call.Session switch
    {
        POSession session when session.Source == this => session,
        null => throw new InvalidOperationException("A record is written in a transaction; the call has none."),
        _ => throw new InvalidOperationException($"The transaction belongs to another database than {_dialect.DisplayName}."),
    };
}
