using System.Diagnostics.Metrics;

namespace IdempiereStyleCache.Tests;

/// <summary>What a node shows of itself on the meter, per cache or per table.</summary>
[Trait("Behaviour", "SIG-14")]
public class MetricsTests
{
    [Fact]
    public void Hits_misses_and_loads_are_counted_per_cache_with_the_time_of_a_load()
    {
        using TestNodes nodes = new();
        using Meters meters = new(nodes.Reader.Node.Name);
        int product = nodes.Writer.AddProduct();
        meters.Collect();

        for (int i = 0; i < 4; i++)
        {
            MProduct.Get(product);
        }

        meters.Collect();
        Assert.Equal((3, 1, 1), (meters["isc.cache.hits", "M_Product"], meters["isc.cache.misses", "M_Product"], meters["isc.cache.loads", "M_Product"]));
        Assert.Equal(1, meters.MeasurementsOf("isc.cache.load_duration"));
        Assert.Equal((0, 0), (meters["isc.cache.hits", "C_UOM"], meters["isc.cache.loads", "C_UOM"]));
    }

    [Fact]
    public void The_first_lookup_of_a_key_in_a_request_counts_once_whatever_follows()
    {
        using TestNodes nodes = new();
        using Meters meters = new(nodes.Reader.Node.Name);
        int known = nodes.AddCached();
        int unknown = nodes.Writer.AddProduct();
        meters.Collect();

        using (nodes.Reader.Node.BeginRequestScope())
        {
            for (int i = 0; i < 3; i++)
            {
                MProduct.Get(known);
                MProduct.Get(unknown);
            }
        }

        meters.Collect();
        Assert.Equal((1, 1), (meters["isc.request.first_hits", "M_Product"], meters["isc.request.first_misses", "M_Product"]));
        Assert.Equal((5, 1), (meters["isc.cache.hits", "M_Product"], meters["isc.cache.misses", "M_Product"]));
    }

    [Fact]
    public void Resets_and_log_rows_are_counted_where_they_are_sent_and_where_they_arrive()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        nodes.Reader.Node.CatchUp();
        using Meters writer = new(nodes.Writer.Node.Name);
        using Meters reader = new(nodes.Reader.Node.Name);

        nodes.Writer.SetPrice(id, 11);
        nodes.Reader.Node.CatchUp();

        Assert.Equal((1, 0), (writer["isc.log.rows_sent", "M_Product"], writer["isc.log.rows_received", "M_Product"]));
        Assert.Equal((0, 1), (reader["isc.log.rows_sent", "M_Product"], reader["isc.log.rows_received", "M_Product"]));
        Assert.Equal((1, 1), (writer["isc.resets", "M_Product"], reader["isc.resets", "M_Product"]));
    }

    [Fact]
    public void The_staleness_is_the_time_since_the_last_reading_of_the_log()
    {
        using TestNodes nodes = new();
        using Meters meters = new(nodes.Reader.Node.Name);
        nodes.Reader.Node.CatchUp();
        nodes.Clock.Jump(TimeSpan.FromSeconds(7));
        meters.Collect();
        Assert.Equal(7.0, meters.Last("isc.staleness"));
    }

    /// <summary>Everything that one node's meter says, by instrument and by the cache or table that it names.</summary>
    private sealed class Meters : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<(string Instrument, string About), long> _sums = [];
        private readonly Dictionary<string, (int Count, double Last)> _values = [];

        public Meters(string node)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == CacheMetrics.MeterName && instrument.Meter.Tags!.Any(tag => node.Equals(tag.Value)))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
            {
                lock (_values)
                {
                    _values[instrument.Name] = (_values.GetValueOrDefault(instrument.Name).Count + 1, value);
                }
            });
            _listener.Start();
        }

        public long this[string instrument, string about]
        {
            get
            {
                lock (_sums)
                {
                    return _sums.GetValueOrDefault((instrument, about.ToUpperInvariant()));
                }
            }
        }

        public void Collect() => _listener.RecordObservableInstruments();

        public int MeasurementsOf(string instrument)
        {
            lock (_values)
            {
                return _values.GetValueOrDefault(instrument).Count;
            }
        }

        public double Last(string instrument)
        {
            lock (_values)
            {
                return _values[instrument].Last;
            }
        }

        public void Dispose() => _listener.Dispose();

        // An observable counter says its sum each time, the others what is new.
        private void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
            {
                if (tag.Key is "cache" or "table")
                {
                    (string, string) key = (instrument.Name, tag.Value!.ToString()!.ToUpperInvariant());
                    lock (_sums)
                    {
                        _sums[key] = instrument.IsObservable ? value : _sums.GetValueOrDefault(key) + value;
                    }
                }
            }
        }
    }
}
