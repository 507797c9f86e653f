namespace IdempiereStyleCache;

/// <content>What request scopes read: what the entries hold now if it is old enough, what was removed since the scope's moment, what the scope keeps for itself.</content>
internal sealed partial class CacheStore<TKey, TValue>
{
    private readonly RetainedVersions<TKey, TValue> _retained = new();

    // The epoch at which the store was last emptied. Written with every gate held.
    private long _emptied;

    /// <summary>Whether the database is known to have nothing under a key.</summary>
    public bool IsKnownMissing(TKey key) => _misses is not null && _misses.Contains(key);

    /// <summary>
    /// What is known of a key, unless the reader must go to the database; counts the lookup when somebody wants to know. In a scope, what the scope read or could have read
    /// before comes first.
    /// </summary>
    /// <returns>Whether the answer is known: the value, or null when there is none.</returns>
    public bool TryRead(TKey key, CacheReadMode mode, RequestScope? scope, out TValue? value)
    {
        value = null;
        bool isKnown = mode != CacheReadMode.Through
            && (scope is null ? Entries.TryGet(key, out value) || IsKnownMissing(key) : (!scope.KeepsOld && Entries.TryGetAt(key, scope.Moment, out value)) || TryReadIn(scope, key, out value));
        if (Node.Metrics.CountsLookups)
        {
            Lookups.Count(scope, _cache, key, isKnown);
        }

        return isKnown;
    }

    /// <summary>
    /// What a read in a scope returns after a load: what the scope already knows under the key, if another thread of it came first. Unless it is what the cache holds and has held
    /// since the scope's moment, the scope keeps it.
    /// </summary>
    public TValue? Settle(RequestScope scope, TKey key, TValue? loaded)
    {
        CoherenceStripe stripe = _table.StripeOf(key, _keyed);
        lock (stripe.Gate)
        {
            long changedAt = scope.ChangedAt(_cache.TableName, key, _keyed);
            if (scope.TryGetPinned(this, key, changedAt, out TValue? pinned))
            {
                return pinned;
            }

            bool isShared = changedAt == 0 && Entries.TryGetAt(key, scope.Moment, out TValue? held) && held == loaded;
            return isShared ? loaded : scope.Keep(this, key, loaded, changedAt);
        }
    }

    int ICacheStore.Remove(object key, long epoch)
    {
        _misses?.Remove((TKey)key);
        return Remove((TKey)key, epoch) ? 1 : 0;
    }

    int ICacheStore.Clear(long epoch) => Clear(null, epoch);

    int ICacheStore.Clear(CacheReset reset, long epoch) => Clear(reset, epoch);

    /// <summary>Does something with the gate of a key held.</summary>
    public TResult UnderGate<TResult>(TKey key, Func<TResult> work)
    {
        lock (_table.StripeOf(key, _keyed).Gate)
        {
            return work();
        }
    }

    private int Clear(CacheReset? reset, long epoch)
    {
        _misses?.Clear();
        CacheEntries<TKey, TValue> removed = Entries.Detach();
        if (removed.Count > 0)
        {
            _retained.Offer(Node.Scopes, removed, _emptied, epoch);
        }

        _emptied = epoch;
        _cache.Emptied(this, removed, reset);
        return removed.Count;
    }

    // The gate of the key is held. The order does not matter to who looks under it; who looks without it finds nothing, and looks again under it.
    private bool Remove(TKey key, long epoch)
    {
        if (!Entries.Remove(key, out CacheVersion<TValue> removed))
        {
            return false;
        }

        _retained.Offer(Node.Scopes, key, removed, epoch);
        _cache.Removed(this, key);
        return true;
    }

    // Removes an entry that no reset concerns. The gate of the key is held.
    private void Evict(CoherenceStripe stripe, TKey key)
    {
        using ResetUnderWay underWay = Node.Bus.BeginReset();
        long epoch = Node.Bus.NextEpoch();
        stripe.NoteRemoval(epoch);
        Remove(key, epoch);
    }

    // What fits the scope's moment was not in the entries: what was removed since, what has come since, or nothing.
    private bool TryReadIn(RequestScope scope, TKey key, out TValue? value)
    {
        CoherenceStripe stripe = _table.StripeOf(key, _keyed);
        lock (stripe.Gate)
        {
            long changedAt = scope.ChangedAt(_cache.TableName, key, _keyed);
            if (scope.TryGetPinned(this, key, changedAt, out value))
            {
                return true;
            }

            if (changedAt == 0 && (Entries.TryGetAt(key, scope.Moment, out value) || _retained.TryGet(key, scope.Moment, out value)))
            {
                return true;
            }

            if (Entries.TryGet(key, out TValue? held) || IsKnownMissing(key))
            {
                value = scope.Keep(this, key, held, changedAt);
                return true;
            }

            return false;
        }
    }
}
