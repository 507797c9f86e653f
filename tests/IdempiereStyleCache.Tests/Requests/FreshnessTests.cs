namespace IdempiereStyleCache.Tests;

/// <summary>Bounded and manual nodes.</summary>
public class FreshnessTests
{
    private static readonly TimeSpan s_allowance = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_bounded_node_asks_once_its_last_reading_is_older_than_the_allowance_also_outside_scopes(bool isScoped)
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.Freshness = Freshness.Bounded(s_allowance));
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        nodes.Clock.Jump(s_allowance);
        Assert.Equal(0, nodes.ReadingsOf(() => Assert.Equal(10, Price(nodes, id, isScoped))));
        nodes.Clock.Jump(TimeSpan.FromTicks(1));
        Assert.Equal(1, nodes.ReadingsOf(() => Assert.Equal(11, Price(nodes, id, isScoped))));
        Assert.Equal(0, nodes.ReadingsOf(() => Assert.Equal(11, Price(nodes, id, isScoped))));
    }

    [Fact]
    public void A_process_that_was_paused_asks_before_it_serves()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.Freshness = Freshness.Bounded(s_allowance));
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        nodes.Clock.Jump(TimeSpan.FromHours(8));
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_reading_counts_from_when_it_was_sent()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.Freshness = Freshness.Bounded(s_allowance));
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task slow = Background.Run(nodes.Reader.Node.CatchUp);
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        nodes.Clock.Jump(s_allowance * 2);
        gate.Open();
        slow.Join();
        Assert.Equal(1, nodes.ReadingsOf(() => Assert.Equal(11, MProduct.Get(id)!.Price)));
    }

    [Fact]
    public void A_bounded_read_is_content_with_a_reading_under_way_that_is_recent_enough()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.Freshness = Freshness.Bounded(s_allowance));
        int id = nodes.AddCached(price: 10);
        nodes.Clock.Jump(s_allowance * 2);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task slow = Background.Run(nodes.Reader.Node.CatchUp);
        gate.WaitUntilReached();
        Task<MProduct?> read = MProduct.GetAsync(id, TestContext.Current.CancellationToken).AsTask();
        Assert.False(read.IsCompleted);
        Assert.Equal(0, nodes.ReadingsOf(() =>
        {
            gate.Open();
            read.Result();
        }));
        slow.Join();
    }

    [Fact]
    public void A_bounded_read_that_waited_for_a_reading_that_was_too_old_when_it_ended_asks_itself()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.Freshness = Freshness.Bounded(s_allowance));
        int id = nodes.AddCached(price: 10);
        nodes.Clock.Jump(s_allowance * 2);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task slow = Background.Run(nodes.Reader.Node.CatchUp);
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        nodes.Clock.Jump(s_allowance * 2);
        Task<MProduct?> read = MProduct.GetAsync(id, TestContext.Current.CancellationToken).AsTask();
        gate.Open();
        Assert.Equal(11, read.Result()!.Price);
        slow.Join();
    }

    [Fact]
    [Trait("Behaviour", "FTC-11")]
    public void Only_the_monotonic_clock_counts()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.Freshness = Freshness.Bounded(s_allowance));
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        foreach (int hours in (ReadOnlySpan<int>)[1, -24])
        {
            nodes.Clock.SetWall(TimeSpan.FromHours(hours));
            Assert.Equal(0, nodes.ReadingsOf(() => Assert.Equal(10, MProduct.Get(id)!.Price)));
        }

        nodes.Clock.Jump(s_allowance + TimeSpan.FromTicks(1));
        nodes.Clock.SetWall(-s_allowance);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_manual_node_reads_the_log_when_it_is_told_to_and_at_no_other_time()
    {
        using TestNodes nodes = new(
            reader: static o =>
            {
                o.Coherence.Freshness = Freshness.Manual;
                o.Coherence.UsesWakeUps = true;
            },
            writer: static o => o.Coherence.UsesWakeUps = true);
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        nodes.WriterLog.WaitFor(LogPoint.Wake, 1);
        Assert.Equal(0, nodes.ReadingsOf(() =>
        {
            nodes.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal((10m, 10m), (MProduct.Get(id)!.Price, nodes.PriceInRequest(id)));
        }));
        Assert.Equal(0, nodes.ReaderLog.Calls(LogPoint.Listen));
        nodes.Reader.Node.CatchUp();
        Assert.Equal(11, MProduct.Get(id)!.Price);
        nodes.Writer.SetPrice(id, 12);
        Assert.Equal(12, nodes.PriceInRequest(id, Freshness.Strict));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Catching_up_shows_everything_that_was_committed_before_the_call(bool isAsync)
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.Freshness = Freshness.Manual);
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task earlier = Background.Run(nodes.Reader.Node.CatchUp);
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        Task catchUp = isAsync ? nodes.Reader.Node.CatchUpAsync(TestContext.Current.CancellationToken).AsTask() : Background.Run(nodes.Reader.Node.CatchUp);
        gate.Open();
        await catchUp.InTime();
        Assert.Equal(11, MProduct.Get(id)!.Price);
        earlier.Join();
    }

    [Fact]
    public void Allowances_outside_their_range_are_refused()
    {
        CoherenceOptions options = new();
        foreach (TimeSpan bad in (ReadOnlySpan<TimeSpan>)[TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromDays(2), Timeout.InfiniteTimeSpan])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Freshness.Bounded(bad));
            Assert.Throws<ArgumentOutOfRangeException>(() => options.PollInterval = bad);
            Assert.Throws<ArgumentOutOfRangeException>(() => options.HeartbeatInterval = bad);
            Assert.Throws<ArgumentOutOfRangeException>(() => options.UnscopedAllowance = bad);
        }

        options.PollInterval = null;
        Assert.Equal(["strict", "manual", "bounded(00:00:05)"], new[] { Freshness.Strict, Freshness.Manual, Freshness.Bounded(s_allowance) }.Select(static f => f.ToString()));
    }

    private static decimal Price(TestNodes nodes, int id, bool isScoped) => isScoped ? nodes.PriceInRequest(id) : MProduct.Get(id)!.Price;
}
