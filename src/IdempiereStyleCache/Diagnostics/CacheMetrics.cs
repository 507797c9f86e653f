using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace IdempiereStyleCache;

/// <summary>The instruments of one node, on the meter <see cref="MeterName"/>.</summary>
internal sealed class CacheMetrics : IDisposable
{
    public const string MeterName = "IdempiereStyleCache";

    private readonly Meter _meter;
    private readonly ConcurrentDictionary<CacheLookups, bool> _lookups = new();
    private bool _countsLookups;

    public CacheMetrics(string nodeName)
    {
        _meter = new Meter(new MeterOptions(MeterName) { Tags = [new("node", nodeName)] });
        Loads = _meter.CreateCounter<long>("isc.cache.loads", "{load}", "Values that a cache read from the database.");
        LoadFailures = _meter.CreateCounter<long>("isc.cache.load_failures", "{load}", "Loads that ended with an error.");
        LoadDuration = _meter.CreateHistogram<double>("isc.cache.load_duration", "s", "How long loads took that succeeded.");
        Joins = _meter.CreateCounter<long>("isc.cache.joins", "{read}", "Reads that waited for a load that another reader had begun.");
        Discards = _meter.CreateCounter<long>("isc.cache.discards", "{load}", "Loaded values that were not cached because a reset came meanwhile.");
        Evictions = _meter.CreateCounter<long>("isc.cache.evictions", "{entry}", "Entries that had to go because the cache was full.");
        Resets = _meter.CreateCounter<long>("isc.resets", "{reset}", "Resets of a table or of some of its records, by where they came from.");
        ListenerFailures = _meter.CreateCounter<long>("isc.reset_listener_failures", "{call}", "Calls of a reset listener that ended with an error.");
        RowsSent = _meter.CreateCounter<long>("isc.log.rows_sent", "{row}", "Rows that transactions of the node wrote into the invalidation log.");
        RowsReceived = _meter.CreateCounter<long>("isc.log.rows_received", "{row}", "Rows of others that the node read from the invalidation log.");
        CheckDuration = _meter.CreateHistogram<double>("isc.log.check_duration", "s", "How long readings of the invalidation log took that succeeded.");
        CheckFailures = _meter.CreateCounter<long>("isc.log.check_failures", "{reading}", "Readings of the invalidation log that failed.");
        ChecksJoined = _meter.CreateCounter<long>("isc.log.checks_joined", "{request}", "Requests and others that shared a reading of the log that somebody else made.");
        Resyncs = _meter.CreateCounter<long>("isc.log.resyncs", "{resync}", "Times that the node emptied itself because it could not know what it had missed.");
        StaleReads = _meter.CreateCounter<long>("isc.stale_reads", "{read}", "Reads that met a node out of reach of its database, by what was done about it.");
        _meter.CreateObservableCounter("isc.cache.hits", () => Observe(static l => l.Hits), "{read}", "Reads that the cache answered, from the first collection on.");
        _meter.CreateObservableCounter("isc.cache.misses", () => Observe(static l => l.Misses), "{read}", "Reads that the cache could not answer, from the first collection on.");
        _meter.CreateObservableCounter(
            "isc.request.first_hits", () => Observe(static l => l.FirstHits), "{read}", "Hits among the first lookups of a key in a request scope, from the first collection on.");
        _meter.CreateObservableCounter(
            "isc.request.first_misses", () => Observe(static l => l.FirstMisses), "{read}", "Misses among the first lookups of a key in a request scope, from the first collection on.");
    }

    public Counter<long> Loads { get; }

    public Counter<long> LoadFailures { get; }

    public Histogram<double> LoadDuration { get; }

    public Counter<long> Joins { get; }

    public Counter<long> Discards { get; }

    public Counter<long> Evictions { get; }

    public Counter<long> Resets { get; }

    public Counter<long> ListenerFailures { get; }

    public Counter<long> RowsSent { get; }

    public Counter<long> RowsReceived { get; }

    public Histogram<double> CheckDuration { get; }

    public Counter<long> CheckFailures { get; }

    public Counter<long> ChecksJoined { get; }

    public Counter<long> Resyncs { get; }

    public Counter<long> StaleReads { get; }

    /// <summary>Whether somebody has collected the numbers of lookups, so that they are worth counting.</summary>
    public bool CountsLookups => Volatile.Read(ref _countsLookups);

    public static KeyValuePair<string, object?> Table(string tableName) => new("table", tableName);

    /// <summary>Counts one. What a listener of the meter throws must not reach code that has a load or a commit to end.</summary>
    public static void Count(Counter<long> counter, params ReadOnlySpan<KeyValuePair<string, object?>> tags) => Add(counter, 1, tags);

    /// <summary>Counts several; otherwise as <see cref="Count"/>.</summary>
    public static void Add(Counter<long> counter, long number, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            counter.Add(number, tags);
        }
        catch (Exception)
        {
            // The listener's own affair.
        }
    }

    /// <summary>Records a duration in seconds; otherwise as <see cref="Count"/>.</summary>
    public static void Record(Histogram<double> histogram, double seconds, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        try
        {
            histogram.Record(seconds, tags);
        }
        catch (Exception)
        {
            // The listener's own affair.
        }
    }

    /// <summary>Shows how old what the node knows of others is.</summary>
    public void Observe(LogFollower follower) => _meter.CreateObservableGauge(
        "isc.staleness", () => follower.Age.TotalSeconds, "s", "Time since the last reading of the invalidation log that succeeded was sent.");

    /// <summary>Shows how many request scopes are open, and what is kept for them.</summary>
    public void Observe(OpenScopes scopes)
    {
        _meter.CreateObservableUpDownCounter("isc.scopes", () => (long)scopes.Count, "{scope}", "Request scopes that have read and not ended.");
        _meter.CreateObservableUpDownCounter(
            "isc.retained_versions", () => scopes.RetainedCount, "{entry}", "Entries that were reset, evicted or expired and are kept for open request scopes.");
    }

    public void Add(CacheLookups lookups) => _lookups[lookups] = true;

    public void Remove(CacheLookups lookups) => _lookups.TryRemove(lookups, out _);

    public void Dispose() => _meter.Dispose();

    private List<Measurement<long>> Observe(Func<CacheLookups, StripedCounter> counter)
    {
        if (!CountsLookups)
        {
            Volatile.Write(ref _countsLookups, true);
            CacheNode.RequireAttention(CacheAttention.Lookups);
        }

        return [.. _lookups.Keys.GroupBy(static l => l.Tag).Select(l => new Measurement<long>(l.Sum(one => counter(one).Total), l.Key))];
    }
}
