namespace IdempiereStyleCache;

/// <summary>An entry of <see cref="BoundedEntries{TKey, TValue}"/>.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
internal sealed class BoundedEntry<TKey, TValue>(TKey key, TValue value, long since)
    where TKey : notnull
    where TValue : class
{
    private const int MostUses = 3;

    private int _uses;
    private long _used;

    public TKey Key => key;

    public TValue Value => value;

    /// <summary>The epoch since which it is valid.</summary>
    public long Since => since;

    /// <summary>When it expires however often it is read.</summary>
    public long ExpiresAbsolutely { get; init; } = long.MaxValue;

    /// <summary>How long it may lie unread.</summary>
    public long Idle { get; init; } = long.MaxValue;

    /// <summary>When it was last read, to a 32nd of <see cref="Idle"/>.</summary>
    public long Used
    {
        get => Volatile.Read(ref _used);
        init => _used = value;
    }

    /// <summary>When it expires if nobody reads it again.</summary>
    public long Expires => Idle == long.MaxValue ? ExpiresAbsolutely : Math.Min(ExpiresAbsolutely, Used + Idle);

    /// <summary>Whether it waits in the main queue. Guarded by the entries' sweep, like the next.</summary>
    public bool IsInMain { get; set; }

    /// <summary>Whether it was removed; what still lies in a queue of it counts no more.</summary>
    public bool IsGone { get; set; }

    public CacheVersion<TValue> Version => new(value, since, Expires);

    /// <summary>Notes a read for the eviction, without a lock: one lost among several at once does no harm.</summary>
    public void Use()
    {
        if (_uses < MostUses)
        {
            _uses++;
        }
    }

    /// <summary>Notes when it was read.</summary>
    public void Use(long now)
    {
        if (Idle != long.MaxValue && now - Used > Idle / 32)
        {
            Volatile.Write(ref _used, now);
        }
    }

    /// <summary>Takes one noted read away.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TakeUse()
    {
        if (_uses == 0)
        {
            return false;
        }

        _uses--;
        return true;
    }

    /// <summary>Forgets the noted reads.</summary>
    /// <returns>Whether there were any.</returns>
    public bool TakeUses()
    {
        bool had = _uses > 0;
        _uses = 0;
        return had;
    }
}
