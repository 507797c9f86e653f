namespace IdempiereStyleCache.Data;

/// <summary>Lets in as many users of connections as there may be connections; the others wait, for so long.</summary>
internal sealed class ConnectionGate : IDisposable
{
    private readonly string _database;
    private readonly int _places;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _free;
    private int _transactions;

    public ConnectionGate(string database, int places, TimeSpan timeout, TimeProvider timeProvider)
    {
        _database = database;
        _places = places;
        _timeout = timeout;
        _timeProvider = timeProvider;
        _free = new SemaphoreSlim(places, places);
    }

    /// <summary>Waits for a place.</summary>
    /// <exception cref="PODatabaseException">None came free in time.</exception>
    public async ValueTask EnterAsync(bool forTransaction, StorageCall call)
    {
        if (!TryEnter())
        {
            await WaitAsync(call).ConfigureAwait(false);
        }

        if (forTransaction)
        {
            Interlocked.Increment(ref _transactions);
        }
    }

    /// <summary>Takes a place if one is free.</summary>
    public bool TryEnter() => _free.Wait(0, CancellationToken.None);

    public void Leave(bool forTransaction)
    {
        if (forTransaction)
        {
            Interlocked.Decrement(ref _transactions);
        }

        _free.Release();
    }

    public void Dispose() => _free.Dispose();

    private async ValueTask WaitAsync(StorageCall call)
    {
        using CancellationTokenSource timeout = new(_timeout, _timeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, call.CancellationToken);
        try
        {
            if (call.IsAsync)
            {
                await _free.WaitAsync(either.Token).ConfigureAwait(false);
            }
            else
            {
                _free.Wait(either.Token);
            }
        }
        catch (OperationCanceledException) when (!call.CancellationToken.IsCancellationRequested)
        {
            throw new PODatabaseException(
                $"No connection to {_database} came free within {_timeout.TotalSeconds:0.###} s: all {_places} that MaxConnections allows are in use, "
                + $"{Volatile.Read(ref _transactions)} of them by open transactions. If the caller has a transaction, pass it to the read, as in Get(id, trx); "
                + "otherwise end transactions sooner, or raise MaxConnections.");
        }
    }
}
