namespace IdempiereStyleCache.Tests;

/// <summary>What a node does by itself.</summary>
public class LogWatchTests
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(10);

    [Fact]
    [Trait("Behaviour", "SIG-10")]
    public void Without_any_wake_up_a_change_is_found_within_the_polling_interval()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Clock.Advance(TestNodes.PollInterval);
        nodes.Clock.WaitForTimers(TestNodes.PollInterval, 2);
        nodes.Writer.SetPrice(id, 11);
        Poll(nodes);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void Readings_of_requests_count_the_next_is_due_an_interval_after_the_last_one()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        nodes.Clock.Advance(TestNodes.PollInterval * 0.75);
        nodes.PriceInRequest(id);
        Assert.Equal(0, nodes.ReadingsOf(() =>
        {
            nodes.Clock.Advance(TestNodes.PollInterval * 0.25);
            nodes.Clock.WaitForTimer(TestNodes.PollInterval * 0.75);
        }));
        int before = nodes.ReaderLog.Readings;
        nodes.Clock.Advance(TestNodes.PollInterval * 0.75);
        nodes.ReaderLog.WaitFor(LogPoint.BeforeRead, before + 1);
    }

    [Fact]
    public void A_reading_that_fails_is_tried_again_an_interval_later()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        nodes.ReaderLog.IsAway = true;
        for (int i = 0; i < 3; i++)
        {
            Poll(nodes);
        }

        nodes.ReaderLog.IsAway = false;
        Poll(nodes);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void It_says_that_it_is_alive_at_the_start_and_at_intervals_whatever_fails()
    {
        RecordingLogger logger = new();
        using TestNodes nodes = new(reader: o => o.LoggerFactory = logger);
        Assert.Equal((1, nodes.Reader.Node.Name), (nodes.ReaderLog.Calls(LogPoint.Beat), nodes.ReaderLog.JoinedAs));
        nodes.ReaderLog.Fail(LogPoint.Beat, new ConnectionLostException());
        for (int beat = 2; beat < 6; beat++)
        {
            nodes.Clock.WaitForTimers(s_heartbeat, 2);
            nodes.Clock.Advance(s_heartbeat);
            nodes.ReaderLog.WaitFor(LogPoint.Beat, beat);
        }

        nodes.Clock.WaitForTimers(s_heartbeat, 2);
        Assert.StartsWith($"Warning: The node {nodes.Reader.Node.Name} could not say that it is alive.", Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_of_one_name_are_told_so_once_until_it_is_put_right()
    {
        RecordingLogger logger = new();
        using TestNodes nodes = new(reader: o => o.LoggerFactory = logger);
        foreach (int namesakes in (ReadOnlySpan<int>)[0, 2, 1, 0, 1])
        {
            int beats = nodes.ReaderLog.Calls(LogPoint.Beat);
            nodes.ReaderLog.Namesakes = namesakes;
            nodes.Clock.WaitForTimers(s_heartbeat, 2);
            nodes.Clock.Advance(s_heartbeat);
            nodes.ReaderLog.WaitFor(LogPoint.Beat, beats + 1);
            nodes.Clock.WaitForTimers(s_heartbeat, 2);
        }

        Assert.Equal(["Warning: 2 other live", "Warning: 1 other live"], logger.Lines.Select(static l => l[..21]));
    }

    [Fact]
    public void A_node_whose_log_cannot_be_joined_does_not_start_and_leaves_nothing_running()
    {
        TestClock clock = new();
        GatedLog log = new();
        log.Fail(LogPoint.Join, new PODatabaseException("install it"));
        GatedDatabase database = new() { Log = log };
        Assert.Equal("install it", Assert.Throws<PODatabaseException>(() => TestNode.Start(database: database, configure: o => o.TimeProvider = clock)).Message);
        Assert.True(database.IsDisposed);
        Assert.Empty(clock.Due);
    }

    [Theory]
    [InlineData(LogPoint.BeforeRead)]
    [InlineData(LogPoint.Beat)]
    public void Stopping_a_node_waits_for_what_runs_and_then_leaves(object point)
    {
        TestNodes nodes = new();
        DatabaseGate gate = nodes.ReaderLog.Hold((LogPoint)point);
        nodes.Clock.Advance(s_heartbeat);
        gate.WaitUntilReached();
        Task stop = nodes.Reader.Node.DisposeAsync().AsTask();
        Assert.Equal((false, 0), (stop.IsCompleted, nodes.ReaderLog.Calls(LogPoint.Leave)));
        gate.Open();
        stop.Join();
        Assert.Equal((1, false), (nodes.ReaderLog.Calls(LogPoint.Leave), nodes.Reader.Database.DisposedJoined));
        nodes.Dispose();
        Assert.Empty(nodes.Clock.Due);
    }

    [Fact]
    public void A_request_that_waits_when_the_node_stops_hears_so()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.BeforeRead);
        Task<decimal> leads = nodes.PriceInRequestAsync(id, TestContext.Current.CancellationToken);
        gate.WaitUntilReached();
        Task<decimal> waits = nodes.PriceInRequestAsync(id, TestContext.Current.CancellationToken);
        RequestScope late = nodes.Reader.Node.BeginRequestScope();
        Task stop = nodes.Reader.Node.DisposeAsync().AsTask();
        Assert.Throws<ObjectDisposedException>(() => MProduct.Get(id));
        gate.Open();
        stop.Join();
        late.Dispose();
        Assert.Equal(10, leads.Result());
        Assert.Throws<ObjectDisposedException>(() => waits.Result());
    }

    [Fact]
    public void A_log_that_cannot_be_left_does_not_keep_the_node_from_stopping()
    {
        TestNode node = TestNode.Start(database: new GatedDatabase { Log = new GatedLog() }, configure: static o => o.TimeProvider = new TestClock());
        MProduct.Get(node.AddProduct());
        node.Database.Log!.Fail(LogPoint.Leave, new InvalidOperationException("no"));
        Assert.Throws<InvalidOperationException>(node.Dispose);
        Assert.True(node.Database.IsDisposed);
        Assert.Equal(0, node.Node.Bus.TableCount);
    }

    private static void Poll(TestNodes nodes)
    {
        int before = nodes.ReaderLog.Readings;
        int others = nodes.WriterLog.Readings;
        nodes.Clock.Advance(TestNodes.PollInterval);
        nodes.ReaderLog.WaitFor(LogPoint.BeforeRead, before + 1);
        nodes.WriterLog.WaitFor(LogPoint.BeforeRead, others + 1);
        nodes.Clock.WaitForTimers(TestNodes.PollInterval, 2);
    }
}
