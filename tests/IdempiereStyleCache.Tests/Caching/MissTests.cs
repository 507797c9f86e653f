namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-20")]
public class MissTests
{
    [Fact]
    public void A_record_that_does_not_exist_is_asked_for_once()
    {
        using TestNode node = TestNode.Start();
        Assert.Equal(1, node.StatementsOf(() => Assert.Null(MProduct.Get(77))));
        Assert.Equal(0, node.StatementsOf(() =>
        {
            Assert.Null(MProduct.Get(77));
            Assert.Null(MProduct.GetAsync(77).AsTask().Result());
            Assert.Empty(MProduct.GetMany([77]));
            Assert.Throws<PONotFoundException>(() => MProduct.GetRequired(77));
            Assert.Null(MProduct.GetCopy(77));
        }));
    }

    [Fact]
    public void Inserting_the_record_makes_it_visible_after_the_commit()
    {
        using TestNode node = TestNode.Start();
        Assert.Null(MCountry.Get("N"));
        using Trx trx = Trx.Begin();
        new MCountry { Code = "N", Name = "North" }.Save(trx);
        Assert.NotNull(MCountry.Get("N", trx));
        Assert.Null(MCountry.Get("N"));
        trx.Commit();
        Assert.Equal("North", MCountry.Get("N")!.Name);
    }

    [Fact]
    public void An_insert_that_is_rolled_back_leaves_it_missing()
    {
        using TestNode node = TestNode.Start();
        Assert.Null(MCountry.Get("N"));
        using (Trx trx = Trx.Begin())
        {
            new MCountry { Code = "N", Name = "North" }.Save(trx);
        }

        Assert.Null(MCountry.Get("N"));
    }

    [Fact]
    public void Inserting_the_record_on_another_node_ends_it()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached() + 1;
        Assert.Null(MProduct.Get(id));
        using (nodes.Writer.Node.Use())
        {
            Assert.Equal(id, nodes.Writer.AddProduct());
        }

        nodes.Reader.Node.CatchUp();
        Assert.NotNull(MProduct.Get(id));
    }

    [Fact]
    public void A_look_up_that_an_insert_overtakes_is_not_remembered()
    {
        using TestNode node = TestNode.Start();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MCountry.TableName, "N");
        Task<MCountry?> early = Background.Run(() => MCountry.Get("N"));
        gate.WaitUntilReached();
        new MCountry { Code = "N", Name = "North" }.Save();
        gate.Open();
        early.Join();
        Assert.NotNull(MCountry.Get("N"));
    }

    [Fact]
    public void A_database_that_takes_two_texts_for_one_key_does_not_leave_the_other_one_missing()
    {
        using TestNode node = TestNode.Start(database: new GatedDatabase(ignoreCaseOfKeys: true));
        Assert.Null(MCountry.Get("n"));
        new MCountry { Code = "N", Name = "North" }.Save();
        Assert.NotNull(MCountry.Get("n"));
    }

    [Fact]
    public void Many_keys_of_which_some_do_not_exist_ask_for_those_once()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        Assert.Single(MProduct.GetMany([id, 70, 71]));
        Assert.Equal(0, node.StatementsOf(() => Assert.Single(MProduct.GetMany([id, 70, 71]))));
    }

    [Fact]
    [Trait("Behaviour", "IDM-24")]
    public void A_miss_expires_by_the_nodes_clock()
    {
        TestClock clock = new();
        using TestNode node = TestNode.Start(configure: o => o.TimeProvider = clock);
        using ImmutableIntPOCache<MProduct> cache = new(MProduct.TableName) { MissExpiration = TimeSpan.FromSeconds(10) };
        Assert.Null(cache.Get(77));
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(0, node.StatementsOf(() => cache.Get(77)));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, node.StatementsOf(() => cache.Get(77)));
        Assert.Equal(0, node.StatementsOf(() => cache.Get(77)));
    }

    [Fact]
    public void Misses_are_bounded_and_the_oldest_go_first()
    {
        using TestNode node = TestNode.Start();
        using ImmutableIntPOCache<MProduct> cache = new(MProduct.TableName) { MissCapacity = 10 };
        for (int id = 1; id <= 15; id++)
        {
            cache.Get(-id);
        }

        Assert.Equal(0, node.StatementsOf(() => Enumerable.Range(6, 10).ToList().ForEach(id => cache.Get(-id))));
        Assert.Equal(1, node.StatementsOf(() => cache.Get(-1)));
    }

    [Fact]
    public void Misses_of_one_key_again_and_again_take_no_more_room()
    {
        RememberedMisses<int> misses = new(10, TimeSpan.FromMinutes(1), TimeProvider.System);
        for (int i = 0; i < 1_000; i++)
        {
            misses.Add(i % 5);
            if (i % 3 == 0)
            {
                misses.Remove(i % 5);
            }
        }

        Assert.InRange(misses.Count, 1, 5);
    }

    [Fact]
    public void A_cache_that_was_told_to_remember_none_asks_every_time()
    {
        using TestNode node = TestNode.Start();
        using ImmutableIntPOCache<MProduct> cache = new(MProduct.TableName) { MissCapacity = 0 };
        Assert.Equal(2, node.StatementsOf(() => _ = (cache.Get(77), cache.Get(77))));
    }

    [Fact]
    public void Wrong_limits_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImmutableIntPOCache<MProduct>(MProduct.TableName) { MissCapacity = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImmutableIntPOCache<MProduct>(MProduct.TableName) { MissExpiration = TimeSpan.Zero });
    }

    [Fact]
    public void A_value_that_is_put_ends_the_miss_also_when_it_is_evicted_later()
    {
        using TestNode node = TestNode.Start();
        using CCache<int, string> cache = new("X", static (_, _) => default) { MissCapacity = 10, Limits = new() { MaxSize = 1 } };
        Assert.Null(cache.Get(1));
        Assert.True(cache.TryPut(1, "one", cache.TakeTicket()));
        Assert.Equal("one", cache.Get(1));
    }
}
