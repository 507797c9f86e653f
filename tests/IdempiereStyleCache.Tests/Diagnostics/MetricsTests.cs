namespace IdempiereStyleCache.Tests;

/// <summary>What a node shows of itself on the meter, per cache or per table.</summary>
[Trait("Behaviour", "SIG-14")]
public class MetricsTests
{
    [Fact]
    public void Hits_misses_and_loads_are_counted_per_cache_with_the_time_of_a_load()
    {
        using TestNodes nodes = new();
        using NodeMetrics meters = new(nodes.Reader.Node.Name);
        int product = nodes.Writer.AddProduct();
        meters.Collect();

        for (int i = 0; i < 4; i++)
        {
            MProduct.Get(product);
        }

        meters.Collect();
        Assert.Equal((3, 1, 1), (meters["isc.cache.hits", "M_Product"], meters["isc.cache.misses", "M_Product"], meters["isc.cache.loads", "M_Product"]));
        Assert.Equal(1, meters.Values("isc.cache.load_duration").Count);
        Assert.Equal((0, 0), (meters["isc.cache.hits", "C_UOM"], meters["isc.cache.loads", "C_UOM"]));
    }

    [Fact]
    public void The_first_lookup_of_a_key_in_a_request_counts_once_whatever_follows()
    {
        using TestNodes nodes = new();
        using NodeMetrics meters = new(nodes.Reader.Node.Name);
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
        using NodeMetrics writer = new(nodes.Writer.Node.Name);
        using NodeMetrics reader = new(nodes.Reader.Node.Name);

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
        using NodeMetrics meters = new(nodes.Reader.Node.Name);
        nodes.Reader.Node.CatchUp();
        nodes.Clock.Jump(TimeSpan.FromSeconds(7));
        meters.Collect();
        Assert.Equal(7.0, meters.Values("isc.staleness").Last);
    }
}
