namespace IdempiereStyleCache;

/// <summary>
/// One <c>GetMany</c> under way: which keys were cached, which it loads itself with one query, and which somebody else is loading. It ends its own loads before it
/// waits for others, so two of them never wait for each other.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class ManyLoad<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly CacheStore<TKey, TValue> _store;
    private readonly Dictionary<TKey, TValue> _found = [];
    private readonly Dictionary<TKey, LoadFlight<TValue>> _leads = [];
    private readonly Dictionary<TKey, LoadFlight<TValue>> _joins = [];
    private readonly List<TKey> _again = [];
    private readonly RequestScope? _scope;
    private readonly bool _isThrough;

    public ManyLoad(CacheStore<TKey, TValue> store, IEnumerable<TKey> keys, CacheReadMode mode, RequestScope? scope)
    {
        _store = store;
        _scope = mode == CacheReadMode.Through ? null : scope;
        _isThrough = mode == CacheReadMode.Through;

        // Enumerated to the end and checked first: once a flight is begun it must be ended, whatever the caller's sequence does.
        HashSet<TKey> distinct = new(keys);
        foreach (TKey key in distinct)
        {
            ArgumentNullException.ThrowIfNull(key, nameof(keys));
        }

        foreach (TKey key in distinct)
        {
            if (store.TryRead(key, mode, scope, out TValue? value))
            {
                Add(key, value);
            }
            else if (_isThrough)
            {
                _leads.Add(key, CacheStore<TKey, TValue>.BeginApart());
            }
            else
            {
                Begin(key);
            }
        }
    }

    /// <summary>Loads, with one query, what nobody else is loading.</summary>
    public async ValueTask LeadAsync(Func<IReadOnlyCollection<TKey>, CacheLoadContext, ValueTask<IReadOnlyList<KeyValuePair<TKey, TValue>>>> load, bool isAsync)
    {
        if (_leads.Count == 0)
        {
            return;
        }

        Dictionary<TKey, TValue> loaded;
        try
        {
            AmbientContext.LeaveScopes();
            loaded = new(await load(_leads.Keys, new CacheLoadContext(_store.Node, null, isAsync, CancellationToken.None)).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            foreach ((TKey key, LoadFlight<TValue> flight) in _leads)
            {
                _store.Crash(key, flight, e);
            }

            throw;
        }

        foreach ((TKey key, LoadFlight<TValue> flight) in _leads)
        {
            if (_isThrough)
            {
                Keep(key, loaded.GetValueOrDefault(key));
                continue;
            }

            (TValue? value, bool isAccepted) = _store.Land(key, flight, loaded.GetValueOrDefault(key), isLast: false);
            if (isAccepted)
            {
                Keep(key, value);
            }
            else
            {
                _again.Add(key);
            }
        }
    }

    /// <summary>Waits for what others are loading.</summary>
    /// <returns>Everything that was found.</returns>
    public async ValueTask<Dictionary<TKey, TValue>> CollectAsync(bool isAsync, CancellationToken cancellationToken)
    {
        foreach ((TKey key, LoadFlight<TValue> flight) in _joins)
        {
            (TValue? value, bool isAccepted) = await flight.WaitAsync(isAsync, cancellationToken).ConfigureAwait(false);
            if (isAccepted)
            {
                Keep(key, value);
            }
            else
            {
                _again.Add(key);
            }
        }

        foreach (TKey key in _again)
        {
            Keep(key, await _store.LoadAsync(key, new CacheRead(isAsync, cancellationToken)).ConfigureAwait(false));
        }

        return _found;
    }

    private void Begin(TKey key)
    {
        LoadFlight<TValue>? flight = _store.BeginOrJoin(key, out bool leads, out TValue? value);
        if (flight is null)
        {
            Keep(key, value);
        }
        else
        {
            (leads ? _leads : _joins).Add(key, flight);
        }
    }

    private void Keep(TKey key, TValue? value) => Add(key, _scope is null ? value : _store.Settle(_scope, key, value));

    private void Add(TKey key, TValue? value)
    {
        if (value is not null)
        {
            _found.Add(key, value);
        }
    }
}
