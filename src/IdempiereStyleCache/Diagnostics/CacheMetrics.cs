using System.Diagnostics.Metrics;

namespace IdempiereStyleCache;

/// <summary>The instruments of one node, on the meter <see cref="MeterName"/>.</summary>
internal sealed class CacheMetrics : IDisposable
{
    public const string MeterName = "IdempiereStyleCache";

    private readonly Meter _meter;

    public CacheMetrics(string nodeName)
    {
        _meter = new Meter(new MeterOptions(MeterName) { Tags = [new("node", nodeName)] });
        Loads = _meter.CreateCounter<long>("isc.cache.loads", "{load}", "Values that a cache read from the database.");
        LoadFailures = _meter.CreateCounter<long>("isc.cache.load_failures", "{load}", "Loads that ended with an error.");
        Joins = _meter.CreateCounter<long>("isc.cache.joins", "{read}", "Reads that waited for a load that another reader had begun.");
        Discards = _meter.CreateCounter<long>("isc.cache.discards", "{load}", "Loaded values that were not cached because a reset came meanwhile.");
        Resets = _meter.CreateCounter<long>("isc.resets", "{reset}", "Resets of a table or of some of its records.");
        ListenerFailures = _meter.CreateCounter<long>("isc.reset_listener_failures", "{call}", "Calls of a reset listener that ended with an error.");
    }

    public Counter<long> Loads { get; }

    public Counter<long> LoadFailures { get; }

    public Counter<long> Joins { get; }

    public Counter<long> Discards { get; }

    public Counter<long> Resets { get; }

    public Counter<long> ListenerFailures { get; }

    /// <summary>Counts one. What a listener of the meter throws must not reach code that has a load or a commit to end.</summary>
    public static void Count(Counter<long> counter, KeyValuePair<string, object?> tag)
    {
        try
        {
            counter.Add(1, tag);
        }
        catch (Exception)
        {
            // The listener's own affair.
        }
    }

    public void Dispose() => _meter.Dispose();
}
