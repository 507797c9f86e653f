using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// One table on one node: which of its records were reset when, which are in doubt because a commit is under way, and which caches hold them.
/// </summary>
/// <remarks>
/// <para>A load takes a ticket, the node's epoch, before the database is read. A reset takes the next epoch and writes it on the stripes of its keys, removing
/// their entries under the same lock. A loaded value is published under that lock only if its ticket is not older than the stripe.</para>
/// <para>Locks: each key belongs to one stripe; caches that are not kept by the record's key look at <see cref="_any"/>, which every reset touches. Whoever
/// touches the whole table holds all gates, in order, <see cref="_any"/> last.</para>
/// </remarks>
internal sealed class TableCoherence
{
    private const int StripeCount = 64;

    private readonly CacheResetBus _bus;
    private readonly CoherenceStripe[] _stripes = new CoherenceStripe[StripeCount];
    private readonly CoherenceStripe _any = new();

    // Written with all gates held, read with any gate held.
    private ImmutableArray<ICacheStore> _stores = [];
    private Type? _keyType;
    private long _wholeReset;
    private int _wholeInDoubt;

    /// <summary>Creates the state of a table. Tickets from before its creation do not hold: nobody wrote down what was reset then.</summary>
    public TableCoherence(string tableName, CacheResetBus bus)
    {
        TableName = tableName;
        _bus = bus;
        _wholeReset = bus.Epoch;
        for (int i = 0; i < _stripes.Length; i++)
        {
            _stripes[i] = new CoherenceStripe();
        }
    }

    public string TableName { get; }

    /// <summary>Whether a cache keeps records of the table by key, so that a key that cannot be read is worth a word.</summary>
    public bool IsKeyed => Volatile.Read(ref _keyType) is not null;

    /// <summary>How many stores and marks hold on to the table. Guarded by the bus.</summary>
    public int Pins { get; set; }

    /// <summary>Registers a cache and says whether it is kept by the record's key, so that single records can be reset in it.</summary>
    public bool Register(ICacheStore store)
    {
        EnterAll();
        try
        {
            _keyType ??= store.RecordKeyType;
            _stores = _stores.Add(store);
            return IsKeptByKey(store);
        }
        finally
        {
            ExitAll();
        }
    }

    public void Unregister(ICacheStore store)
    {
        EnterAll();
        try
        {
            _stores = _stores.Remove(store);
        }
        finally
        {
            ExitAll();
        }
    }

    /// <summary>Tells every cache of the table that its node stops.</summary>
    public void DetachAll()
    {
        ImmutableArray<ICacheStore> stores;
        lock (_any.Gate)
        {
            stores = _stores;
        }

        foreach (ICacheStore store in stores)
        {
            store.Detach();
        }
    }

    /// <summary>The stripe that guards a key in a cache kept by record key, or the one that guards everything in another cache.</summary>
    public CoherenceStripe StripeOf<TKey>(TKey key, bool keyed)
        where TKey : notnull
    {
        if (!keyed)
        {
            return _any;
        }

        uint hash = (uint)EqualityComparer<TKey>.Default.GetHashCode(key);
        return _stripes[(hash ^ (hash >> 16)) % StripeCount];
    }

    /// <summary>Whether nothing was reset since a ticket was taken. The stripe's gate is held.</summary>
    public bool Holds(CoherenceStripe stripe, long ticket) => stripe.LastReset <= ticket && _wholeReset <= ticket;

    /// <summary>
    /// The epoch since which what is published now has been valid: that of the last reset or eviction in its stripe. The stripe's gate is held.
    /// </summary>
    public long SinceOf(CoherenceStripe stripe) => Math.Max(stripe.LastRemoval, _wholeReset);

    /// <summary>Whether a commit under way may be changing what is kept under a key. The stripe's gate is held.</summary>
    public bool IsInDoubt<TKey>(CoherenceStripe stripe, TKey key, bool keyed)
        where TKey : notnull => _wholeInDoubt != 0 || (keyed ? stripe.IsInDoubt(key) : stripe.InDoubtCount != 0);

    /// <summary>The reset with its keys in the type that the table's caches use; the whole table when that cannot be told.</summary>
    public CacheReset Normalize(CacheReset reset)
    {
        if (reset.IsWholeTable || (reset.Origin != ResetOrigin.Log && reset.Keys.All(k => k.GetType() == _keyType)))
        {
            return reset;
        }

        Type? keyType = _keyType;
        ImmutableArray<object>.Builder keys = ImmutableArray.CreateBuilder<object>(reset.Keys.Length);
        foreach (object key in reset.Keys)
        {
            if (keyType is null || (reset.Origin == ResetOrigin.Log ? Parse((string)key) : RecordKeyConversion.Convert(key, keyType)) is not { } converted)
            {
                return reset with { Keys = [] };
            }

            keys.Add(converted);
        }

        return reset with { Keys = keys.MoveToImmutable() };
    }

    /// <summary>Removes what a normalised reset names, so that no ticket taken before the epoch publishes it again.</summary>
    /// <returns>How many entries went.</returns>
    public int Apply(CacheReset reset, long epoch) => Visit(reset, epoch, StripeChange.Reset);

    /// <summary>Empties one cache. No ticket taken before the epoch publishes anything of the table again.</summary>
    /// <returns>How many entries went.</returns>
    public int Apply(ICacheStore store, long epoch)
    {
        EnterAll();
        try
        {
            _wholeReset = Math.Max(_wholeReset, epoch);
            _any.Touch(epoch);
            return store.Clear(epoch);
        }
        finally
        {
            ExitAll();
        }
    }

    /// <summary>As <see cref="Apply(CacheReset, long)"/>; moreover nothing that the reset names is published until <see cref="Lift"/>.</summary>
    public void MarkInDoubt(CacheReset reset, long epoch) => Visit(reset, epoch, StripeChange.Reset | StripeChange.Mark);

    /// <summary>
    /// Ends a mark. The reset is applied once more, after a rollback too: loads that began meanwhile may have read either side of a commit, and readers that asked the database
    /// themselves may have read later than those. Each gate takes an epoch of its own, under it: a load that begins before the gate is reached has an older ticket.
    /// </summary>
    public void Lift(CacheReset reset) => Visit(reset, null, StripeChange.Unmark | StripeChange.Reset);

    // What the log holds is text, in whichever form the writer or the database gave it.
    // One that is kept by a loader of the application's own may not know the model of a key of several columns.
    private object? Parse(string text) => _stores.Where(s => s.RecordKeyType == _keyType).Select(s => s.ParseKey(text)).FirstOrDefault(static key => key is not null);

    private bool IsKeptByKey(ICacheStore store) => store.IsKeyed && store.RecordKeyType == _keyType;

    // Without an epoch, a new one at each gate.
    private int Visit(CacheReset reset, long? epoch, StripeChange change) =>
        reset.IsWholeTable ? VisitAll(reset, epoch, change) : VisitKeys(reset, epoch, change);

    private int VisitAll(CacheReset reset, long? epoch, StripeChange change)
    {
        int removed = 0;
        EnterAll();
        try
        {
            _wholeInDoubt += change.Marks();
            if (change.HasFlag(StripeChange.Reset))
            {
                long now = epoch ?? _bus.NextEpoch();
                _wholeReset = Math.Max(_wholeReset, now);
                _any.Touch(_wholeReset);
                foreach (ICacheStore store in _stores)
                {
                    removed += store.Clear(reset, now);
                }
            }
        }
        finally
        {
            ExitAll();
        }

        return removed;
    }

    private int VisitKeys(CacheReset reset, long? epoch, StripeChange change)
    {
        int removed = 0;
        foreach (object key in reset.Keys)
        {
            uint hash = (uint)key.GetHashCode();
            CoherenceStripe stripe = _stripes[(hash ^ (hash >> 16)) % StripeCount];
            lock (stripe.Gate)
            {
                removed += VisitKey(stripe, key, epoch, change);
            }
        }

        lock (_any.Gate)
        {
            removed += VisitAny(reset, epoch, change);
        }

        return removed;
    }

    private int VisitKey(CoherenceStripe stripe, object key, long? epoch, StripeChange change)
    {
        if (change.HasFlag(StripeChange.Mark))
        {
            stripe.Mark(key);
        }

        if (change.HasFlag(StripeChange.Unmark))
        {
            stripe.Unmark(key);
        }

        int removed = 0;
        if (change.HasFlag(StripeChange.Reset))
        {
            long now = epoch ?? _bus.NextEpoch();
            stripe.Touch(now);
            foreach (ICacheStore store in _stores)
            {
                removed += IsKeptByKey(store) ? store.Remove(key, now) : 0;
            }
        }

        return removed;
    }

    private int VisitAny(CacheReset reset, long? epoch, StripeChange change)
    {
        if (change.HasFlag(StripeChange.Mark))
        {
            _any.Mark(_any);
        }

        if (change.HasFlag(StripeChange.Unmark))
        {
            _any.Unmark(_any);
        }

        int removed = 0;
        if (change.HasFlag(StripeChange.Reset))
        {
            long now = epoch ?? _bus.NextEpoch();
            _any.Touch(now);
            foreach (ICacheStore store in _stores)
            {
                removed += IsKeptByKey(store) ? 0 : store.Clear(reset, now);
            }
        }

        return removed;
    }

    private void EnterAll()
    {
        foreach (CoherenceStripe stripe in _stripes)
        {
            stripe.Gate.Enter();
        }

        _any.Gate.Enter();
    }

    private void ExitAll()
    {
        _any.Gate.Exit();
        foreach (CoherenceStripe stripe in _stripes)
        {
            stripe.Gate.Exit();
        }
    }
}
