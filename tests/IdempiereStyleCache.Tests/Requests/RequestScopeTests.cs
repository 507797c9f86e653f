using System.Runtime.CompilerServices;

namespace IdempiereStyleCache.Tests;

/// <summary>How far a scope reaches.</summary>
public class RequestScopeTests
{
    [Fact]
    public void A_scope_inside_another_asks_for_itself_and_leaves_the_outer_one_as_it_was()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        using RequestScope outer = nodes.Reader.Node.BeginRequestScope();
        Assert.Equal(1, nodes.ReadingsOf(() => MProduct.Get(id)));
        using (RequestScope inner = nodes.Reader.Node.BeginRequestScope())
        {
            Assert.Same(inner, RequestScope.Current);
            Assert.Equal(1, nodes.ReadingsOf(() => MProduct.Get(id)));
        }

        Assert.Same(outer, RequestScope.Current);
        Assert.Equal(0, nodes.ReadingsOf(() => MProduct.Get(id)));
    }

    [Fact]
    public void An_outer_scope_is_content_with_the_reading_of_an_inner_one()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        using RequestScope outer = nodes.Reader.Node.BeginRequestScope();
        using (nodes.Reader.Node.BeginRequestScope())
        {
            MProduct.Get(id);
        }

        Assert.Equal(0, nodes.ReadingsOf(() => Assert.Equal(11, MProduct.Get(id)!.Price)));
    }

    [Fact]
    public void The_innermost_scope_of_a_node_counts_whatever_scopes_of_other_nodes_lie_within()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        using RequestScope other = nodes.Writer.Node.BeginRequestScope();
        Assert.Equal(1, nodes.ReadingsOf(() => MProduct.Get(id)));
        Assert.Equal(0, nodes.ReadingsOf(() => MProduct.Get(id)));
    }

    [Fact]
    [Trait("Behaviour", "SIG-02")]
    public async Task A_scope_follows_await_and_threads_and_its_threads_share_one_reading()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        int before = nodes.ReaderLog.Readings;
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        await Task.Yield();
        Assert.Same(scope, RequestScope.Current);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Background.Run(() => MProduct.Get(id)))).InTime();
        Assert.NotNull(await Task.Run(() => MProduct.GetAsync(id).AsTask()));
        Assert.Equal(before + 1, nodes.ReaderLog.Readings);
    }

    [Fact]
    public async Task Two_requests_on_one_thread_do_not_share_a_scope()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        int before = nodes.ReaderLog.Readings;
        await Request();
        Assert.Null(RequestScope.Current);
        await Request();
        Assert.Equal(before + 2, nodes.ReaderLog.Readings);

        async Task Request()
        {
            using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
            await MProduct.GetAsync(id);
        }
    }

    [Fact]
    public async Task Code_that_still_runs_under_a_scope_that_ended_reads_outside_it()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> still;
        RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        still = Background.Run(() =>
        {
            ended.Task.Join();
            Assert.Null(RequestScope.Current);
            return nodes.ReadingsOf(() => MProduct.Get(id));
        });
        scope.Dispose();
        scope.Dispose();
        Assert.Null(RequestScope.Current);
        ended.SetResult();
        Assert.Equal(0, await still.InTime());
    }

    [Fact]
    public void Scopes_may_end_in_any_order()
    {
        using TestNodes nodes = new();
        RequestScope outer = nodes.Reader.Node.BeginRequestScope();
        RequestScope inner = nodes.Reader.Node.BeginRequestScope();
        outer.Dispose();
        Assert.Same(inner, RequestScope.Current);
        inner.Dispose();
        Assert.Null(RequestScope.Current);
    }

    [Fact]
    public void A_scope_has_the_freshness_of_the_node_or_its_own_and_can_be_begun_on_the_ambient_node()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.Freshness = Freshness.Bounded(TimeSpan.FromSeconds(5)));
        using RequestScope scope = RequestScope.Begin();
        Assert.Same(nodes.Reader.Node, scope.Node);
        Assert.Equal(Freshness.Bounded(TimeSpan.FromSeconds(5)), scope.Freshness);
        using RequestScope strict = RequestScope.Begin(Freshness.Strict);
        Assert.Equal(Freshness.Strict, strict.Freshness);
        int id = nodes.Reader.AddProduct();
        Assert.Equal(1, nodes.ReadingsOf(() => MProduct.Get(id)));
    }

    [Fact]
    public void A_stopped_node_begins_no_scope()
    {
        TestNodes nodes = new();
        CacheNode node = nodes.Reader.Node;
        nodes.Dispose();
        Assert.Throws<ObjectDisposedException>(() => node.BeginRequestScope());
        Assert.Throws<ObjectDisposedException>(node.CatchUp);
    }

    [Fact]
    public void Scopes_that_end_in_another_flow_than_they_began_in_are_not_kept()
    {
        using TestNodes nodes = new();
        WeakReference first = Leave(nodes);
        for (int i = 0; i < 10; i++)
        {
            Leave(nodes);
        }

        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(first.IsAlive);
    }

    // As where a framework begins a request in one callback and ends it in another.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Leave(TestNodes nodes)
    {
        RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        using (ExecutionContext.SuppressFlow())
        {
            Background.Run(scope.Dispose).Join();
        }

        return new WeakReference(scope);
    }
}
