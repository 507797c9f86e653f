using System.Data;

namespace IdempiereStyleCache;

/// <summary>
/// A retrieval of a cached attribute under way in a flow of code. What it reads from caches that they do not hold is loaded through its own connection, and joins no load of anybody
/// else: so retrievals wait neither for each other nor for a second connection.
/// </summary>
internal sealed class Retrieval : IAsyncDisposable
{
    private readonly object _cache;
    private readonly object _key;
    private readonly string _name;
    private readonly Retrieval? _outer;
    private readonly SessionHolder _session;
    private readonly SemaphoreSlim _inner = new(1, 1);

    public Retrieval(CacheNode node, Trx? trx, object cache, string name, object key, Retrieval? outer)
    {
        Node = node;
        Trx = trx ?? outer?.Trx;
        _cache = cache;
        _name = name;
        _key = key;
        _outer = outer;
        _session = outer is not null && (trx is null || trx == outer.Trx) ? outer._session : new SessionHolder(node, Trx);
    }

    /// <summary>The retrieval of this flow of code; null outside every one.</summary>
    public static Retrieval? Current => AmbientContext.Current?.Retrieval;

    public CacheNode Node { get; }

    /// <summary>The transaction in which it reads; null for none.</summary>
    public Trx? Trx { get; }

    /// <summary>What to read with: the transaction's session, or one of its own.</summary>
    public IPOSession Session => _session.Get();

    /// <summary>Lets one load at a time use the connection, of those that the retrieval started.</summary>
    public async ValueTask<TResult> InTurnAsync<TResult>(Func<ValueTask<TResult>> load, bool isAsync)
    {
        if (isAsync)
        {
            await _inner.WaitAsync().ConfigureAwait(false);
        }
        else
        {
            _inner.Wait();
        }

        try
        {
            return await load().ConfigureAwait(false);
        }
        finally
        {
            _inner.Release();
        }
    }

    /// <summary>Throws when a value is being retrieved in this flow already, which would never end.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public static void ThrowIfReading(object cache, string name, object key)
    {
        List<string> path = [];
        for (Retrieval? retrieval = Current; retrieval is not null; retrieval = retrieval._outer)
        {
            path.Add(retrieval._name);
            if (retrieval._cache == cache && retrieval._key.Equals(key))
            {
                path.Reverse();
                throw new InvalidOperationException(
                    $"The retrieval of {name} reads itself: {string.Join(" -> ", path)} -> {name}. Compute what both need in an attribute of its own.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_outer is null || _outer._session != _session)
        {
            await _session.DisposeAsync().ConfigureAwait(false);
        }

        _inner.Dispose();
    }

    /// <summary>Ends the retrieval without blocking operations of its own; otherwise as <see cref="DisposeAsync"/>.</summary>
    public void Close()
    {
        if (_outer is null || _outer._session != _session)
        {
            _session.Close();
        }

        _inner.Dispose();
    }

    /// <summary>The session that a retrieval and those inside it share; made when it is first needed.</summary>
    private sealed class SessionHolder(CacheNode node, Trx? trx) : IAsyncDisposable
    {
        private readonly Lock _gate = new();
        private IPOSession? _own;

        public IPOSession Get()
        {
            if (trx is not null)
            {
                return trx.Session;
            }

            lock (_gate)
            {
                return _own ??= node.Database.CreateSession(IsolationLevel.Unspecified);
            }
        }

        public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? default;

        public void Close() => _own?.Dispose();
    }
}
