using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache;

/// <summary>Entries by hash, for keys of any type.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class HashedEntries<TKey, TValue> : CacheEntries<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly int _capacity;
    private readonly IEqualityComparer<TKey>? _comparer;
    private Root _root;

    public HashedEntries(int capacity, IEqualityComparer<TKey>? comparer)
    {
        _capacity = capacity;
        _comparer = comparer;
        _root = new Root(capacity, comparer);
    }

    private HashedEntries(Root root) => _root = root;

    public override int Count => Volatile.Read(ref Volatile.Read(ref _root).Count);

    public override bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (Volatile.Read(ref _root).Map.TryGetValue(key, out Entry? entry))
        {
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    public override bool TryGetAt(TKey key, ScopeMoment moment, [MaybeNullWhen(false)] out TValue value)
    {
        if (Volatile.Read(ref _root).Map.TryGetValue(key, out Entry? entry) && entry.Since <= moment.Epoch)
        {
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    public override void Set(TKey key, TValue value, long since)
    {
        Root root = _root;
        Entry entry = new(value, since);
        if (root.Map.TryAdd(key, entry))
        {
            Interlocked.Increment(ref root.Count);
        }
        else
        {
            root.Map[key] = entry;
        }
    }

    public override bool Remove(TKey key, out CacheVersion<TValue> removed)
    {
        Root root = _root;
        if (!root.Map.TryRemove(key, out Entry? entry))
        {
            removed = default;
            return false;
        }

        Interlocked.Decrement(ref root.Count);
        removed = new CacheVersion<TValue>(entry.Value, entry.Since);
        return true;
    }

    public override CacheEntries<TKey, TValue> Detach() => new HashedEntries<TKey, TValue>(Interlocked.Exchange(ref _root, new Root(_capacity, _comparer)));

    private sealed class Entry(TValue value, long since)
    {
        public TValue Value => value;

        public long Since => since;
    }

    // ConcurrentDictionary.Count takes every lock of the dictionary; a count of our own does not.
    private sealed class Root(int capacity, IEqualityComparer<TKey>? comparer)
    {
        public int Count;

        public ConcurrentDictionary<TKey, Entry> Map { get; } = capacity > 0 ? new(Environment.ProcessorCount, capacity, comparer) : new(comparer);
    }
}
