using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <summary>
/// Keeps a whole table, frozen: by id, by every <see cref="UniqueKeyAttribute"/> and <see cref="IndexAttribute"/>, and as a list. The first look-up reads the table once; after that
/// neither a hit nor a miss asks anything. A change of records reads those records again, a change of the table the table. What one look-up sees is one state of the table. Safe for
/// use by several threads; a hit takes no lock.
/// </summary>
/// <remarks>For small tables that everything needs, such as units and taxes. The idea is Library Simplified's <c>HasFullTableCache</c>.</remarks>
/// <typeparam name="TKey">The type of the records' key.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
public sealed partial class FullTableCache<TKey, T> : IDisposable
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    /// <summary>How many records a table may have unless another limit is set: 100,000.</summary>
    public const int UsualMaxRows = 100_000;

    private readonly SnapshotCache<TKey, T> _cache;
    private readonly POModelInfo<TKey, T> _model;

    /// <summary>Creates a cache. It loads nothing before it is asked.</summary>
    /// <param name="tableName">The table; usually the class's <c>TableName</c>.</param>
    /// <param name="maxRows">How many records the table may have, from 1; with more, look-ups throw <see cref="FullTableTooLargeException"/>.</param>
    /// <exception cref="InvalidOperationException">The record's key has another type, or the class is declared with <c>IsCached = false</c>.</exception>
    /// <exception cref="ArgumentException">The class is the model of another table.</exception>
    public FullTableCache(string tableName, int maxRows = UsualMaxRows)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        _model = POCacheRules.ModelOf<TKey, T>(tableName);
        _cache = new SnapshotCache<TKey, T>(tableName, maxRows);
    }

    /// <summary>The table.</summary>
    public string TableName => _cache.TableName;

    /// <summary>The cache of the one snapshot.</summary>
    internal SnapshotCache<TKey, T> Cache => _cache;

    /// <summary>The record with a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The record, shared with others; null when there is none.</returns>
    /// <exception cref="FullTableTooLargeException">The table has more records than allowed.</exception>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    /// <exception cref="CacheStaleException">The node cannot tell whether what it caches is current, and was told to throw then.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [return: FromCache]
    public T? Get(TKey key) => Table().ById.TryGetValue(key, out T? found) ? found : null;

    /// <summary>The record with a key as a transaction sees it: what the transaction wrote itself, otherwise what is committed.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; null reads what is committed.</param>
    /// <inheritdoc cref="Get(TKey)" path="/returns|/exception"/>
    [return: FromCache]
    public T? Get(TKey key, Trx? trx) => trx is null ? Get(key) : GetInAsync(key, trx, CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>The record with a key without blocking the thread; a hit completes at once.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Stops waiting; a load that others wait for goes on.</param>
    /// <inheritdoc cref="Get(TKey)" path="/returns|/exception"/>
    [return: FromCache]
    public ValueTask<T?> GetAsync(TKey key, CancellationToken cancellationToken = default)
    {
        ValueTask<FullTable<TKey, T>> table = TableAsync(CacheRead.Async(cancellationToken));
        return table.IsCompletedSuccessfully ? ValueTask.FromResult(table.Result.ById.GetValueOrDefault(key)) : FindAsync(table, key);
    }

    /// <summary>The record with a key as a transaction sees it, without blocking the thread.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting; a load that others wait for goes on.</param>
    /// <inheritdoc cref="Get(TKey)" path="/returns|/exception"/>
    [return: FromCache]
    public ValueTask<T?> GetAsync(TKey key, Trx? trx, CancellationToken cancellationToken = default) =>
        trx is null ? GetAsync(key, cancellationToken) : GetInAsync(key, trx, CacheRead.Async(cancellationToken));

    /// <summary>The record with a key, which must exist.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <returns>The record, shared with others.</returns>
    /// <exception cref="PONotFoundException">There is no such record.</exception>
    [return: FromCache]
    public T GetRequired(TKey key, Trx? trx = null) => Get(key, trx) ?? throw new PONotFoundException(TableName, key);

    /// <summary>The record with a key, which must exist, without blocking the thread.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="GetRequired" path="/returns|/exception"/>
    [return: FromCache]
    public async ValueTask<T> GetRequiredAsync(TKey key, Trx? trx = null, CancellationToken cancellationToken = default) =>
        await GetAsync(key, trx, cancellationToken).ConfigureAwait(false) ?? throw new PONotFoundException(TableName, key);

    /// <summary>An editable copy of the record with a key, bound to a transaction or to none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; the copy has what it wrote. Null takes what is committed.</param>
    /// <returns>A copy of the caller's own; null when there is no such record.</returns>
    public T? GetCopy(TKey key, Trx? trx = null) => Get(key, trx) is { } found ? _model.Copy(found, trx) : null;

    /// <summary>An editable copy of the record with a key, without blocking the thread.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction; the copy has what it wrote. Null takes what is committed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A copy of the caller's own; null when there is no such record.</returns>
    public async ValueTask<T?> GetCopyAsync(TKey key, Trx? trx = null, CancellationToken cancellationToken = default) =>
        await GetAsync(key, trx, cancellationToken).ConfigureAwait(false) is { } found ? _model.Copy(found, trx) : null;

    /// <summary>The records with the given keys, all of one state of the table.</summary>
    /// <param name="keys">The keys; one given twice counts once.</param>
    /// <returns>The records that exist, by key.</returns>
    [return: FromCache]
    public IReadOnlyDictionary<TKey, T> GetMany(IEnumerable<TKey> keys) => Pick(keys, Table());

    /// <summary>The records with the given keys, all of one state of the table, without blocking the thread.</summary>
    /// <param name="keys">The keys; one given twice counts once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The records that exist, by key.</returns>
    [return: FromCache]
    public async ValueTask<IReadOnlyDictionary<TKey, T>> GetManyAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken = default) =>
        Pick(keys, await TableAsync(CacheRead.Async(cancellationToken)).ConfigureAwait(false));

    /// <summary>Every record: in the order of the key as the database sorted it, those that came later at the end.</summary>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <returns>The records, shared with others.</returns>
    /// <exception cref="FullTableTooLargeException">The table has more records than allowed.</exception>
    [return: FromCache]
    public ImmutableArray<T> GetAll(Trx? trx = null) => AllInAsync(trx, CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>Every record, without blocking the thread; otherwise as <see cref="GetAll"/>.</summary>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="GetAll" path="/returns|/exception"/>
    [return: FromCache]
    public ValueTask<ImmutableArray<T>> GetAllAsync(Trx? trx = null, CancellationToken cancellationToken = default) => AllInAsync(trx, CacheRead.Async(cancellationToken));

    /// <summary>The records of one state of the table that meet a condition. Looks at every record; for a column that is asked for often, declare an <see cref="IndexAttribute"/>.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>The records, shared with others.</returns>
    [return: FromCache]
    public ImmutableArray<T> Where(Func<T, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return [.. Table().All.Where(condition)];
    }

    /// <summary>The record with a unique key.</summary>
    /// <typeparam name="TIndexKey">The type of the unique key.</typeparam>
    /// <param name="index">One of the model's own unique indexes.</param>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <returns>The record, shared with others; null when there is none.</returns>
    /// <exception cref="PODuplicateKeyException">More than one record has the key; the others are found as ever.</exception>
    [return: FromCache]
    public T? GetBy<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Trx? trx = null)
        where TIndexKey : notnull => trx is null ? Table().IndexOf(index).Find(key) : GetByAsync(index, key, trx, CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>The record with a unique key, without blocking the thread.</summary>
    /// <typeparam name="TIndexKey">The type of the unique key.</typeparam>
    /// <param name="index">One of the model's own unique indexes.</param>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="GetBy" path="/returns|/exception"/>
    [return: FromCache]
    public ValueTask<T?> GetByAsync<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Trx? trx = null, CancellationToken cancellationToken = default)
        where TIndexKey : notnull => GetByAsync(index, key, trx, CacheRead.Async(cancellationToken));

    /// <summary>The records with a key of an index.</summary>
    /// <typeparam name="TIndexKey">The type of the index's key.</typeparam>
    /// <param name="index">One of the model's own indexes.</param>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <returns>The records, shared with others; empty when there are none.</returns>
    [return: FromCache]
    public ImmutableArray<T> ListBy<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Trx? trx = null)
        where TIndexKey : notnull => trx is null ? Table().IndexOf(index).FindAll(key) : ListByAsync(index, key, trx, CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>The records with a key of an index, without blocking the thread.</summary>
    /// <typeparam name="TIndexKey">The type of the index's key.</typeparam>
    /// <param name="index">One of the model's own indexes.</param>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="ListBy" path="/returns"/>
    [return: FromCache]
    public ValueTask<ImmutableArray<T>> ListByAsync<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Trx? trx = null, CancellationToken cancellationToken = default)
        where TIndexKey : notnull => ListByAsync(index, key, trx, CacheRead.Async(cancellationToken));

    /// <summary>Loads the table on the ambient node, so that nobody has to wait for it later.</summary>
    /// <param name="progress">Told at the end how many records there are; null for nobody.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many records there are.</returns>
    /// <exception cref="FullTableTooLargeException">The table has more records than allowed.</exception>
    public async ValueTask<int> WarmUpAsync(IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        int count = (await GetAllAsync(null, cancellationToken).ConfigureAwait(false)).Length;
        progress?.Report(count);
        return count;
    }

    /// <summary>Resets the table on the ambient node: this cache and every other cache of the table.</summary>
    /// <returns>How many entries went; this cache is one.</returns>
    public int Reset() => _cache.Reset();

    /// <summary>Takes the cache from every node. It cannot be used any more.</summary>
    public void Dispose() => _cache.Dispose();

    private static async ValueTask<T?> FindAsync(ValueTask<FullTable<TKey, T>> table, TKey key) => (await table.ConfigureAwait(false)).ById.GetValueOrDefault(key);

    private static Dictionary<TKey, T> Pick(IEnumerable<TKey> keys, FullTable<TKey, T> table)
    {
        ArgumentNullException.ThrowIfNull(keys);
        Dictionary<TKey, T> found = [];
        foreach (TKey key in keys)
        {
            ArgumentNullException.ThrowIfNull(key, nameof(keys));
            if (table.ById.TryGetValue(key, out T? record))
            {
                found[key] = record;
            }
        }

        return found;
    }
}
