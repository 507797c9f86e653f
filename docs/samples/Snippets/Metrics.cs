using System.Diagnostics.Metrics;
using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/watch-with-metrics.md.</summary>
internal static class Metrics
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.Name = "metrics-1";
            o.UseSqlite(connectionString);
        });
        Dictionary<string, double> seen = [];
        #region listen
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "IdempiereStyleCache")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen[instrument.Name] = value);
        listener.Start();
        listener.RecordObservableInstruments();      // hits and misses are counted from here on
        #endregion
        MProduct.Get(124);
        MProduct.Get(124);
        listener.RecordObservableInstruments();
        Claim.Holds(
            seen.GetValueOrDefault("isc.cache.hits") == 1 && seen.GetValueOrDefault("isc.cache.loads") == 1 && seen.ContainsKey("isc.staleness"),
            $"the numbers are: {string.Join(", ", seen)}");
    }
}
