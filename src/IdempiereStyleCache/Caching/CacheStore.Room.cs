namespace IdempiereStyleCache;

/// <content>Keeps a limited cache within its limits: makes room before an entry is added, and takes away what has expired.</content>
internal sealed partial class CacheStore<TKey, TValue>
{
    private static readonly TimeSpan s_shortestSweep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestSweep = TimeSpan.FromMinutes(1);

    private readonly BoundedEntries<TKey, TValue>? _bounded;
    private ITimer? _sweep;
    private int _hasStopped;

    /// <summary>
    /// Takes a place for an entry, and evicts others while there is none. No gate is held: what goes has another key, and its gate is taken for it. Between the choice and that gate the
    /// victim may have been reset, or loaded anew; then it is left alone and the next is chosen.
    /// </summary>
    /// <returns>Whether there is a place; none while all places are taken by loads under way.</returns>
    private bool TakePlace()
    {
        if (_bounded is null)
        {
            return true;
        }

        _bounded.Reserve();
        while (_bounded.IsOver)
        {
            if (_bounded.TakeVictim() is not { } victim)
            {
                _bounded.Release();
                return false;
            }

            CoherenceStripe stripe = _table.StripeOf(victim.Key, _keyed);
            lock (stripe.Gate)
            {
                if (_bounded.Holds(victim))
                {
                    Evict(stripe, victim.Key);
                }
            }

            // Not under the gate: who listens is code of the application.
            CacheMetrics.Count(Node.Metrics.Evictions, _cache.Tag);
        }

        return true;
    }

    private void GiveBack(bool hasPlace, PublishOutcome outcome)
    {
        if (hasPlace && outcome != PublishOutcome.Added)
        {
            _bounded?.Release();
        }
    }

    private void StartSweeping()
    {
        if (_bounded is { HasExpiry: true })
        {
            TimeSpan half = _bounded.ShortestExpiry / 2;
            TimeSpan interval = half < s_shortestSweep ? s_shortestSweep : half > s_longestSweep ? s_longestSweep : half;
            _sweep = Node.TimeProvider.CreateTimer(_ => Sweep(interval), null, interval, Timeout.InfiniteTimeSpan);
        }
    }

    private void StopSweeping()
    {
        Volatile.Write(ref _hasStopped, 1);
        _sweep?.Dispose();
    }

    // A read sees for itself what has expired; this is for what nobody reads any more.
    private void Sweep(TimeSpan interval)
    {
        foreach (TKey key in _bounded!.ExpiredKeys())
        {
            CoherenceStripe stripe = _table.StripeOf(key, _keyed);
            lock (stripe.Gate)
            {
                if (_bounded.HasExpired(key))
                {
                    Evict(stripe, key);
                }
            }
        }

        if (Volatile.Read(ref _hasStopped) == 0)
        {
            _sweep!.Change(interval, Timeout.InfiniteTimeSpan);
        }
    }
}
