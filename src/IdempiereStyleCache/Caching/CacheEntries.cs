using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache;

/// <summary>
/// Where a cache keeps its entries. Reading takes no lock; writers of one key exclude each other outside (the key's stripe), writers of different keys
/// may run at the same time, and <see cref="Detach"/> runs alone.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal abstract class CacheEntries<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    public abstract int Count { get; }

    public abstract bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value);

    /// <summary>The value of a key if it is the one that lived at a moment: valid since then or earlier, and not expired by then.</summary>
    public abstract bool TryGetAt(TKey key, ScopeMoment moment, [MaybeNullWhen(false)] out TValue value);

    public abstract void Set(TKey key, TValue value, long since);

    public abstract bool Remove(TKey key, out CacheVersion<TValue> removed);

    /// <summary>Empties the entries by dropping what holds them: the cost does not depend on their number.</summary>
    /// <returns>What was there, to be read only.</returns>
    public abstract CacheEntries<TKey, TValue> Detach();
}
