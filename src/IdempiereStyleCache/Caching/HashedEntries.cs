using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache;

/// <summary>Entries by hash, for keys of any type.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class HashedEntries<TKey, TValue>(int capacity) : CacheEntries<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private Root _root = new(capacity);

    public override int Count => Volatile.Read(ref Volatile.Read(ref _root).Count);

    public override bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => Volatile.Read(ref _root).Map.TryGetValue(key, out value);

    public override void Set(TKey key, TValue value)
    {
        Root root = _root;
        if (root.Map.TryAdd(key, value))
        {
            Interlocked.Increment(ref root.Count);
        }
        else
        {
            root.Map[key] = value;
        }
    }

    public override bool Remove(TKey key)
    {
        Root root = _root;
        if (!root.Map.TryRemove(key, out _))
        {
            return false;
        }

        Interlocked.Decrement(ref root.Count);
        return true;
    }

    public override int Clear() => Interlocked.Exchange(ref _root, new Root(capacity)).Count;

    // ConcurrentDictionary.Count takes every lock of the dictionary; a count of our own does not.
    private sealed class Root(int capacity)
    {
        public int Count;

        public ConcurrentDictionary<TKey, TValue> Map { get; } = capacity > 0 ? new(Environment.ProcessorCount, capacity) : new();
    }
}
