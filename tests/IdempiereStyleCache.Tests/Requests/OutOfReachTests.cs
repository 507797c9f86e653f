namespace IdempiereStyleCache.Tests;

/// <summary>What cached reads do while the log cannot be read.</summary>
[Trait("Behaviour", "SIG-11")]
public class OutOfReachTests
{
    private static readonly TimeSpan s_allowance = TimeSpan.FromSeconds(5);

    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string policy in Enum.GetNames<OutOfReachPolicy>())
            {
                foreach (string read in (ReadOnlySpan<string>)["strict", "strict, async", "bounded", "bounded node", "unscoped", "GetMany", "in a transaction"])
                {
                    all.Add(policy, read);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Past_its_allowance_a_read_does_what_the_policy_says_and_recovers(string policy, string read)
    {
        using TestNodes nodes = new(reader: o =>
        {
            o.Coherence.WhenOutOfReach = Enum.Parse<OutOfReachPolicy>(policy);
            o.Coherence.UnscopedAllowance = s_allowance;
            o.Coherence.Freshness = read == "bounded node" ? Freshness.Bounded(s_allowance) : Freshness.Strict;
        });
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        nodes.ReaderLog.IsAway = true;
        nodes.Clock.Jump(s_allowance + TimeSpan.FromTicks(1));
        switch (policy)
        {
            case nameof(OutOfReachPolicy.Throw):
                CacheStaleException error = Assert.Throws<CacheStaleException>(() => Read(nodes, read, id));
                Assert.Equal(s_allowance + TimeSpan.FromTicks(1), error.Age);
                Assert.IsType<ConnectionLostException>(error.InnerException);
                string allowed = read is "bounded" or "bounded node" or "unscoped" ? "5" : "0";
                Assert.StartsWith(
                    $"The node {nodes.Reader.Node.Name} cannot tell whether what it caches is current: it last read the invalidation log of memory 5 s ago, and its freshness allows {allowed} s.",
                    error.Message,
                    StringComparison.Ordinal);
                break;
            case nameof(OutOfReachPolicy.ReadThrough):
                Assert.Equal((11m, false), Read(nodes, read, id));
                Assert.True(MProduct.Cache.IsCached(id));
                nodes.Reader.Database.Fail(DatabasePoint.BeforeRead, new ConnectionLostException());
                Assert.Throws<ConnectionLostException>(() => Read(nodes, read, id));
                break;
            default:
                Assert.Equal((10m, read is not ("unscoped" or "bounded node")), Read(nodes, read, id));
                break;
        }

        nodes.ReaderLog.IsAway = false;
        nodes.Clock.Advance(TestNodes.PollInterval);
        nodes.Clock.WaitForTimers(TestNodes.PollInterval, 2);
        Assert.Equal((11m, false), Read(nodes, read, id));
    }

    [Theory]
    [InlineData("bounded")]
    [InlineData("unscoped")]
    public void Within_its_allowance_a_read_is_served(string read)
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.UnscopedAllowance = s_allowance);
        int id = nodes.AddCached(price: 10);
        nodes.ReaderLog.IsAway = true;
        nodes.Clock.Jump(s_allowance);
        Assert.Equal(0, nodes.ReadingsOf(() => Assert.Equal((10m, false), Read(nodes, read, id))));
    }

    [Fact]
    public void A_read_that_is_served_does_not_wait_for_a_database_known_to_be_away()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.WhenOutOfReach = OutOfReachPolicy.ServeStale);
        int id = nodes.AddCached(price: 10);
        nodes.ReaderLog.IsAway = true;
        Assert.Equal(1, nodes.ReadingsOf(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                Assert.Equal((10m, true), Read(nodes, "strict", id));
            }
        }));
        Assert.Equal(5, nodes.Reader.Metrics.Read("isc.stale_reads"));
    }

    [Fact]
    public void A_scope_is_marked_when_it_was_served_so_and_others_are_not()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.WhenOutOfReach = OutOfReachPolicy.ServeStale);
        int id = nodes.AddCached();
        using RequestScope outer = nodes.Reader.Node.BeginRequestScope();
        MProduct.Get(id);
        nodes.ReaderLog.IsAway = true;
        using (RequestScope inner = nodes.Reader.Node.BeginRequestScope())
        {
            Assert.False(inner.IsStale);
            MProduct.Get(id);
            Assert.True(inner.IsStale);
        }

        MProduct.Get(id);
        Assert.False(outer.IsStale);
    }

    [Fact]
    public void It_is_logged_once_when_it_begins_and_once_when_it_is_over()
    {
        RecordingLogger logger = new();
        using TestNodes nodes = new(reader: o => o.LoggerFactory = logger);
        int id = nodes.AddCached();
        nodes.ReaderLog.IsAway = true;
        for (int i = 0; i < 3; i++)
        {
            Assert.Throws<CacheStaleException>(() => nodes.PriceInRequest(id));
        }

        nodes.ReaderLog.IsAway = false;
        nodes.PriceInRequest(id);
        nodes.PriceInRequest(id);
        Assert.Equal(
            [
                $"Warning: The node {nodes.Reader.Node.Name} cannot read the invalidation log. Until it can, cached reads beyond their allowance do this: Throw. It goes on trying. (The connection is lost.)",
                $"Information: The node {nodes.Reader.Node.Name} reads the invalidation log again and has caught up. ()",
            ],
            logger.Lines);
    }

    [Fact]
    public void A_manual_node_that_serves_stale_tries_again_for_each_strict_request_because_nobody_else_does()
    {
        using TestNodes nodes = new(reader: static o =>
        {
            o.Coherence.Freshness = Freshness.Manual;
            o.Coherence.WhenOutOfReach = OutOfReachPolicy.ServeStale;
        });
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        nodes.ReaderLog.IsAway = true;
        Assert.Equal(10, nodes.PriceInRequest(id, Freshness.Strict));
        nodes.ReaderLog.IsAway = false;
        Assert.Equal(11, nodes.PriceInRequest(id, Freshness.Strict));
    }

    [Fact]
    public void A_bounded_read_is_not_failed_by_a_reading_that_was_sent_before_it_came()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.BeforeRead);
        Task old = Background.Run(nodes.Reader.Node.CatchUp);
        gate.WaitUntilReached();
        nodes.Clock.Jump(TimeSpan.FromHours(1));
        nodes.Writer.SetPrice(id, 11);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope(Freshness.Bounded(s_allowance));
        Task<MProduct?> read = MProduct.GetAsync(id, TestContext.Current.CancellationToken).AsTask();
        gate.Fail(new ConnectionLostException());
        Assert.Equal(11, read.Result()!.Price);
        Assert.Throws<ConnectionLostException>(old.Join);
    }

    [Fact]
    public void Refusals_of_the_caller_are_not_taken_for_it()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.WhenOutOfReach = OutOfReachPolicy.ServeStale);
        int id = nodes.AddCached();
        using CancellationTokenSource source = new();
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.BeforeRead);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Task<MProduct?> read = MProduct.GetAsync(id, source.Token).AsTask();
        gate.WaitUntilReached();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => read.Result());
        Assert.False(scope.IsStale);
        gate.Open();
        nodes.ReaderLog.WaitFor(LogPoint.AfterRead, 1);
    }

    private static (decimal Price, bool IsStale) Read(TestNodes nodes, string read, int id)
    {
        if (read is "unscoped" or "bounded node")
        {
            return (MProduct.Get(id)!.Price, false);
        }

        using RequestScope scope = nodes.Reader.Node.BeginRequestScope(read == "bounded" ? Freshness.Bounded(s_allowance) : null);
        using Trx trx = nodes.Reader.Node.BeginTrx();
        MProduct product = read switch
        {
            "strict, async" => MProduct.GetAsync(id).AsTask().Result()!,
            "GetMany" => MProduct.GetMany([id])[id],
            "in a transaction" => MProduct.Get(id, trx)!,
            _ => MProduct.Get(id)!,
        };
        return (product.Price, scope.IsStale);
    }
}
