namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-24")]
public class ExpiryTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void An_entry_meets_its_absolute_expiry_however_often_it_is_read()
    {
        using Shop shop = new(new() { AbsoluteExpiration = s_minute, Jitter = 0 });
        for (int second = 0; second < 60; second++)
        {
            Assert.Equal(second == 0 ? 1 : 0, shop.LoadsOf(1));
            shop.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((1, 0), (shop.LoadsOf(1), shop.LoadsOf(1)));
    }

    [Fact]
    public void An_entry_that_is_read_does_not_expire_for_idleness_and_one_that_is_not_does()
    {
        using Shop shop = new(new() { IdleExpiration = s_minute });
        shop.LoadsOf(1);
        shop.LoadsOf(2);
        for (int i = 0; i < 10; i++)
        {
            shop.Clock.Advance(TimeSpan.FromSeconds(30));
            Assert.Equal(0, shop.LoadsOf(1));
        }

        Assert.Equal(1, shop.LoadsOf(2));
        shop.Clock.Advance(s_minute);
        Assert.Equal(1, shop.LoadsOf(1));
    }

    [Fact]
    public void Both_are_separate_settings_and_the_earlier_one_counts()
    {
        using Shop shop = new(new() { AbsoluteExpiration = s_minute, IdleExpiration = TimeSpan.FromSeconds(20), Jitter = 0 });
        shop.LoadsOf(1);
        shop.LoadsOf(2);
        shop.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(0, shop.LoadsOf(1));
        shop.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal((0, 1), (shop.LoadsOf(1), shop.LoadsOf(2)));
        shop.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(0, shop.LoadsOf(1));
        shop.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(1, shop.LoadsOf(1));
    }

    [Fact]
    public void Entries_loaded_together_do_not_all_expire_together()
    {
        using Shop shop = new(new() { AbsoluteExpiration = TimeSpan.FromSeconds(100), Jitter = 0.5 });
        Enumerable.Range(0, 1_000).ToList().ForEach(i => shop.LoadsOf(i));
        shop.Clock.Jump(TimeSpan.FromSeconds(49));
        Assert.Equal(1_000, Living());
        shop.Clock.Jump(TimeSpan.FromSeconds(26));
        Assert.InRange(Living(), 350, 650);
        shop.Clock.Jump(TimeSpan.FromSeconds(25));
        Assert.Equal(0, Living());

        int Living() => Enumerable.Range(0, 1_000).Count(shop.Cache.IsCached);
    }

    [Fact]
    public void What_nobody_reads_any_more_is_cleared_away()
    {
        using Shop shop = new(new() { IdleExpiration = s_minute });
        Enumerable.Range(0, 100).ToList().ForEach(i => shop.LoadsOf(i));
        Assert.Equal(100, shop.Cache.Count);
        shop.Clock.Advance(TimeSpan.FromSeconds(30));
        shop.LoadsOf(7);
        shop.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, shop.Cache.Count);
    }

    [Fact]
    public void A_cache_that_was_disposed_sweeps_no_more()
    {
        using Shop shop = new(new() { IdleExpiration = s_minute });
        shop.LoadsOf(1);
        Assert.NotEmpty(shop.Clock.Due);
        shop.Cache.Dispose();
        shop.Clock.Advance(s_minute);
        Assert.Empty(shop.Clock.Due);
    }

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    public void What_expires_while_a_scope_is_open_stays_for_the_scope_and_what_had_expired_before_does_not()
    {
        using Shop shop = new(new() { AbsoluteExpiration = s_minute, Jitter = 0 });
        string first = shop.Cache.Get(1)!;
        shop.Clock.Jump(TimeSpan.FromSeconds(30));
        using (shop.Node.Node.BeginRequestScope())
        {
            Assert.Same(first, shop.Cache.Get(1));
            shop.Clock.Advance(TimeSpan.FromSeconds(31));
            Assert.NotSame(first, Apart.Run(() => shop.Cache.Get(1)));
            Assert.Same(first, shop.Cache.Get(1));
        }

        shop.Clock.Jump(TimeSpan.FromMinutes(2));
        using (shop.Node.Node.BeginRequestScope())
        {
            Assert.Equal(1, shop.LoadsOf(1));
            Assert.Equal(0, shop.LoadsOf(1));
        }
    }

    [Fact]
    [Trait("Behaviour", "IDM-25")]
    public void A_cache_can_be_limited_in_number_and_time_at_once()
    {
        using Shop shop = new(new() { MaxSize = 3, AbsoluteExpiration = s_minute, Jitter = 0 });
        for (int round = 0; round < 5; round++)
        {
            Enumerable.Range(0, 6).ToList().ForEach(i => shop.LoadsOf(i));
            Assert.Equal(3, shop.Cache.Count);
            shop.Clock.Jump(s_minute);
        }
    }

    [Fact]
    public void Wrong_times_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheLimits { AbsoluteExpiration = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheLimits { IdleExpiration = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheLimits { Jitter = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CacheLimits { Jitter = double.NaN });
    }

    [Fact]
    public void A_very_long_time_is_no_limit()
    {
        using Shop shop = new(new() { AbsoluteExpiration = TimeSpan.MaxValue, IdleExpiration = TimeSpan.MaxValue });
        Assert.Equal((1, 0), (shop.LoadsOf(1), shop.LoadsOf(1)));
    }

    /// <summary>A cache with limits, on a clock that the test moves.</summary>
    private sealed class Shop : IDisposable
    {
        private int _loads;

        public Shop(CacheLimits limits)
        {
            Node = TestNode.Start(configure: o => o.TimeProvider = Clock);
            Cache = new(
                "X",
                (key, _) =>
                {
                    _loads++;
                    return new($"{key}");
                },
                isKeyedByRecord: true)
            { Limits = limits };
        }

        public TestClock Clock { get; } = new();

        public TestNode Node { get; }

        public CCache<int, string> Cache { get; }

        public int LoadsOf(int key)
        {
            int before = _loads;
            Assert.Equal($"{key}", Cache.Get(key));
            return _loads - before;
        }

        public void Dispose()
        {
            Cache.Dispose();
            Node.Dispose();
        }
    }
}
