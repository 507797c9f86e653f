namespace IdempiereStyleCache;

/// <summary>
/// Decides which entry of a bounded cache goes: S3-FIFO (Yang, Zhang, Qiu, Yue and Rashmi, "FIFO queues are all you need for cache eviction", SOSP 2023). New entries pass through a
/// small queue, a tenth of the room; those read meanwhile move on to the main queue, the others go and leave a ghost; a key that comes back while its ghost is remembered goes to the
/// main queue at once. In the main queue an entry that was read gets another round. A hit only notes that it happened.
/// </summary>
/// <remarks>Chosen by measurement, see docs/decisions/0011. Every member takes the lock; they run on misses, resets and evictions only.</remarks>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class EvictionQueues<TKey, TValue>(int room, IEqualityComparer<TKey>? comparer)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _gate = new();
    private readonly int _smallRoom = Math.Max(1, room / 10);
    private readonly Queue<TKey> _ghosts = new();
    private readonly HashSet<TKey> _remembered = new(comparer);
    private Queue<BoundedEntry<TKey, TValue>> _small = new();
    private Queue<BoundedEntry<TKey, TValue>> _main = new();

    // Without those that are gone but still lie in the queues.
    private int _inSmall;
    private int _inMain;

    /// <summary>How long the queues are, with what is gone and still lies in them.</summary>
    public int Length
    {
        get
        {
            lock (_gate)
            {
                return _small.Count + _main.Count;
            }
        }
    }

    public void Add(BoundedEntry<TKey, TValue> entry)
    {
        lock (_gate)
        {
            if (_remembered.Remove(entry.Key))
            {
                EnterMain(entry);
            }
            else
            {
                _inSmall++;
                _small.Enqueue(entry);
            }

            // Resets leave what is gone in the queues; where little is evicted, it is cleared away here.
            Compact(ref _small, _inSmall);
            Compact(ref _main, _inMain);
        }
    }

    /// <summary>Notes that an entry was removed by somebody else.</summary>
    public void Remove(BoundedEntry<TKey, TValue> entry)
    {
        lock (_gate)
        {
            if (!entry.IsGone)
            {
                MarkGone(entry);
            }
        }
    }

    /// <summary>Chooses the entry that is to go; the caller removes it.</summary>
    /// <returns>The entry; null when there is none.</returns>
    public BoundedEntry<TKey, TValue>? TakeVictim()
    {
        lock (_gate)
        {
            while (_inSmall + _inMain > 0)
            {
                if ((_inSmall >= _smallRoom || _inMain == 0 ? TakeFromSmall() : TakeFromMain()) is { } victim)
                {
                    MarkGone(victim);
                    return victim;
                }
            }

            return null;
        }
    }

    private BoundedEntry<TKey, TValue>? TakeFromSmall()
    {
        while (_small.TryDequeue(out BoundedEntry<TKey, TValue>? entry))
        {
            if (entry.IsGone)
            {
                continue;
            }

            if (!entry.TakeUses())
            {
                RememberGhost(entry.Key);
                return entry;
            }

            _inSmall--;
            EnterMain(entry);
            return null;
        }

        return null;
    }

    private BoundedEntry<TKey, TValue>? TakeFromMain()
    {
        while (_main.TryDequeue(out BoundedEntry<TKey, TValue>? entry))
        {
            if (entry.IsGone)
            {
                continue;
            }

            if (!entry.TakeUse())
            {
                return entry;
            }

            _main.Enqueue(entry);
        }

        return null;
    }

    private void EnterMain(BoundedEntry<TKey, TValue> entry)
    {
        entry.IsInMain = true;
        _inMain++;
        _main.Enqueue(entry);
    }

    private void RememberGhost(TKey key)
    {
        _ghosts.Enqueue(key);
        _remembered.Add(key);
        while (_ghosts.Count > room - _smallRoom)
        {
            _remembered.Remove(_ghosts.Dequeue());
        }
    }

    private void MarkGone(BoundedEntry<TKey, TValue> entry)
    {
        entry.IsGone = true;
        if (entry.IsInMain)
        {
            _inMain--;
        }
        else
        {
            _inSmall--;
        }
    }

    private static void Compact(ref Queue<BoundedEntry<TKey, TValue>> queue, int left)
    {
        if (queue.Count > 64 && queue.Count > 2 * left)
        {
            queue = new Queue<BoundedEntry<TKey, TValue>>(queue.Where(static e => !e.IsGone));
        }
    }
}
