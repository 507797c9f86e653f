namespace IdempiereStyleCache;

/// <summary>
/// Keeps records of a model class and gives every caller an editable copy of its own; what is put is copied too. Nothing that happens to a copy changes the cache.
/// Safe for use by several threads.
/// </summary>
/// <remarks>The idea is iDempiere's cache of the same name; <see cref="ImmutablePOCache{TKey, T}"/> needs no copy on a read.</remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
public class POCopyCache<TKey, T> : POCache<TKey, T>
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    /// <summary>Creates a cache by the record's own key, which loads what it does not hold.</summary>
    /// <param name="tableName">The table whose changes reset the cache; usually the class's <c>TableName</c>.</param>
    /// <param name="capacity">How many entries to make room for at first; 0 leaves it to the cache. It is no limit.</param>
    /// <exception cref="InvalidOperationException">The record's key has another type, or the class is declared with <c>IsCached = false</c>.</exception>
    public POCopyCache(string tableName, int capacity = 0)
        : base(tableName, capacity)
    {
    }

    /// <summary>Creates a cache by any key.</summary>
    /// <param name="tableName">The table whose changes reset the cache.</param>
    /// <param name="loader">Loads what the cache does not hold; the cache keeps what it returns as its own.</param>
    /// <param name="capacity">How many entries to make room for at first; 0 leaves it to the cache. It is no limit.</param>
    /// <param name="isKeyedByRecord">Whether the key is the record's own; otherwise any change of the table resets all entries.</param>
    /// <exception cref="InvalidOperationException">The class is declared with <c>IsCached = false</c>.</exception>
    public POCopyCache(string tableName, CacheLoader<TKey, T> loader, int capacity = 0, bool isKeyedByRecord = false)
        : base(tableName, loader, capacity, isKeyedByRecord)
    {
    }

    internal sealed override bool SharesInstances => false;

    private protected sealed override T Isolate(T value)
    {
        value.ThrowIfUnfitForSharing();
        return T.ModelInfo.Copy(value, null);
    }

    private protected sealed override T HandOut(T shared) => T.ModelInfo.Copy(shared, null);

    private protected sealed override T HandOutOwn(T loaded) => loaded;

    private protected sealed override T MakeEditable(T found, Trx? trx)
    {
        if (trx is not null)
        {
            found.Bind(trx);
        }

        return found;
    }
}
