namespace IdempiereStyleCache.Tests;

public class ListenerTests
{
    [Fact]
    [Trait("Behaviour", "IDM-26")]
    public void A_listener_that_throws_stops_no_other_listener_and_no_invalidation_and_is_logged_and_counted()
    {
        RecordingLogger log = new();
        using TestNode node = TestNode.Start(configure: o => o.LoggerFactory = log);
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        int heardBefore = 0;
        int heardAfter = 0;
        using IDisposable before = node.Node.Bus.Subscribe(_ => heardBefore++);
        using IDisposable failing = node.Node.Bus.Subscribe(_ => throw new NotSupportedException("no"));
        using IDisposable after = node.Node.Bus.Subscribe(_ => heardAfter++);

        node.SetPrice(id, 11);
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.Equal((1, 1), (heardBefore, heardAfter));
        Assert.Equal(1, node.Node.Bus.Reset("M_Product", id));
        Assert.Equal(2, node.Metrics.ListenerFailures);
        Assert.Equal(2, log.Lines.Count);
        Assert.All(log.Lines, l => Assert.Equal("Error: A listener of cache resets failed on the reset of M_Product. The reset itself took place. (no)", l));
    }

    [Fact]
    [Trait("Behaviour", "IDM-26")]
    public void A_listener_that_throws_stops_nothing_for_the_other_tables_of_the_transaction()
    {
        using TestNode node = TestNode.Start();
        List<string> heard = [];
        using IDisposable failing = node.Node.Bus.Subscribe(_ => throw new NotSupportedException("no"));
        using IDisposable after = node.Node.Bus.Subscribe(r => heard.Add(r.TableName));
        using Trx trx = node.Node.BeginTrx();
        new MProduct { Name = "Oak" }.Save(trx);
        new MUnit { C_UOM_ID = 1, Name = "metre" }.Save(trx);
        trx.Commit();
        Assert.Equal(["M_Product", "C_UOM"], heard);
    }

    [Fact]
    public void A_listener_hears_after_the_caches_were_reset_and_on_the_committing_thread()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        (decimal Price, int Thread) heard = default;
        using IDisposable listening = node.Node.Bus.Subscribe(_ => heard = (MProduct.Get(id)!.Price, Environment.CurrentManagedThreadId));
        node.SetPrice(id, 11);
        Assert.Equal((11, Environment.CurrentManagedThreadId), heard);
    }

    [Fact]
    public void A_listener_may_write_itself()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        int other = node.AddProduct(price: 10);
        using IDisposable listening = node.Node.Bus.Subscribe(r =>
        {
            if (r.Keys.Contains(id))
            {
                node.SetPrice(other, 20);
            }
        });
        node.SetPrice(id, 11);
        Assert.Equal((11, 20), (MProduct.Get(id)!.Price, MProduct.Get(other)!.Price));
    }

    [Fact]
    public void A_listener_that_unsubscribed_hears_nothing_more_and_doing_so_twice_is_harmless()
    {
        using TestNode node = TestNode.Start();
        int heard = 0;
        void Listen(CacheReset reset) => heard++;
        IDisposable first = node.Node.Bus.Subscribe(Listen);
        using IDisposable second = node.Node.Bus.Subscribe(Listen);
        node.Node.Bus.Reset("T");
        Assert.Equal(2, heard);
        first.Dispose();
        first.Dispose();
        node.Node.Bus.Reset("T");
        Assert.Equal(3, heard);
    }

    [Fact]
    public void A_reset_says_what_and_where_from()
    {
        using TestNode node = TestNode.Start();
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        int id = node.AddProduct();
        node.Node.Bus.Reset("M_Product", 5);
        node.Node.Bus.Reset("M_Product");
        Assert.Equal([(ResetOrigin.Commit, false), (ResetOrigin.Call, false), (ResetOrigin.Call, true)], heard.Select(r => (r.Origin, r.IsWholeTable)));
        Assert.Equal([(object)id], heard[0].Keys);
        Assert.Equal([(object)5], heard[1].Keys);
    }
}
