namespace IdempiereStyleCache.Tests;

/// <summary>Which reading of the log a request is content with, and how many there are.</summary>
[Trait("Behaviour", "SIG-03")]
public class SharedCheckTests
{
    [Theory]
    [InlineData(LogPoint.BeforeRead)]
    [InlineData(LogPoint.AfterRead)]
    public void A_request_does_not_join_a_check_that_started_before_it_arrived(object point)
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold((LogPoint)point);
        Task<decimal> first = Background.Run(() => nodes.PriceInRequest(id));
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Task<decimal> second = Background.Run(() => MProduct.Get(id)!.Price);
        gate.Open();
        Assert.Equal(11, second.Result());
        first.Join();
    }

    [Fact]
    public void Without_the_rule_it_would_join_it_and_miss_what_was_committed_before_it_arrived()
    {
        using TestNodes nodes = new(CoherenceFaults.JoinEarlierCheck);
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task<decimal> first = Background.Run(() => nodes.PriceInRequest(id));
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        Task<decimal> second = nodes.PriceInRequestAsync(id);
        gate.Open();
        Assert.Equal(10, second.Result());
        first.Join();
    }

    [Fact]
    public async Task A_hundred_requests_that_wait_cause_one_more_check_however_they_wait()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task<decimal> first = nodes.PriceInRequestAsync(id);
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        int before = nodes.ReaderLog.Readings;
        using CountdownEvent arrived = new(20);
        Task<decimal>[] requests =
        [
            .. Enumerable.Range(0, 80).Select(_ => nodes.PriceInRequestAsync(id)),
            .. Enumerable.Range(0, 20).Select(_ => Background.Run(() =>
            {
                using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
                arrived.Signal();
                return MProduct.Get(id)!.Price;
            })),
        ];
        Assert.True(arrived.Wait(Background.Patience, TestContext.Current.CancellationToken));
        gate.Open();
        Assert.All(await Task.WhenAll(requests).InTime(), price => Assert.Equal(11, price));
        Assert.Equal(before + 1, nodes.ReaderLog.Readings);
        await first;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Requests_one_after_another_ask_each_sync_and_async(bool isAsync)
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        Assert.Equal(5, nodes.ReadingsOf(() =>
        {
            for (int i = 0; i < 5; i++)
            {
                _ = isAsync ? nodes.PriceInRequestAsync(id).Result() : nodes.PriceInRequest(id);
            }
        }));
    }

    [Fact]
    public async Task A_waiter_that_gives_up_leaves_the_others_served()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task<decimal> first = nodes.PriceInRequestAsync(id);
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        using CancellationTokenSource source = new();
        Task<decimal> impatient = nodes.PriceInRequestAsync(id, source.Token);
        Task<decimal> patient = nodes.PriceInRequestAsync(id, TestContext.Current.CancellationToken);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.InTime());
        gate.Open();
        Assert.Equal(11, await patient.InTime());
        await first;
    }

    [Fact]
    public async Task A_leader_that_gives_up_leaves_the_others_served_by_its_check()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        int before = nodes.ReaderLog.Readings;
        using CancellationTokenSource source = new();
        Task<MProduct?> leader = MProduct.GetAsync(id, source.Token).AsTask();
        gate.WaitUntilReached();
        Task<MProduct?> other = MProduct.GetAsync(id, TestContext.Current.CancellationToken).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader.InTime());
        gate.Open();
        Assert.Equal(11, (await other.InTime())!.Price);
        Assert.Equal(before + 1, nodes.ReaderLog.Readings);
    }

    [Fact]
    public async Task A_check_that_fails_fails_for_everybody_who_waits_for_it_and_the_next_request_tries_anew()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        Task first = nodes.Reader.Node.CatchUpAsync(TestContext.Current.CancellationToken).AsTask();
        gate.WaitUntilReached();
        nodes.ReaderLog.Fail(LogPoint.AfterRead, new ConnectionLostException());
        int before = nodes.ReaderLog.Readings;
        Task<decimal>[] sharing = [.. Enumerable.Range(0, 100).Select(_ => nodes.PriceInRequestAsync(id))];
        gate.Open();
        foreach (Task<decimal> one in sharing)
        {
            CacheStaleException error = await Assert.ThrowsAsync<CacheStaleException>(() => one.InTime());
            Assert.True(error.InnerException is ConnectionLostException or PODatabaseException { InnerException: ConnectionLostException });
        }

        Assert.Equal(before + 1, nodes.ReaderLog.Readings);
        await first;
        Assert.Equal(11, nodes.PriceInRequest(id));
        Assert.Equal(before + 2, nodes.ReaderLog.Readings);
    }

    [Fact]
    public void A_check_that_fails_fails_for_threads_that_wait_for_it_too()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.AfterRead);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Task<MProduct?>[] threads = [.. Enumerable.Range(0, 4).Select(_ => Background.Run(() => MProduct.Get(id)))];
        gate.WaitUntilReached();
        nodes.ReaderLog.IsAway = true;
        gate.Open();
        Assert.All(threads, t => Assert.Throws<CacheStaleException>(() => t.Result()));
    }

    [Fact]
    public void A_read_that_failed_can_be_tried_again_in_the_same_request()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        nodes.ReaderLog.Fail(LogPoint.BeforeRead, new ConnectionLostException());
        Assert.Throws<CacheStaleException>(() => MProduct.Get(id));
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }
}
