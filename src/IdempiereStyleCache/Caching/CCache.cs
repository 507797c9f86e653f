using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <summary>
/// A cache of values that depend on one table. One object, usually a static field, serves every <see cref="CacheNode"/> of the process and keeps entries of its own for
/// each; the node's bus resets them when the table changes. Safe for use by several threads.
/// </summary>
/// <remarks>
/// The values are shared by everybody who asks: they must be immutable. For model classes use <see cref="ImmutablePOCache{TKey, T}"/>, which freezes them.
/// </remarks>
/// <typeparam name="TKey">The type of the keys; compared with its own equality, strings ordinally.</typeparam>
/// <typeparam name="TValue">The type of the values; immutable.</typeparam>
public partial class CCache<TKey, TValue> : IDisposable
    where TKey : notnull
    where TValue : class
{
    private readonly CacheLoader<TKey, TValue>? _loader;
    private readonly ConcurrentDictionary<CacheNode, CacheStore<TKey, TValue>> _stores = new();
    private readonly Lock _gate = new();
    private CacheStore<TKey, TValue>? _defaultStore;
    private bool _disposed;

    /// <summary>Creates a cache.</summary>
    /// <param name="tableName">The table whose changes reset the cache; compares case-insensitively.</param>
    /// <param name="loader">Loads what the cache does not hold.</param>
    /// <param name="capacity">How many entries to make room for at first; 0 leaves it to the cache. It is no limit.</param>
    /// <param name="isKeyedByRecord">
    /// Whether an entry's key is the key of the one record that it depends on. Then a change of a record resets that entry alone; otherwise any change of the table
    /// resets all.
    /// </param>
    public CCache(string tableName, CacheLoader<TKey, TValue> loader, int capacity = 0, bool isKeyedByRecord = false)
        : this(tableName, capacity, isKeyedByRecord)
    {
        ArgumentNullException.ThrowIfNull(loader);
        _loader = loader;
    }

    private protected CCache(string tableName, int capacity, bool isKeyedByRecord)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        LogRow.ThrowIfNoTable(tableName, nameof(tableName));
        TableName = tableName;
        Capacity = capacity;
        IsKeyedByRecord = isKeyedByRecord;
        Tag = new KeyValuePair<string, object?>("cache", tableName);
    }

    /// <summary>The table whose changes reset the cache.</summary>
    public string TableName { get; }

    /// <summary>How many entries the cache holds on the ambient node.</summary>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    public int Count => Store.Entries.Count;

    /// <summary>The group of caches that this one belongs to; null for none. See <see cref="CacheGroups"/>.</summary>
    /// <exception cref="ArgumentException">The name is blank or too long.</exception>
    public string? Group
    {
        get;
        init
        {
            if (value is not null)
            {
                CacheGroups.ThrowIfNoName(value, nameof(Group));
            }

            field = value;
        }
    }

    /// <summary>How many entries the cache holds at the most, and how long; not limited unless set. A node can set others with <see cref="CacheNodeOptions.Limits"/>.</summary>
    /// <exception cref="ArgumentNullException">Set to null.</exception>
    public CacheLimits Limits
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>
    /// How many keys that the database has no record of are remembered, so that asking again costs nothing; 0 remembers none. 1,000 in a cache of model objects by their own
    /// key, otherwise 0 unless set. The oldest go first; one ends when such a record comes into being, and after <see cref="MissExpiration"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int MissCapacity
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>How long a key without record is remembered; more than zero, 1 minute unless set. It bounds how long a row stays unseen that nobody signalled.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above zero.</exception>
    public TimeSpan MissExpiration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    internal bool IsKeyedByRecord { get; }

    internal KeyValuePair<string, object?> Tag { get; }

    /// <summary>Room for this many entries at first.</summary>
    private protected int Capacity { get; }

    /// <summary>The entries of the ambient node: the default node's without a look-up.</summary>
    private protected CacheStore<TKey, TValue> Store
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => DirectStore ?? StoreOf(CacheNode.Current);
    }

    /// <summary>The entries of the default node when a read may take them without looking around; null otherwise.</summary>
    private CacheStore<TKey, TValue>? DirectStore
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => CacheNode.NeedsAttention ? null : _defaultStore;
    }

    /// <summary>The value of a key: the cached one, or a freshly loaded one. However many callers miss at once, it is loaded once.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value, shared with others; null when there is none.</returns>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    /// <exception cref="CacheStaleException">The node cannot tell whether what it caches is current, and was told to throw then.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [return: FromCache]
    public TValue? Get(TKey key)
    {
        return DirectStore is not { } store ? GetAttentively(key)
            : store.Entries.TryGet(key, out TValue? value) ? HandOut(value)
            : GetMissing(store, key);
    }

    /// <summary>The value of a key without blocking the thread; a hit completes at once.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops waiting; the load goes on for others who wait for it.</param>
    /// <returns>The value, shared with others; null when there is none.</returns>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    /// <exception cref="CacheStaleException">The node cannot tell whether what it caches is current, and was told to throw then.</exception>
    [return: FromCache]
    public ValueTask<TValue?> GetAsync(TKey key, CancellationToken cancellationToken = default)
    {
        return DirectStore is not { } store ? GetAttentivelyAsync(StoreOf(CacheNode.Current), key, CacheRead.Async(cancellationToken))
            : store.Entries.TryGet(key, out TValue? value) ? ValueTask.FromResult<TValue?>(HandOut(value))
            : GetMissingAsync(store, key, null, CacheRead.Async(cancellationToken));
    }

    /// <summary>Whether the ambient node holds the key. Asks no database.</summary>
    /// <param name="key">The key.</param>
    /// <returns>True when it is cached.</returns>
    public bool IsCached(TKey key) => Store.Entries.TryGet(key, out _);

    /// <summary>
    /// Takes a ticket for <see cref="TryPut"/>. Take it before reading what is to be put: it stops holding when the key is reset after that.
    /// </summary>
    /// <returns>The ticket.</returns>
    public LoadTicket TakeTicket() => TakeTicket(Store.Node);

    /// <summary>Puts a value that the caller read itself, unless the key was reset since the ticket was taken: such a value may be out of date.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; a model object is frozen by it, or copied in a copy cache.</param>
    /// <param name="ticket">A ticket that was taken before the value was read.</param>
    /// <returns>Whether the cache holds a value of the key now: this one, or one that came first.</returns>
    public bool TryPut(TKey key, TValue value, LoadTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(value);
        CacheStore<TKey, TValue> store = Store;
        long? epoch = ticket.Node == store.Node ? AgeOf(value, ticket.Epoch) : null;
        TValue shared = PrepareForSharing(Isolate(value), store.Node);
        return epoch is { } taken && store.TryPublish(key, shared, taken) is not null;
    }

    /// <summary>Resets the table on the ambient node: empties this cache and every other cache of the table.</summary>
    /// <returns>How many entries went.</returns>
    public int Reset() => Store.Node.Bus.Reset(TableName);

    /// <summary>Takes the cache from the bus of every node. It cannot be used any more.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The default node's value where a read may take it without looking around; null otherwise, and in every scope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TValue? HotOrNull(TKey key) => DirectStore is { } store && store.Entries.TryGet(key, out TValue? value) ? value : null;

    /// <summary>As <see cref="HotOrNull"/>, where a look at the flow of code is needed; null when that is not enough.</summary>
    internal TValue? AttentiveOrNull(TKey key) => _defaultStore is { } store && TryReadDirectly(store, key, out TValue? value) ? value : null;

    /// <summary>What the ambient node holds under a key; null when that is nothing. Asks no database.</summary>
    internal TValue? Peek(TKey key) => Store.Entries.TryGet(key, out TValue? value) ? value : null;

    internal CacheEntries<TKey, TValue> MakeEntries(CacheNode node)
    {
        CacheLimits limits = node.Limits.Of(TableName, Limits);
        return limits.AreAny ? new BoundedEntries<TKey, TValue>(limits, node.TimeProvider, Comparer) : MakeUnlimitedEntries();
    }

    /// <summary>Makes what the cache needs on a node beside its store; disposed with the store if it can be.</summary>
    internal virtual object? Attach(CacheStore<TKey, TValue> store) => null;

    /// <summary>Called when an entry went, with the gate of its key held.</summary>
    internal virtual void Removed(CacheStore<TKey, TValue> store, TKey key)
    {
    }

    /// <summary>Called when every entry went, with every gate held that guards one.</summary>
    internal virtual void Emptied(CacheStore<TKey, TValue> store, CacheEntries<TKey, TValue> removed, CacheReset? reset)
    {
    }

    /// <summary>Called when the store of a node is given up.</summary>
    internal virtual void Ended(CacheStore<TKey, TValue> store)
    {
    }

    /// <summary>Called when an entry was added, with the gate of its key held.</summary>
    internal virtual void Added(CacheStore<TKey, TValue> store, TKey key)
    {
    }

    /// <summary>Called when a load ended without a new entry.</summary>
    internal virtual void NotAdded(CacheStore<TKey, TValue> store, TKey key)
    {
    }

    /// <summary>Entries without limits.</summary>
    internal virtual CacheEntries<TKey, TValue> MakeUnlimitedEntries() => new HashedEntries<TKey, TValue>(Capacity, Comparer);

    /// <summary>A key in the form in which all that compare equal are the same. Entries are found by any form; everything else needs this one.</summary>
    internal virtual TKey Normalize(TKey key) => key;

    /// <summary>How keys compare; null for their own equality.</summary>
    internal virtual IEqualityComparer<TKey>? Comparer => null;

    internal async ValueTask<TValue?> LoadForSharingAsync(TKey key, CacheLoadContext context) =>
        await LoadAsync(key, context).ConfigureAwait(false) is { } value ? PrepareForSharing(value, context.Node) : null;

    /// <summary>Reads a value from the database.</summary>
    internal virtual ValueTask<TValue?> LoadAsync(TKey key, CacheLoadContext context) => _loader!(key, context);

    /// <summary>The type of the table's record key; null when that is not known.</summary>
    internal virtual Type? RecordKeyType => IsKeyedByRecord ? typeof(TKey) : null;

    /// <summary>How the keys of the entries are made of stored values; null when that is not known, or when they are stored values themselves.</summary>
    internal virtual RecordKeyShape? KeyShape => null;

    /// <summary>The tables of which any change makes every value out of date.</summary>
    internal virtual ImmutableArray<string> DependsOn => [];

    /// <summary>Whether the loader is code of the application that may block the thread.</summary>
    internal virtual bool MayBlock => false;

    /// <summary>Reads a value for a transaction that may hold what nobody else may see: as its callers get it.</summary>
    internal async ValueTask<TValue?> LoadOwnAsync(TKey key, CacheLoadContext context) =>
        await LoadAsync(key, context).ConfigureAwait(false) is { } value ? HandOutOwn(value, context.Trx!) : null;

    /// <summary>The tables whose records the values may embed.</summary>
    internal virtual ImmutableArray<string> EmbeddedTables => [];

    /// <summary>Whether a value really belongs under the key that it was asked for, so that a reset of its record finds it.</summary>
    internal virtual bool IsFoundUnder(TKey key, TValue value) => true;

    internal void Forget(CacheStore<TKey, TValue> store)
    {
        lock (_gate)
        {
            if (_defaultStore == store)
            {
                _defaultStore = null;
            }

            if (_stores.TryRemove(KeyValuePair.Create(store.Node, store)))
            {
                store.Unregister();
            }
        }
    }

    /// <summary>The epoch from which a value may be, read under a ticket; null when it must not be shared at all.</summary>
    private protected virtual long? AgeOf(TValue value, long ticket) => ticket;

    /// <summary>Makes a value that a caller put the cache's own.</summary>
    private protected virtual TValue Isolate(TValue value) => value;

    /// <summary>Makes a value that the cache owns fit to be shared: a model object is frozen.</summary>
    private protected virtual TValue PrepareForSharing(TValue value, CacheNode node) => value;

    /// <summary>What a caller gets of a shared value: the value, or a copy.</summary>
    private protected virtual TValue HandOut(TValue shared) => shared;

    /// <summary>Whether a transaction wrote something that the value of a key is made of: its record, such as it may embed, or a table that it depends on.</summary>
    private protected virtual bool HasChanged(Trx trx, TKey key)
    {
        if (IsKeyedByRecord ? trx.HasChanged(TableName, key) : trx.HasChangedTable(TableName))
        {
            return true;
        }

        foreach (string embedded in EmbeddedTables)
        {
            if (IsKeyedByRecord ? trx.HasChangedUnderUnknownParents(embedded) : trx.HasChangedTable(embedded))
            {
                return true;
            }
        }

        foreach (string table in DependsOn)
        {
            if (trx.HasChangedTable(table))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a caller gets of a value that was loaded in its transaction and that nobody shares.</summary>
    private protected virtual TValue HandOutOwn(TValue loaded, Trx trx) => HandOut(loaded);

    private static LoadTicket TakeTicket(CacheNode node) => new(node, node.Bus.Epoch);

    /// <summary>Releases what the cache holds.</summary>
    /// <param name="disposing">Whether it was called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        lock (_gate)
        {
            _disposed = true;
            _defaultStore = null;
            foreach (CacheStore<TKey, TValue> store in _stores.Values)
            {
                store.Unregister();
            }

            _stores.Clear();
        }
    }

    internal CacheStore<TKey, TValue> StoreOf(CacheNode node) => _stores.TryGetValue(node, out CacheStore<TKey, TValue>? store) ? store : MakeStore(node);

    private CacheStore<TKey, TValue> MakeStore(CacheNode node)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_stores.TryGetValue(node, out CacheStore<TKey, TValue>? store))
            {
                node.ThrowIfStopped();
                store = new CacheStore<TKey, TValue>(this, node);
                _stores[node] = store;
                if (node.IsStopped)
                {
                    // The node said goodbye to its caches between the check and the registration, and did not see this one.
                    _stores.TryRemove(KeyValuePair.Create(node, store));
                    store.Unregister();
                    node.ThrowIfStopped();
                }
            }

            if (node.IsDefault)
            {
                _defaultStore = store;
            }

            return store;
        }
    }
}
