using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache;

/// <summary>
/// Where a cache keeps its entries. Reading takes no lock; writers of one key exclude each other outside (the key's stripe), writers of different keys
/// may run at the same time, and <see cref="Clear"/> runs alone.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal abstract class CacheEntries<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    public abstract int Count { get; }

    public abstract bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value);

    public abstract void Set(TKey key, TValue value);

    public abstract bool Remove(TKey key);

    /// <summary>Drops every entry by dropping what holds them: the cost does not depend on their number.</summary>
    /// <returns>How many there were.</returns>
    public abstract int Clear();
}
