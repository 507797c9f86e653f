namespace IdempiereStyleCache.Tests;

/// <summary>A node that cannot know what it missed.</summary>
[Trait("Behaviour", "SIG-12")]
public class ResyncTests
{
    [Fact]
    public void It_empties_every_cache_and_says_so()
    {
        RecordingLogger logger = new();
        using TestNodes nodes = new(reader: o => o.LoggerFactory = logger);
        (int id, MUnit unit) = Prepare(nodes);
        Assert.Equal(11, nodes.PriceInRequest(id));
        Assert.NotSame(unit, MUnit.Get(1));
        Assert.Equal(1, nodes.Reader.Metrics.Read("isc.log.resyncs"));
        Assert.EndsWith("has emptied its caches. ()", Assert.Single(logger.Lines), StringComparison.Ordinal);
        MProduct after = MProduct.Get(id)!;
        Assert.Equal(11, nodes.PriceInRequest(id));
        Assert.Same(after, MProduct.Get(id));
    }

    [Fact]
    public void Without_that_it_would_serve_what_it_had()
    {
        using TestNodes nodes = new(CoherenceFaults.IgnoreResync);
        (int id, _) = Prepare(nodes);
        Assert.Equal(10, nodes.PriceInRequest(id));
    }

    [Fact]
    public void A_load_under_way_is_not_published()
    {
        using TestNodes nodes = new();
        (int id, _) = Prepare(nodes, hold: true, out DatabaseGate? gate, out Task<MProduct?>? load);
        nodes.Reader.Node.CatchUp();
        gate!.Open();
        Assert.Equal(11, load!.Result()!.Price);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_reading_that_failed_after_it_had_seen_so_says_it_again()
    {
        using TestNodes nodes = new();
        (int id, _) = Prepare(nodes);
        nodes.ReaderLog.Fail(LogPoint.AfterRead, new ConnectionLostException());
        Assert.Throws<ConnectionLostException>(nodes.Reader.Node.CatchUp);
        Assert.Equal(11, nodes.PriceInRequest(id));
    }

    private static (int Id, MUnit Unit) Prepare(TestNodes nodes) => Prepare(nodes, hold: false, out _, out _);

    // A change of which the reader will find no row.
    private static (int Id, MUnit Unit) Prepare(TestNodes nodes, bool hold, out DatabaseGate? gate, out Task<MProduct?>? load)
    {
        int id = nodes.AddCached(price: 10);
        nodes.Reader.Add(new MUnit { C_UOM_ID = 1, Name = "metre" }, static u => u.C_UOM_ID);
        MUnit unit = MUnit.Get(1)!;
        gate = null;
        load = null;
        if (hold)
        {
            nodes.Reader.Node.Bus.Reset("M_Product");
            gate = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
            load = Background.Run(() => MProduct.Get(id));
            gate.WaitUntilReached();
        }

        nodes.ReaderLog.LoseRows();
        nodes.Writer.SetPrice(id, 11);
        return (id, unit);
    }
}
