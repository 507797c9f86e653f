using System.Diagnostics.Metrics;

namespace IdempiereStyleCache.Tests;

/// <summary>What one node counts, and a way to wait for a count: the core counts a join before the joiner waits.</summary>
internal sealed class NodeMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counts = [];

    public NodeMetrics(string nodeName)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CacheMetrics.MeterName && instrument.Meter.Tags!.Any(t => nodeName.Equals(t.Value)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) => Count(instrument.Name, measurement));
        _listener.Start();
    }

    public long Loads => Read("isc.cache.loads");

    public long LoadFailures => Read("isc.cache.load_failures");

    public long Joins => Read("isc.cache.joins");

    public long Discards => Read("isc.cache.discards");

    public long Resets => Read("isc.resets");

    public long ListenerFailures => Read("isc.reset_listener_failures");

    /// <summary>Waits until so many readers in all have joined loads of others.</summary>
    public void WaitForJoins(int count) => WaitFor("isc.cache.joins", count);

    /// <summary>Waits until an instrument has counted so much.</summary>
    public void WaitFor(string instrument, int count)
    {
        lock (_counts)
        {
            while (_counts.GetValueOrDefault(instrument) < count)
            {
                Assert.True(Monitor.Wait(_counts, Background.Patience), $"{instrument} should have counted {count}, it has {_counts.GetValueOrDefault(instrument)}");
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>What an instrument has counted, over all its tags.</summary>
    public long Count(string instrument) => Read(instrument);

    private long Read(string name)
    {
        lock (_counts)
        {
            return _counts.GetValueOrDefault(name);
        }
    }

    private void Count(string name, long by)
    {
        lock (_counts)
        {
            _counts[name] = _counts.GetValueOrDefault(name) + by;
            Monitor.PulseAll(_counts);
        }
    }
}
