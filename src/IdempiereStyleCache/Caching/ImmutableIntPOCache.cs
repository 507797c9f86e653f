namespace IdempiereStyleCache;

/// <summary>
/// Keeps records of a model class by their <see cref="int"/> id, frozen, in pages of slots: a hit is two array reads, and a cached record costs one reference.
/// Ids may be 0, negative or far apart. Safe for use by several threads.
/// </summary>
/// <typeparam name="T">The model class, with an <see cref="int"/> key.</typeparam>
/// <param name="tableName">The table whose changes reset the cache; usually the class's <c>TableName</c>.</param>
/// <param name="capacity">How many entries the table is expected to have; a hint. It is no limit.</param>
/// <exception cref="InvalidOperationException">The record's key is no <see cref="int"/>, or the class is declared with <c>IsCached = false</c>.</exception>
public sealed class ImmutableIntPOCache<T>(string tableName, int capacity = 0) : ImmutablePOCache<int, T>(tableName, capacity)
    where T : PO, IPOModel<T>
{
    internal override CacheEntries<int, T> MakeUnlimitedEntries() => new PagedEntries<T>();
}
