using System.Collections.Concurrent;

namespace IdempiereStyleCache;

/// <summary>
/// One cache on one node: its entries, the loads under way, and the state of its table. Who may run between any two lines is written at
/// <see cref="LoadAsync"/>.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed partial class CacheStore<TKey, TValue> : ICacheStore
    where TKey : notnull
    where TValue : class
{
    // Loads of one read at the most, while resets of the key keep overtaking them.
    private const int MostAttempts = 4;

    private readonly CCache<TKey, TValue> _cache;
    private readonly TableCoherence _table;
    private readonly bool _keyed;

    // Changed with the key's gate held.
    private readonly ConcurrentDictionary<TKey, LoadFlight<TValue>> _flights = new();
    private readonly RememberedMisses<TKey>? _misses;

    public CacheStore(CCache<TKey, TValue> cache, CacheNode node)
    {
        _cache = cache;
        Node = node;
        Entries = cache.MakeEntries(node);
        _bounded = Entries as BoundedEntries<TKey, TValue>;
        _misses = cache.MissCapacity > 0 ? new RememberedMisses<TKey>(cache.MissCapacity, cache.MissExpiration, node.TimeProvider) : null;
        Lookups = new CacheLookups(cache.Tag);
        _table = node.Bus.Claim(cache.TableName, cache.EmbeddedTables, cache.DependsOn);
        _keyed = _table.Register(this);
        node.Bus.JoinGroup(cache.Group, _table, this);
        node.Metrics.Add(Lookups);
        Attachment = cache.Attach(this);
        StartSweeping();
    }

    public CacheNode Node { get; }

    public CacheEntries<TKey, TValue> Entries { get; }

    /// <summary>What the cache keeps on the node beside the store.</summary>
    public object? Attachment { get; }

    /// <summary>The state of the cache's table on the node.</summary>
    public TableCoherence Table => _table;

    private CacheLookups Lookups { get; }

    Type? ICacheStore.RecordKeyType => _cache.RecordKeyType;

    bool ICacheStore.IsKeyed => _cache.IsKeyedByRecord;

    object? ICacheStore.ParseKey(string text) => _cache.RecordKeyType is { } type ? RecordKeyText.Parse(text, type, _cache.KeyShape) : null;

    void ICacheStore.Detach() => _cache.Forget(this);

    public void Unregister()
    {
        StopSweeping();
        _cache.Ended(this);
        (Attachment as IDisposable)?.Dispose();
        Node.Metrics.Remove(Lookups);
        Node.Bus.LeaveGroup(_cache.Group, this);
        Node.Bus.Unregister(_table, this, _cache.EmbeddedTables, _cache.DependsOn);
    }

    /// <summary>A load that nobody joins and that publishes nothing.</summary>
    public static LoadFlight<TValue> BeginApart() => new(long.MinValue);

    /// <summary>Reads what the entries do not hold; joins a load under way when it may.</summary>
    /// <remarks>
    /// <para>A reader that finds no entry either joins a flight or starts one, deciding under the key's gate. Resets and marks of the key take that gate too, so they
    /// fall wholly before or wholly after the decision.</para>
    /// <para>Before: the flight gets the epoch of now as its ticket, and the database is read after the reset's commit. After: the flight's ticket is
    /// older than the stripe, so it is neither joined (a joiner's read started after the reset) nor published.</para>
    /// <para>While the key is in doubt every reader asks the database itself, and nothing is published. A flight that read before the database committed must not be
    /// joined by who has already seen what was committed, through a flight from before the mark. The mark's end takes a new epoch, so nobody joins them after it.</para>
    /// <para>A flight that a reset overtook may have read later than one that began after the reset. Its value goes to nobody; who waited for it loads again.</para>
    /// </remarks>
    public async ValueTask<TValue?> LoadAsync(TKey key, CacheRead read)
    {
        if (Retrieval.Current is { } retrieval && retrieval.Node == Node)
        {
            return await retrieval.InTurnAsync(() => LoadWithinAsync(key, retrieval, read), read.IsAsync).ConfigureAwait(false);
        }

        for (int attempt = 1; ; attempt++)
        {
            LoadFlight<TValue>? flight = BeginOrJoin(key, out bool leads, out TValue? found);
            if (flight is null)
            {
                return found;
            }

            (TValue? value, bool isAccepted) = leads
                ? await LeadAndWaitAsync(key, flight, attempt >= MostAttempts, read).ConfigureAwait(false)
                : await flight.WaitAsync(read.IsAsync, read.CancellationToken).ConfigureAwait(false);
            if (isAccepted)
            {
                return value;
            }
        }
    }

    /// <summary>Loads what no other reader joins, and publishes it if the ticket still holds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="context">What to read with.</param>
    /// <param name="ticket">The epoch from which the value may be; null for what is the transaction's own, which is not shared.</param>
    /// <returns>The value: the shared one when there is one, and as its transaction gets it when it is that one's own.</returns>
    public async ValueTask<TValue?> LoadApartAsync(TKey key, CacheLoadContext context, long? ticket)
    {
        LoadFlight<TValue> flight = BeginApart();
        context = context with { Flight = flight };
        if (ticket is not { } taken)
        {
            return await _cache.LoadOwnAsync(key, context).ConfigureAwait(false);
        }

        TValue? value = await _cache.LoadForSharingAsync(key, context).ConfigureAwait(false);
        return value is not null && flight.Verdict == LoadVerdict.None ? TryPublish(key, value, taken) ?? value : value;
    }

    /// <summary>Decides under the key's gate whether to take the entry, to join a load under way, or to start one.</summary>
    /// <returns>The flight, or null when the entry was there.</returns>
    public LoadFlight<TValue>? BeginOrJoin(TKey key, out bool leads, out TValue? found)
    {
        LoadFlight<TValue>? flight = Decide(key, out leads, out found);
        if (flight is not null && !leads)
        {
            CacheMetrics.Count(Node.Metrics.Joins, _cache.Tag);
        }

        return flight;
    }

    /// <summary>
    /// Ends a load: publishes the value if its ticket still holds, and gives it to those who joined. Otherwise a load that began later, and read before this one, may be published
    /// or joined: whoever got this value would see an older one after it. So the value is for nobody, unless nothing is published anyway because the key is in doubt, or unless
    /// <paramref name="isLast"/>: then every other load under way is overtaken too.
    /// </summary>
    /// <returns>The value to hand out: the shared one when another load published first. Not accepted, it is to be loaded again.</returns>
    public (TValue? Value, bool IsAccepted) Land(TKey key, LoadFlight<TValue> flight, TValue? value, bool isLast)
    {
        CoherenceStripe stripe = _table.StripeOf(key, _keyed);
        bool hasPlace = value is not null && TakePlace();
        PublishOutcome outcome;
        bool isAccepted;
        lock (stripe.Gate)
        {
            _flights.TryRemove(KeyValuePair.Create(key, flight));
            outcome = Judge(stripe, key, flight);
            if (outcome == PublishOutcome.NotAdded && value is null)
            {
                _misses?.Add(key);
            }
            else if (outcome == PublishOutcome.NotAdded)
            {
                value = Publish(stripe, key, value!, hasPlace, out outcome) ?? value;
            }

            isAccepted = outcome != PublishOutcome.TooOld || Node.Faults.HasFlag(CoherenceFaults.IgnoreJoinRule);
            if (!isAccepted && isLast)
            {
                isAccepted = true;
                stripe.Touch(Node.Bus.NextEpoch());
                Evict(stripe, key);
            }
        }

        GiveBack(hasPlace, outcome);

        // Who joined a load of records in doubt may have seen later ones, although what it joined was not reset.
        flight.Complete(value, isAccepted && flight.Verdict != LoadVerdict.InDoubt);
        if (outcome != PublishOutcome.Added)
        {
            _cache.NotAdded(this, key);
        }

        CacheMetrics.Count(Node.Metrics.Loads, _cache.Tag);
        CountDiscard(outcome);
        return (value, isAccepted);
    }

    /// <summary>Ends a load that failed. Nothing is cached; everybody who joined gets the error.</summary>
    public void Crash(TKey key, LoadFlight<TValue> flight, Exception exception)
    {
        CoherenceStripe stripe = _table.StripeOf(key, _keyed);
        lock (stripe.Gate)
        {
            _flights.TryRemove(KeyValuePair.Create(key, flight));
        }

        flight.Fail(exception);
        CacheMetrics.Count(Node.Metrics.LoadFailures, _cache.Tag);
    }

    /// <summary>Publishes a value that was loaded under a ticket taken earlier, if the ticket still holds.</summary>
    /// <returns>The value that the cache holds now, this one or one that came first; null when the ticket holds no more.</returns>
    public TValue? TryPublish(TKey key, TValue value, long ticket) => TryPublish(key, value, ticket, out _);

    /// <summary>Publishes a value that was loaded under a ticket taken earlier, if the ticket still holds.</summary>
    /// <returns>The value that the cache holds now, this one or one that came first; null when it holds none, for the reason given.</returns>
    public TValue? TryPublish(TKey key, TValue value, long ticket, out PublishOutcome outcome)
    {
        CoherenceStripe stripe = _table.StripeOf(key, _keyed);
        bool hasPlace = TakePlace();
        TValue? published = null;
        lock (stripe.Gate)
        {
            outcome = Judge(stripe, key, ticket);
            if (outcome == PublishOutcome.NotAdded)
            {
                published = Publish(stripe, key, value, hasPlace, out outcome);
            }
        }

        GiveBack(hasPlace, outcome);
        CountDiscard(outcome);
        return published;
    }

    private LoadFlight<TValue>? Decide(TKey key, out bool leads, out TValue? found)
    {
        CoherenceStripe stripe = _table.StripeOf(key, _keyed);
        lock (stripe.Gate)
        {
            leads = false;
            if (Entries.TryGet(key, out found))
            {
                return null;
            }

            if (_bounded is not null && _bounded.HasExpired(key))
            {
                Evict(stripe, key);
            }

            if (_flights.TryGetValue(key, out LoadFlight<TValue>? flight) && MayJoin(stripe, key, flight))
            {
                return flight;
            }

            leads = true;
            return _flights[key] = new LoadFlight<TValue>(Node.Bus.Epoch);
        }
    }

    // The load belongs to everybody who joins it: no caller's cancellation stops it, only that caller's waiting.
    private async ValueTask<(TValue? Value, bool IsAccepted)> LeadAndWaitAsync(TKey key, LoadFlight<TValue> flight, bool isLast, CacheRead read)
    {
        // A loader of the application that blocks must not hold up a caller who has stopped waiting.
        ValueTask<(TValue?, bool)> load = _cache.MayBlock && read.IsAsync && read.CancellationToken.CanBeCanceled
            ? new(Task.Run(() => LeadAsync(key, flight, isLast, read).AsTask(), CancellationToken.None))
            : LeadAsync(key, flight, isLast, read);
        return read.IsAsync && read.CancellationToken.CanBeCanceled && !load.IsCompleted
            ? await load.AsTask().WaitAsync(read.CancellationToken).ConfigureAwait(false)
            : await load.ConfigureAwait(false);
    }

    private async ValueTask<(TValue? Value, bool IsAccepted)> LeadAsync(TKey key, LoadFlight<TValue> flight, bool isLast, CacheRead read)
    {
        TValue? value;
        long begun = Node.TimeProvider.GetTimestamp();
        try
        {
            AmbientContext.LeaveScopes();
            value = await _cache.LoadForSharingAsync(key, new CacheLoadContext(Node, null, read.IsAsync, CancellationToken.None) { Flight = flight, State = read.State }).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Crash(key, flight, e);
            throw;
        }

        Node.Probe?.Invoke(ProtocolPoint.LoadRead);
        CacheMetrics.Record(Node.Metrics.LoadDuration, Node.TimeProvider.GetElapsedTime(begun).TotalSeconds, _cache.Tag);
        return Land(key, flight, value, isLast);
    }

    // The instruments are told outside the gates: their listeners are code of the application.
    private void CountDiscard(PublishOutcome outcome)
    {
        if (outcome is PublishOutcome.TooOld or PublishOutcome.InDoubt)
        {
            CacheMetrics.Count(Node.Metrics.Discards, _cache.Tag);
        }
    }

    // A load within a retrieval uses its connection and joins nobody: the leader of another load may be waiting for a connection, or for this very retrieval.
    private async ValueTask<TValue?> LoadWithinAsync(TKey key, Retrieval retrieval, CacheRead read)
    {
        long? ticket = retrieval.Trx is { } trx ? trx.IsIsolated ? null : trx.LoadTicket : Node.Bus.Epoch;
        CacheLoadContext context = new(Node, ticket is null ? retrieval.Trx : null, read.IsAsync, CancellationToken.None) { State = read.State, Session = retrieval.Session };
        return await LoadApartAsync(key, context, ticket).ConfigureAwait(false);
    }

    private PublishOutcome Judge(CoherenceStripe stripe, TKey key, LoadFlight flight) => flight.Verdict switch
    {
        LoadVerdict.InDoubt => PublishOutcome.InDoubt,
        LoadVerdict.Overtaken => PublishOutcome.TooOld,
        _ => Judge(stripe, key, flight.Ticket),
    };

    // Whether a value may be published at all: not added is not decided yet.
    private PublishOutcome Judge(CoherenceStripe stripe, TKey key, long ticket) =>
        Node.Faults.HasFlag(CoherenceFaults.IgnoreTickets) ? PublishOutcome.NotAdded
        : _table.IsInDoubt(stripe, key, _keyed) ? PublishOutcome.InDoubt
        : _table.Holds(stripe, ticket) ? PublishOutcome.NotAdded
        : PublishOutcome.TooOld;

    private TValue? Publish(CoherenceStripe stripe, TKey key, TValue value, bool hasPlace, out PublishOutcome outcome)
    {
        outcome = PublishOutcome.NotAdded;
        if (Entries.TryGet(key, out TValue? first))
        {
            return first;
        }

        if (!hasPlace || !_cache.IsFoundUnder(key, value))
        {
            return null;
        }

        if (_bounded is not null && _bounded.HasExpired(key))
        {
            Evict(stripe, key);
        }

        outcome = PublishOutcome.Added;
        Entries.Set(key, value, _table.SinceOf(stripe));
        _misses?.RemovePublished(key);
        _cache.Added(this, key);
        return value;
    }

    private bool MayJoin(CoherenceStripe stripe, TKey key, LoadFlight<TValue> flight) =>
        Node.Faults.HasFlag(CoherenceFaults.IgnoreJoinRule)
        || (_table.Holds(stripe, flight.Ticket) && !_table.IsInDoubt(stripe, key, _keyed));
}
