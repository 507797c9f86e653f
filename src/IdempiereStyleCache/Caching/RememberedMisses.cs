using System.Collections.Concurrent;

namespace IdempiereStyleCache;

/// <summary>
/// The keys of one cache that the database has no record of. The oldest go first when there are too many, and each is forgotten after a time. A lookup takes no lock; the key's
/// gate is held where one is added or removed.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <param name="capacity">How many at the most.</param>
/// <param name="expiration">How long each is remembered.</param>
/// <param name="time">The clock.</param>
internal sealed class RememberedMisses<TKey>(int capacity, TimeSpan expiration, TimeProvider time)
    where TKey : notnull
{
    // A database may take two texts for one key, as one that ignores case does: then the record that comes into being has another key than the one that was missed.
    private static readonly bool s_isExact = typeof(TKey).IsPrimitive || typeof(TKey) == typeof(Guid);

    private readonly ConcurrentDictionary<TKey, Miss> _misses = new();

    // In the order in which they came; those that were removed since are still in it.
    private readonly Queue<KeyValuePair<TKey, Miss>> _order = new();
    private readonly Lock _gate = new();

    public int Count => _misses.Count;

    public bool Contains(TKey key) => _misses.TryGetValue(key, out Miss? miss) && time.GetElapsedTime(miss.Begun) < expiration;

    public void Add(TKey key)
    {
        Miss miss = new(time.GetTimestamp());
        lock (_gate)
        {
            _misses[key] = miss;
            _order.Enqueue(new(key, miss));
            while (_order.Count > capacity)
            {
                _misses.TryRemove(_order.Dequeue());
            }
        }
    }

    /// <summary>Forgets a key whose record changed, or came into being.</summary>
    public void Remove(TKey key)
    {
        if (s_isExact)
        {
            _misses.TryRemove(key, out _);
        }
        else
        {
            Clear();
        }
    }

    /// <summary>Forgets a key that a value was published under.</summary>
    public void RemovePublished(TKey key) => _misses.TryRemove(key, out _);

    public void Clear()
    {
        lock (_gate)
        {
            _misses.Clear();
            _order.Clear();
        }
    }

    private sealed class Miss(long begun)
    {
        public long Begun => begun;
    }
}
