using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// Lists of the records that an <see cref="IndexAttribute"/> has under one key, and remembers them. They hold the instances that the cache of the records shares, in the order of their
/// key. Safe for use by several threads; a hit takes no lock.
/// </summary>
/// <typeparam name="TKey">The type of the index's key.</typeparam>
/// <typeparam name="TId">The type of the records' own key.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
public sealed class POListFinder<TKey, TId, T> : IDisposable
    where TKey : notnull
    where TId : notnull
    where T : PO, IPOModel<T>
{
    private readonly POCache<TId, T> _records;
    private readonly bool _sharesInstances;
    private readonly IndexCache<TKey, TId, T> _cache;

    /// <summary>Creates a finder of lists.</summary>
    /// <param name="records">The cache of the records by their own key.</param>
    /// <param name="index">The index.</param>
    public POListFinder(POCache<TId, T> records, POIndexInfo<TKey, T> index)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(index);
        _records = records;
        _sharesInstances = records.SharesInstances;
        _cache = IndexCache<TKey, TId, T>.Over(records, index);
    }

    internal CCache<TKey, FoundRecords<T>> Cache => _cache;

    /// <summary>The records with a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The records, shared with others; empty when there are none.</returns>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    /// <exception cref="CacheStaleException">The node cannot tell whether what it caches is current, and was told to throw then.</exception>
    [return: FromCache]
    public ImmutableArray<T> Get(TKey key) => HandOut(_cache.Get(key));

    /// <summary>The records with a key as a transaction sees them: with what the transaction wrote itself, otherwise what is committed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; null reads what is committed.</param>
    /// <inheritdoc cref="Get(TKey)" path="/returns|/exception"/>
    [return: FromCache]
    public ImmutableArray<T> Get(TKey key, Trx? trx) =>
        trx is null ? Get(key) : HandOut(_cache.GetInAsync(key, trx, CacheRead.Sync).GetAwaiter().GetResult());

    /// <summary>The records with a key without blocking the thread; a hit completes at once.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting; a load that others wait for goes on.</param>
    /// <inheritdoc cref="Get(TKey)" path="/returns|/exception"/>
    [return: FromCache]
    public async ValueTask<ImmutableArray<T>> GetAsync(TKey key, Trx? trx = null, CancellationToken cancellationToken = default)
    {
        return HandOut(await (trx is null
            ? _cache.GetAsync(key, cancellationToken)
            : _cache.GetInAsync(key, trx, CacheRead.Async(cancellationToken))).ConfigureAwait(false));
    }

    /// <summary>Takes the finder from every node. It cannot be used any more.</summary>
    public void Dispose() => _cache.Dispose();

    private ImmutableArray<T> HandOut(FoundRecords<T>? found) => found is null ? []
        : _sharesInstances ? found.Records
        : [.. found.Records.Select(_records.HandOutShared)];
}
