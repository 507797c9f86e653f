namespace IdempiereStyleCache.Tests;

/// <summary>Wake-ups are hints, few and never waited for.</summary>
[Trait("Behaviour", "SIG-10")]
public class WakeUpTests
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void A_commit_wakes_the_others_and_they_read_without_a_request()
    {
        using TestNodes nodes = Start();
        int id = nodes.AddCached(price: 10);
        EndPause(nodes);
        nodes.Writer.SetPrice(id, 11);
        nodes.Reader.Metrics.WaitFor("isc.log.rows_received", 2);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_burst_of_commits_while_a_wake_up_is_sent_gives_one_more()
    {
        using TestNodes nodes = Start();
        int id = nodes.AddCached();
        EndPause(nodes);
        DatabaseGate gate = nodes.WriterLog.Hold(LogPoint.Wake);
        nodes.Writer.SetPrice(id, 1);
        gate.WaitUntilReached();
        for (int i = 0; i < 100; i++)
        {
            nodes.Writer.SetPrice(id, 11 + i);
        }

        gate.Open();
        EndPause(nodes);
        nodes.WriterLog.WaitFor(LogPoint.Wake, 3);
        nodes.Writer.Node.DisposeAsync().AsTask().Join();
        Assert.Equal(3, nodes.WriterLog.Calls(LogPoint.Wake));
    }

    [Fact]
    public void After_a_wake_up_the_next_one_waits_a_moment_and_none_comes_that_nobody_asked_for()
    {
        using TestNodes nodes = Start();
        int id = nodes.AddCached();
        nodes.Clock.WaitForTimer(s_pause);
        for (int i = 0; i < 100; i++)
        {
            nodes.Writer.SetPrice(id, 11 + i);
        }

        Assert.Equal(1, nodes.WriterLog.Calls(LogPoint.Wake));
        EndPause(nodes);
        nodes.WriterLog.WaitFor(LogPoint.Wake, 2);
        EndPause(nodes);
        nodes.Writer.Node.DisposeAsync().AsTask().Join();
        Assert.Equal(2, nodes.WriterLog.Calls(LogPoint.Wake));
    }

    [Fact]
    public void A_node_that_stops_in_the_moment_after_a_wake_up_sends_the_one_it_owes()
    {
        using TestNodes nodes = Start();
        int id = nodes.AddCached();
        nodes.Clock.WaitForTimer(s_pause);
        nodes.Writer.SetPrice(id, 11);
        nodes.Writer.Node.DisposeAsync().AsTask().Join();
        Assert.Equal(2, nodes.WriterLog.Calls(LogPoint.Wake));
    }

    [Fact]
    public void A_wake_up_that_fails_fails_no_commit_and_the_next_one_is_sent()
    {
        RecordingLogger logger = new();
        using TestNodes nodes = Start(o => o.LoggerFactory = logger);
        nodes.WriterLog.Fail(LogPoint.Wake, new ConnectionLostException());
        int id = nodes.AddCached(price: 10);
        EndPause(nodes);
        nodes.Writer.SetPrice(id, 11);
        nodes.WriterLog.WaitFor(LogPoint.Wake, 2);
        Assert.StartsWith("Debug: ", Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wake_up_during_a_reading_causes_another_reading_and_many_cause_no_more()
    {
        using TestNodes nodes = Start();
        nodes.AddCached();
        nodes.WriterLog.WaitFor(LogPoint.Wake, 1);
        nodes.Clock.Advance(TestNodes.PollInterval);
        nodes.Clock.WaitForTimers(TestNodes.PollInterval, 2);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task reading = Background.Run(nodes.Reader.Node.CatchUp);
        gate.WaitUntilReached();
        int before = nodes.ReaderLog.Readings;
        for (int i = 0; i < 100; i++)
        {
            nodes.ReaderLog.WakeUp!();
        }

        gate.Open();
        reading.Join();
        nodes.ReaderLog.WaitFor(LogPoint.BeforeRead, before + 1);
        nodes.Reader.Node.DisposeAsync().AsTask().Join();
        Assert.InRange(nodes.ReaderLog.Readings, before + 1, before + 2);
    }

    [Fact]
    public void A_node_told_to_do_without_neither_sends_nor_listens()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        nodes.Writer.SetPrice(id, 11);
        nodes.Writer.Node.DisposeAsync().AsTask().Join();
        Assert.Equal((0, 0), (nodes.WriterLog.Calls(LogPoint.Wake), nodes.ReaderLog.Calls(LogPoint.Listen)));
    }

    [Fact]
    public void A_node_that_stops_waits_for_a_wake_up_that_is_being_sent_and_hears_none_afterwards()
    {
        using TestNodes nodes = Start();
        DatabaseGate gate = nodes.WriterLog.Hold(LogPoint.Wake);
        int id = nodes.AddCached();
        gate.WaitUntilReached();
        Task stop = nodes.Writer.Node.DisposeAsync().AsTask();
        Assert.False(stop.IsCompleted);
        gate.Open();
        stop.Join();
        nodes.Reader.SetPrice(id, 11);
        nodes.ReaderLog.WaitFor(LogPoint.Wake, 1);
        int before = nodes.WriterLog.Readings;
        nodes.WriterLog.WakeUp!();
        Assert.Equal(before, nodes.WriterLog.Readings);
    }

    [Fact]
    public void What_runs_in_the_background_carries_nothing_of_the_request_that_caused_it()
    {
        AsyncLocal<string> request = new() { Value = "start" };
        List<string?> seen = [];
        using TestNodes nodes = Start();
        nodes.WriterLog.Watcher = point =>
        {
            lock (seen)
            {
                seen.Add(point == LogPoint.Write ? null : request.Value ?? (RequestScope.Current is null ? null : "scope"));
            }
        };
        request.Value = "request";
        using (nodes.Writer.Node.BeginRequestScope())
        {
            nodes.AddCached();
            nodes.WriterLog.WaitFor(LogPoint.Wake, 1);
        }

        int readings = nodes.WriterLog.Readings;
        nodes.Clock.Advance(TimeSpan.FromSeconds(10));
        nodes.WriterLog.WaitFor(LogPoint.Beat, 2);
        nodes.WriterLog.WaitFor(LogPoint.BeforeRead, readings + 1);
        Assert.All(seen, Assert.Null);
    }

    private static void EndPause(TestNodes nodes)
    {
        nodes.Clock.WaitForTimer(s_pause);
        nodes.Clock.Advance(s_pause);
    }

    private static TestNodes Start(Action<CacheNodeOptions>? writer = null) => new(
        reader: static o => o.Coherence.UsesWakeUps = true,
        writer: o =>
        {
            o.Coherence.UsesWakeUps = true;
            writer?.Invoke(o);
        });
}
