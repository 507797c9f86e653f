using System.Diagnostics.Metrics;

namespace IdempiereStyleCache.Tests;

/// <summary>What one node counts, and a way to wait for a count: the core counts a join before the joiner waits.</summary>
internal sealed class NodeMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _counts = [];
    private readonly Dictionary<(string Instrument, string About), long> _sums = [];
    private readonly Dictionary<string, (int Count, double Last)> _values = [];

    public NodeMetrics(string nodeName)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == CacheMetrics.MeterName && instrument.Meter.Tags!.Any(t => nodeName.Equals(t.Value)))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, measurement, tags, _) => Count(instrument, measurement, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, measurement, _, _) =>
        {
            lock (_counts)
            {
                _values[instrument.Name] = (_values.GetValueOrDefault(instrument.Name).Count + 1, measurement);
            }
        });
        _listener.Start();
    }

    /// <summary>What an instrument has counted of one cache or table; of an observable one when it was last collected.</summary>
    public long this[string instrument, string about]
    {
        get
        {
            lock (_counts)
            {
                return _sums.GetValueOrDefault((instrument, about.ToUpperInvariant()));
            }
        }
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

    /// <summary>Asks the observable instruments.</summary>
    public void Collect() => _listener.RecordObservableInstruments();

    /// <summary>How often an instrument for fractions said something, and what it said last.</summary>
    public (int Count, double Last) Values(string instrument)
    {
        lock (_counts)
        {
            return _values.GetValueOrDefault(instrument);
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>What an instrument has counted, over all its tags.</summary>
    public long Read(string name)
    {
        lock (_counts)
        {
            return _counts.GetValueOrDefault(name);
        }
    }

    // An observable counter says its sum each time, the others what is new.
    private void Count(Instrument instrument, long by, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_counts)
        {
            _counts[instrument.Name] = _counts.GetValueOrDefault(instrument.Name) + by;
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key is "cache" or "table")
                {
                    (string, string) key = (instrument.Name, tag.Value!.ToString()!.ToUpperInvariant());
                    _sums[key] = instrument.IsObservable ? by : _sums.GetValueOrDefault(key) + by;
                }
            }

            Monitor.PulseAll(_counts);
        }
    }
}
