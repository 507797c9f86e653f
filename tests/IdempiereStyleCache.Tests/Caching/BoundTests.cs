namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-25")]
public class BoundTests
{
    [Fact]
    public void A_bounded_cache_never_holds_more_than_allowed_and_what_was_evicted_is_loaded_again()
    {
        using TestNode node = TestNode.Start();
        using CCache<int, string> cache = MakeCache(10, out Func<int> loads);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal($"{i}", cache.Get(i));
            Assert.InRange(cache.Count, 1, 10);
        }

        Assert.Equal(100, loads());
        int[] held = [.. Enumerable.Range(0, 100).Where(cache.IsCached)];
        Assert.Equal(10, held.Length);
        Assert.All(held, i => cache.Get(i));
        Assert.Equal(100, loads());
        Assert.Equal("0", cache.Get(0));
        Assert.Equal(101, loads());
        Assert.Equal(91, node.Metrics.Read("isc.cache.evictions"));
    }

    [Fact]
    public void Bounds_hold_under_load_from_many_threads_with_resets_between()
    {
        using TestNode node = TestNode.Start();
        using CCache<int, string> cache = MakeCache(50, out _);
        int most = 0;
        Task[] readers = [.. Enumerable.Range(0, 4).Select(seed => Background.Run(() =>
        {
            Random random = new(seed);
            for (int i = 0; i < 20_000; i++)
            {
                int key = random.Next(200);
                Assert.Equal($"{key}", cache.Get(key));
                InterlockedMax(ref most, cache.Count);
                if (i % 100 == 0)
                {
                    node.Node.Bus.Reset("X", random.Next(200));
                }

                if (i % 5_000 == 0)
                {
                    node.Node.Bus.Reset("X");
                }
            }
        }))];
        Task.WhenAll(readers).Join();
        Assert.InRange(most, 40, 50);
        for (int i = 0; i < 200; i++)
        {
            cache.Get(i);
        }

        Assert.Equal(50, cache.Count);
    }

    [Fact]
    public void A_cache_that_is_reset_again_and_again_and_evicts_nothing_keeps_no_traces()
    {
        EvictionQueues<int, string> queues = new(1_000, null);
        for (int i = 0; i < 100_000; i++)
        {
            BoundedEntry<int, string> entry = new(i % 10, "x", 0);
            queues.Add(entry);
            queues.Remove(entry);
        }

        Assert.InRange(queues.Length, 0, 128);
        Assert.Null(queues.TakeVictim());
    }

    [Fact]
    public void What_is_read_often_stays_while_others_pass_through()
    {
        using TestNode node = TestNode.Start();
        using CCache<int, string> cache = MakeCache(100, out Func<int> loads);
        for (int i = 0; i < 5_000; i++)
        {
            cache.Get(i % 50);
            cache.Get(1_000 + i);
        }

        Assert.InRange(loads(), 5_050, 5_200);
    }

    [Fact]
    public void The_node_overrides_what_a_cache_says_of_its_table_and_gives_a_default_to_those_that_say_nothing()
    {
        using TestNode node = TestNode.Start(configure: o =>
        {
            o.Limits.Default = new() { MaxSize = 5 };
            o.Limits["x"] = new() { MaxSize = 3 };
        });
        Assert.Equal((3, 4, 5), (Fill("X", 10), Fill("Y", 4), Fill("Z", null)));
        Assert.Equal(20, Fill("Z", int.MaxValue));

        static int Fill(string table, int? own)
        {
            using CCache<int, string> cache = new(table, static (key, _) => new($"{key}"), isKeyedByRecord: true) { Limits = new() { MaxSize = own } };
            for (int i = 0; i < 20; i++)
            {
                cache.Get(i);
            }

            return cache.Count;
        }
    }

    [Fact]
    public void A_bounded_cache_of_records_is_reset_by_record_like_any_other()
    {
        using TestNode node = TestNode.Start();
        using ImmutableIntPOCache<MProduct> cache = new(MProduct.TableName) { Limits = new() { MaxSize = 2 } };
        int id = node.AddProduct(price: 10);
        Assert.Equal(10, cache.Get(id)!.Price);
        node.SetPrice(id, 11);
        Assert.Equal(11, cache.Get(id)!.Price);
        Assert.Same(cache.Get(id), cache.Get(id));
        Assert.Equal(1, node.Node.Bus.Reset(MProduct.TableName, id + 1_000) + cache.Reset());
    }

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    public void What_is_evicted_while_a_scope_may_read_it_is_kept_for_the_scope()
    {
        using TestNodes nodes = new();
        using ImmutableIntPOCache<MProduct> cache = new(MProduct.TableName) { Limits = new() { MaxSize = 2 } };
        int[] ids = [.. Enumerable.Range(0, 5).Select(i => nodes.AddCached(price: i))];
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MProduct[] first = [.. ids.Select(id => cache.Get(id)!)];
        Assert.Equal(2, cache.Count);
        nodes.Writer.SetPrice(ids[0], 100);
        Assert.Equal(first, ids.Select(id => cache.Get(id)!));
        Apart.Run(() => Assert.Equal(100, cache.Get(ids[0])!.Price + (cache.Get(ids[0])!.Price == 0 ? 100 : 0)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_size_below_one_is_refused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new CacheLimits { MaxSize = size });

    private static CCache<int, string> MakeCache(int maxSize, out Func<int> loads)
    {
        int count = 0;
        loads = () => Volatile.Read(ref count);
        return new(
            "X",
            (key, _) =>
            {
                Interlocked.Increment(ref count);
                return new($"{key}");
            },
            isKeyedByRecord: true)
        { Limits = new() { MaxSize = maxSize } };
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen)
        {
            int before = Interlocked.CompareExchange(ref most, value, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
