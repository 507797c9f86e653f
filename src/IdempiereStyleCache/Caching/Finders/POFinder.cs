namespace IdempiereStyleCache;

/// <summary>
/// Finds records by a <see cref="UniqueKeyAttribute"/>, and remembers what it found. It returns the instance that the cache of the records shares. Safe for use by several threads; a
/// hit takes no lock.
/// </summary>
/// <typeparam name="TKey">The type of the unique key.</typeparam>
/// <typeparam name="TId">The type of the records' own key.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
public sealed class POFinder<TKey, TId, T> : IDisposable
    where TKey : notnull
    where TId : notnull
    where T : PO, IPOModel<T>
{
    private readonly POCache<TId, T> _records;
    private readonly IndexCache<TKey, TId, T> _cache;

    /// <summary>Creates a finder.</summary>
    /// <param name="records">The cache of the records by their own key.</param>
    /// <param name="index">The index, unique.</param>
    /// <exception cref="ArgumentException">The index is not unique.</exception>
    public POFinder(POCache<TId, T> records, POIndexInfo<TKey, T> index)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(index);
        if (!index.IsUnique)
        {
            throw new ArgumentException($"The index {index.Name} of {index.TableName} is not unique. Use a {nameof(POListFinder<TKey, TId, T>)}.", nameof(index));
        }

        _records = records;
        _cache = IndexCache<TKey, TId, T>.Over(records, index);
    }

    internal CCache<TKey, FoundRecords<T>> Cache => _cache;

    /// <summary>The record with a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The record, shared with others; null when there is none.</returns>
    /// <exception cref="PODuplicateKeyException">More than one record has the key.</exception>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    /// <exception cref="CacheStaleException">The node cannot tell whether what it caches is current, and was told to throw then.</exception>
    [return: FromCache]
    public T? Get(TKey key) => HandOut(_cache.Get(key));

    /// <summary>The record with a key as a transaction sees it: what the transaction wrote itself, otherwise what is committed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; null reads what is committed.</param>
    /// <inheritdoc cref="Get(TKey)" path="/returns|/exception"/>
    [return: FromCache]
    public T? Get(TKey key, Trx? trx) => trx is null ? Get(key) : HandOut(_cache.GetInAsync(key, trx, CacheRead.Sync).GetAwaiter().GetResult());

    /// <summary>The record with a key without blocking the thread; a hit completes at once.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting; a load that others wait for goes on.</param>
    /// <inheritdoc cref="Get(TKey)" path="/returns|/exception"/>
    [return: FromCache]
    public async ValueTask<T?> GetAsync(TKey key, Trx? trx = null, CancellationToken cancellationToken = default)
    {
        return HandOut(await (trx is null
            ? _cache.GetAsync(key, cancellationToken)
            : _cache.GetInAsync(key, trx, CacheRead.Async(cancellationToken))).ConfigureAwait(false));
    }

    /// <summary>Takes the finder from every node. It cannot be used any more.</summary>
    public void Dispose() => _cache.Dispose();

    private T? HandOut(FoundRecords<T>? found) => found is null ? null : _records.HandOutShared(found.Records[0]);
}
