namespace IdempiereStyleCache;

/// <summary>
/// Keeps records of a model class frozen and shares each instance with everybody who asks for its key. Safe for use by several threads; a hit takes no lock.
/// </summary>
/// <remarks>The idea is iDempiere's cache of the same name (IDEMPIERE-4287).</remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
public class ImmutablePOCache<TKey, T> : POCache<TKey, T>
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    /// <summary>Creates a cache by the record's own key, which loads what it does not hold.</summary>
    /// <param name="tableName">The table whose changes reset the cache; usually the class's <c>TableName</c>.</param>
    /// <param name="capacity">How many entries to make room for at first; 0 leaves it to the cache. It is no limit.</param>
    /// <exception cref="InvalidOperationException">The record's key has another type, or the class is declared with <c>IsCached = false</c>.</exception>
    public ImmutablePOCache(string tableName, int capacity = 0)
        : base(tableName, capacity)
    {
    }

    /// <summary>Creates a cache by any key.</summary>
    /// <param name="tableName">The table whose changes reset the cache.</param>
    /// <param name="loader">Loads what the cache does not hold; what it returns is frozen.</param>
    /// <param name="capacity">How many entries to make room for at first; 0 leaves it to the cache. It is no limit.</param>
    /// <param name="isKeyedByRecord">Whether the key is the record's own; otherwise any change of the table resets all entries.</param>
    /// <exception cref="InvalidOperationException">The class is declared with <c>IsCached = false</c>.</exception>
    public ImmutablePOCache(string tableName, CacheLoader<TKey, T> loader, int capacity = 0, bool isKeyedByRecord = false)
        : base(tableName, loader, capacity, isKeyedByRecord)
    {
    }

    internal sealed override bool SharesInstances => true;

    private protected sealed override T HandOutOwn(T loaded)
    {
        loaded.MarkImmutable();
        return loaded;
    }

    private protected sealed override T MakeEditable(T found, Trx? trx) => T.ModelInfo.Copy(found, trx);
}
