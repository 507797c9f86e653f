using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache;

/// <summary>
/// Entries that are limited in number, in time, or both. A hit takes no lock and moves nothing: it notes that the entry was used. Whoever wants to add one reserves a place first, and
/// evicts while there is none, so that there are never more than allowed.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class BoundedEntries<TKey, TValue> : CacheEntries<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly CacheLimits _limits;
    private readonly TimeProvider _time;
    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly int _room;
    private readonly long _absolute;
    private readonly long _idle;
    private readonly double _jitter;
    private Root _root;

    // The places that are taken: by entries, and by who is about to add one.
    private int _taken;

    public BoundedEntries(CacheLimits limits, TimeProvider time, IEqualityComparer<TKey>? comparer)
    {
        _limits = limits;
        _time = time;
        _comparer = comparer;
        _room = limits.MaxSize ?? int.MaxValue;
        _absolute = Ticks(limits.AbsoluteExpiration);
        _idle = Ticks(limits.IdleExpiration);
        _jitter = limits.Jitter ?? 0.1;
        HasExpiry = _absolute != long.MaxValue || _idle != long.MaxValue;
        _root = new Root(_room, comparer);
    }

    private BoundedEntries(BoundedEntries<TKey, TValue> source, Root root)
        : this(source._limits, source._time, source._comparer) => _root = root;

    /// <summary>Whether entries expire.</summary>
    public bool HasExpiry { get; }

    /// <summary>The time within which some entry may expire.</summary>
    public TimeSpan ShortestExpiry => Shorter(_limits.AbsoluteExpiration, _limits.IdleExpiration);

    public override int Count => Volatile.Read(ref Volatile.Read(ref _root).Count);

    /// <summary>Whether more places are taken than there are, so that an entry must go.</summary>
    public bool IsOver => Volatile.Read(ref _taken) > _room;

    public override bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (Volatile.Read(ref _root).Map.TryGetValue(key, out BoundedEntry<TKey, TValue>? entry) && (!HasExpiry || IsLiving(entry, _time.GetTimestamp())))
        {
            entry.Use();
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    public override bool TryGetAt(TKey key, ScopeMoment moment, [MaybeNullWhen(false)] out TValue value)
    {
        if (Volatile.Read(ref _root).Map.TryGetValue(key, out BoundedEntry<TKey, TValue>? entry)
            && entry.Since <= moment.Epoch
            && (!HasExpiry || IsLiving(entry, moment.Timestamp)))
        {
            entry.Use();
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Adds an entry. A place was reserved for it.</summary>
    public override void Set(TKey key, TValue value, long since)
    {
        Root root = _root;
        long now = HasExpiry ? _time.GetTimestamp() : 0;
        BoundedEntry<TKey, TValue> entry = new(key, value, since)
        {
            ExpiresAbsolutely = _absolute == long.MaxValue ? long.MaxValue : now + _absolute - (long)(_absolute * _jitter * Random.Shared.NextDouble()),
            Idle = _idle,
            Used = now,
        };
        if (root.Map.TryRemove(key, out BoundedEntry<TKey, TValue>? replaced))
        {
            NoteRemoved(root, replaced);
        }

        root.Map[key] = entry;
        Interlocked.Increment(ref root.Count);
        root.Queues?.Add(entry);
    }

    public override bool Remove(TKey key, out CacheVersion<TValue> removed)
    {
        Root root = _root;
        if (!root.Map.TryRemove(key, out BoundedEntry<TKey, TValue>? entry))
        {
            removed = default;
            return false;
        }

        NoteRemoved(root, entry);
        removed = entry.Version;
        return true;
    }

    public override CacheEntries<TKey, TValue> Detach()
    {
        Root root = Interlocked.Exchange(ref _root, new Root(_room, _comparer));
        Interlocked.Add(ref _taken, -root.Count);
        return new BoundedEntries<TKey, TValue>(this, root);
    }

    /// <summary>Whether there is an entry of a key that has expired.</summary>
    public bool HasExpired(TKey key) =>
        HasExpiry && Volatile.Read(ref _root).Map.TryGetValue(key, out BoundedEntry<TKey, TValue>? entry) && entry.Expires <= _time.GetTimestamp();

    /// <summary>The keys of the entries that have expired.</summary>
    public IEnumerable<TKey> ExpiredKeys()
    {
        long now = _time.GetTimestamp();
        foreach ((TKey key, BoundedEntry<TKey, TValue> entry) in Volatile.Read(ref _root).Map)
        {
            if (entry.Expires <= now)
            {
                yield return key;
            }
        }
    }

    /// <summary>Takes a place for an entry that may be added.</summary>
    public void Reserve() => Interlocked.Increment(ref _taken);

    /// <summary>Gives a place back.</summary>
    public void Release() => Interlocked.Decrement(ref _taken);

    /// <summary>Chooses the entry that goes next, if there is one; the caller removes it with the gate of its key held.</summary>
    public BoundedEntry<TKey, TValue>? TakeVictim() => Volatile.Read(ref _root).Queues?.TakeVictim();

    /// <summary>Whether an entry is the one that its key has now.</summary>
    public bool Holds(BoundedEntry<TKey, TValue> entry) => _root.Map.TryGetValue(entry.Key, out BoundedEntry<TKey, TValue>? held) && held == entry;

    private static bool IsLiving(BoundedEntry<TKey, TValue> entry, long now)
    {
        if (entry.Expires <= now)
        {
            return false;
        }

        entry.Use(now);
        return true;
    }

    private static TimeSpan Shorter(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? Timeout.InfiniteTimeSpan : one.Value;

    private void NoteRemoved(Root root, BoundedEntry<TKey, TValue> entry)
    {
        Interlocked.Decrement(ref root.Count);
        Interlocked.Decrement(ref _taken);
        root.Queues?.Remove(entry);
    }

    private long Ticks(TimeSpan? time) => time is null || time.Value.TotalSeconds * _time.TimestampFrequency >= long.MaxValue / 4
        ? long.MaxValue
        : (long)(time.Value.TotalSeconds * _time.TimestampFrequency);

    private sealed class Root(int room, IEqualityComparer<TKey>? comparer)
    {
        public int Count;

        public ConcurrentDictionary<TKey, BoundedEntry<TKey, TValue>> Map { get; } = new(comparer);

        public EvictionQueues<TKey, TValue>? Queues { get; } = room == int.MaxValue ? null : new(room, comparer);
    }
}
