using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// What the caches of model classes have in common: reads inside a transaction, editable copies, many records at once. Use
/// <see cref="ImmutablePOCache{TKey, T}"/> or <see cref="POCopyCache{TKey, T}"/>. Safe for use by several threads.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
public abstract class POCache<TKey, T> : CCache<TKey, T>
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    private const int UsualMissCapacity = 1_000;
    private const int ProgressStep = 1_000;

    private readonly CacheLoader<TKey, T>? _loader;

    // The model when the cache's keys are the records' keys; a loader of the application's own otherwise.
    private readonly POModelInfo<TKey, T>? _model;

    private protected POCache(string tableName, int capacity)
        : base(tableName, capacity, isKeyedByRecord: true)
    {
        _model = POCacheRules.ModelOf<TKey, T>(tableName);
        MissCapacity = UsualMissCapacity;
    }

    private protected POCache(string tableName, CacheLoader<TKey, T> loader, int capacity, bool isKeyedByRecord)
        : base(tableName, capacity, isKeyedByRecord)
    {
        ArgumentNullException.ThrowIfNull(loader);
        POCacheRules.ThrowIfUncached<T>();
        _loader = loader;
    }

    /// <summary>The record of a key as a transaction sees it: what the transaction wrote itself, otherwise what is committed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; null reads what is committed.</param>
    /// <returns>The record; null when there is none.</returns>
    /// <exception cref="InvalidOperationException">The transaction has ended, or there is none and no ambient node.</exception>
    [return: FromCache]
    public T? Get(TKey key, Trx? trx) => trx is null ? Get(key) : GetInAsync(key, trx, CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>The record of a key as a transaction sees it, without blocking the thread.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="Get(TKey, Trx?)" path="/returns|/exception"/>
    [return: FromCache]
    public ValueTask<T?> GetAsync(TKey key, Trx? trx, CancellationToken cancellationToken = default) =>
        trx is null ? GetAsync(key, cancellationToken) : GetInAsync(key, trx, CacheRead.Async(cancellationToken));

    /// <summary>The record of a key, which must exist.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <returns>The record.</returns>
    /// <exception cref="PONotFoundException">There is no such record.</exception>
    [return: FromCache]
    public T GetRequired(TKey key, Trx? trx = null) => Get(key, trx) ?? throw new PONotFoundException(TableName, key);

    /// <summary>The record of a key, which must exist, without blocking the thread.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="GetRequired" path="/returns|/exception"/>
    [return: FromCache]
    public async ValueTask<T> GetRequiredAsync(TKey key, Trx? trx = null, CancellationToken cancellationToken = default) =>
        await GetAsync(key, trx, cancellationToken).ConfigureAwait(false) ?? throw new PONotFoundException(TableName, key);

    /// <summary>An editable copy of the record of a key, bound to a transaction or to none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; the copy has what it wrote. Null takes what is committed.</param>
    /// <returns>A copy of the caller's own; null when there is no such record.</returns>
    public T? GetCopy(TKey key, Trx? trx = null) => Get(key, trx) is { } found ? MakeEditable(found, trx) : null;

    /// <summary>An editable copy of the record of a key, without blocking the thread.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; the copy has what it wrote. Null takes what is committed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A copy of the caller's own; null when there is no such record.</returns>
    public async ValueTask<T?> GetCopyAsync(TKey key, Trx? trx = null, CancellationToken cancellationToken = default) =>
        await GetAsync(key, trx, cancellationToken).ConfigureAwait(false) is { } found ? MakeEditable(found, trx) : null;

    /// <summary>The records of many keys; what is not cached is read with one query.</summary>
    /// <param name="keys">The keys; one given twice counts once.</param>
    /// <returns>The records that exist, by key.</returns>
    [return: FromCache]
    public IReadOnlyDictionary<TKey, T> GetMany(IEnumerable<TKey> keys) =>
        GetManyAsync(keys, isAsync: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The records of many keys without blocking the thread; what is not cached is read with one query.</summary>
    /// <param name="keys">The keys; one given twice counts once.</param>
    /// <param name="cancellationToken">Stops waiting; loads go on for others who wait for them.</param>
    /// <returns>The records that exist, by key.</returns>
    [return: FromCache]
    public ValueTask<IReadOnlyDictionary<TKey, T>> GetManyAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default) =>
        GetManyAsync(keys, isAsync: true, cancellationToken);

    /// <summary>
    /// Reads records with one query and caches them on the ambient node, so that nobody has to wait for them later: all of the table, or those that meet a condition. A limited cache
    /// takes as many as it may hold. What changes meanwhile is not cached.
    /// </summary>
    /// <param name="where">A condition in SQL over the table's columns with named parameters; null for all records.</param>
    /// <param name="parameters">An object whose properties are the parameters; null for none.</param>
    /// <param name="progress">Told from time to time, and at the end, how many records were cached; null for nobody.</param>
    /// <param name="cancellationToken">Stops it; what was cached by then stays.</param>
    /// <returns>How many records were cached, those included that were before.</returns>
    /// <exception cref="InvalidOperationException">The cache is not kept by the records' own key, or there is no ambient node.</exception>
    public async ValueTask<int> WarmUpAsync(string? where = null, object? parameters = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        if (_model is null)
        {
            throw new InvalidOperationException($"A cache of {typeof(T).Name} by another key than its own cannot be warmed up: only its loader knows which keys there are.");
        }

        CacheNode node = CacheNode.Current;
        long ticket = node.Bus.Epoch;
        int? room = node.Limits.Of(TableName, Limits).MaxSize is { } size and not int.MaxValue ? size : null;
        StorageCall call = new(null, IsAsync: true, cancellationToken);
        int count = 0;
        foreach (T record in await node.Database.QueryAsync(_model, new POQueryText(where, parameters, Limit: room), call).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Share(record, node, ticket, out PublishOutcome outcome);
            count += outcome is PublishOutcome.Added or PublishOutcome.NotAdded ? 1 : 0;
            if (count % ProgressStep == 0)
            {
                progress?.Report(count);
            }
        }

        progress?.Report(count);
        return count;
    }

    internal override ValueTask<T?> LoadAsync(TKey key, CacheLoadContext context) =>
        _model is not null ? context.Node.Database.LoadAsync(_model, key, context.Call) : _loader!(key, context);

    internal override RecordKeyShape? KeyShape => IsKeyedByRecord && T.ModelInfo.KeyType == typeof(TKey) ? T.ModelInfo.KeyShape : null;

    internal override ImmutableArray<string> EmbeddedTables => T.ModelInfo.EmbeddedTables;

    internal override bool IsFoundUnder(TKey key, T value) => _model is null || EqualityComparer<TKey>.Default.Equals(_model.GetKey(value), key);

    private protected override T PrepareForSharing(T value, CacheNode node)
    {
        value.ThrowIfUnfitForSharing();
        if (!value.IsImmutable || value.Trx is not null)
        {
            // What is shared reads its children as they are committed, never in somebody's transaction.
            value.Bind(node);
            value.MarkImmutable();
        }

        return value;
    }

    private protected override long? AgeOf(T value, long ticket) => value.Trx is { } trx ? trx.Earlier(ticket) : ticket;

    private protected sealed override T HandOutOwn(T loaded, Trx trx)
    {
        if (loaded.IsImmutable)
        {
            // The loader returned an instance that others share: it stays as it is.
            return HandOut(loaded);
        }

        loaded.Bind(trx);
        return HandOutOwn(loaded);
    }

    /// <summary>What a caller gets of a record that a transaction loaded and that nobody shares.</summary>
    private protected abstract T HandOutOwn(T loaded);

    /// <summary>Shares a record that a finder loaded under a ticket: what the cache holds of it then, and whether it may be kept elsewhere too.</summary>
    internal T Share(T loaded, CacheNode node, long ticket, out PublishOutcome outcome)
    {
        T frozen = PrepareForSharing(loaded, node);
        return StoreOf(node).TryPublish(_model!.GetKey(frozen), frozen, ticket, out outcome) ?? frozen;
    }

    /// <summary>Whether callers get the shared instances themselves.</summary>
    internal abstract bool SharesInstances { get; }

    /// <summary>What a finder hands out of a record that it shares.</summary>
    internal T HandOutShared(T shared) => HandOut(shared);

    /// <summary>What a finder hands out of a record that it loaded in a transaction that has changed some.</summary>
    internal T HandOutLoaded(T loaded, Trx trx) => HandOutOwn(loaded, trx);

    /// <summary>An editable record of the caller's own from what <c>Get</c> returned.</summary>
    private protected abstract T MakeEditable(T found, Trx? trx);

    private async ValueTask<IReadOnlyDictionary<TKey, T>> GetManyAsync(IEnumerable<TKey> keys, bool isAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        CacheStore<TKey, T> store = Store;
        CacheReadMode mode = CacheNode.NeedsAttention ? await store.Node.EnsureFreshAsync(isAsync, cancellationToken).ConfigureAwait(false) : CacheReadMode.Fresh;
        ManyLoad<TKey, T> load = new(store, keys, mode, RequestScope.Of(store.Node));
        ValueTask lead = load.LeadAsync(LoadManyForSharingAsync, isAsync);
        if (isAsync && cancellationToken.CanBeCanceled && !lead.IsCompleted)
        {
            await lead.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await lead.ConfigureAwait(false);
        }

        Dictionary<TKey, T> found = await load.CollectAsync(isAsync, cancellationToken).ConfigureAwait(false);
        foreach (TKey key in found.Keys)
        {
            found[key] = HandOut(found[key]);
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<KeyValuePair<TKey, T>>> LoadManyForSharingAsync(IReadOnlyCollection<TKey> keys, CacheLoadContext context)
    {
        List<KeyValuePair<TKey, T>> loaded = new(keys.Count);
        if (_model is not null)
        {
            foreach (T value in await context.Node.Database.LoadManyAsync(_model, keys, context.Call).ConfigureAwait(false))
            {
                loaded.Add(new(_model.GetKey(value), PrepareForSharing(value, context.Node)));
            }

            HashSet<TKey> missing = [.. keys];
            if (loaded.TrueForAll(one => missing.Remove(one.Key)))
            {
                return loaded;
            }

            // The database takes another key for one of these, as one that ignores case does: each is asked for as Get would.
            loaded.RemoveAll(one => !keys.Contains(one.Key));
            keys = missing;
        }

        foreach (TKey key in keys)
        {
            if (await LoadForSharingAsync(key, context).ConfigureAwait(false) is { } value)
            {
                loaded.Add(new(key, value));
            }
        }

        return loaded;
    }
}
