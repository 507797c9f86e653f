namespace IdempiereStyleCache.Tests;

/// <summary>What a scope reads stays as it was, whatever others commit; what its own flow commits it sees.</summary>
[Trait("Behaviour", "TRC-03")]
public class RequestConsistencyTests
{
    [Fact]
    public void A_record_keeps_the_value_first_read_whatever_a_peer_commits_and_the_next_request_sees_the_new_one()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        using (nodes.Reader.Node.BeginRequestScope())
        {
            MProduct first = MProduct.Get(id)!;
            nodes.Writer.SetPrice(id, 11);
            nodes.Reader.Node.CatchUp();
            Assert.Same(first, MProduct.Get(id));
            Assert.Equal(0, nodes.Reader.StatementsOf(() => Assert.Equal(10, MProduct.Get(id)!.Price)));
        }

        Assert.Equal(11, nodes.PriceInRequest(id));
    }

    [Fact]
    public void What_was_cached_at_the_scopes_moment_is_read_as_it_was_although_it_is_read_for_the_first_time_after_the_change()
    {
        using TestNodes nodes = new();
        int seen = nodes.AddCached(price: 10);
        int unseen = nodes.AddCached(price: 20);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MProduct.Get(seen);
        nodes.Writer.SetPrice(unseen, 21);
        nodes.Reader.Node.CatchUp();
        Assert.Equal(0, nodes.Reader.StatementsOf(() => Assert.Equal(20, MProduct.Get(unseen)!.Price)));
        Assert.Equal(0, scope.PinCount);
    }

    [Fact]
    public void A_commit_in_another_flow_of_the_node_leaves_the_scope_as_it_was_and_every_other_reader_sees_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using RequestScope scope = node.Node.BeginRequestScope();
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Elsewhere(() => node.SetPrice(id, 11));
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Assert.Equal(11, Elsewhere(() => MProduct.Get(id)!.Price));
        Assert.Equal(10, MProduct.Get(id)!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-11")]
    public void What_the_flow_of_a_scope_commits_it_sees_at_once_and_keeps()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        int other = node.AddProduct(price: 20);
        using RequestScope scope = node.Node.BeginRequestScope();
        Assert.Equal((10, 20), (MProduct.Get(id)!.Price, MProduct.Get(other)!.Price));
        Elsewhere(() => node.SetPrice(other, 21));
        node.SetPrice(id, 11);
        Assert.Equal((11, 20), (MProduct.Get(id)!.Price, MProduct.Get(other)!.Price));
        Elsewhere(() => node.SetPrice(id, 12));
        Assert.Equal((11, 20), (MProduct.Get(id)!.Price, MProduct.Get(other)!.Price));
    }

    [Fact]
    public void A_save_that_finds_the_record_changed_makes_the_scope_read_it_again_so_that_trying_again_succeeds()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using RequestScope scope = node.Node.BeginRequestScope();
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Elsewhere(() => node.SetPrice(id, 11));
        Assert.Throws<POConcurrencyException>(() => node.SetPrice(id, 12));
        Assert.Equal(11, MProduct.Get(id)!.Price);
        node.SetPrice(id, 12);
        Assert.Equal(12, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_save_that_finds_the_record_gone_makes_the_scope_read_it_again()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using RequestScope scope = node.Node.BeginRequestScope();
        MProduct copy = MProduct.GetCopy(id)!;
        Elsewhere(() => MProduct.GetCopy(id)!.Delete());
        Assert.NotNull(MProduct.Get(id));
        Assert.Throws<PONotFoundException>(() => copy.Delete());
        Assert.Null(MProduct.Get(id));
    }

    [Fact]
    public void What_an_inner_scope_commits_the_outer_one_sees_too()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using RequestScope outer = node.Node.BeginRequestScope();
        Assert.Equal(10, MProduct.Get(id)!.Price);
        using (node.Node.BeginRequestScope())
        {
            node.SetPrice(id, 11);
            Assert.Equal(11, MProduct.Get(id)!.Price);
        }

        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_the_flow_of_a_scope_resets_it_reads_again(bool wholeTable)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using RequestScope scope = node.Node.BeginRequestScope();
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Elsewhere(() => node.SetPrice(id, 11));
        _ = wholeTable ? node.Node.Bus.Reset() : node.Node.Bus.Reset(MProduct.TableName, id);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_reset_of_the_whole_table_by_others_takes_nothing_from_the_scope()
    {
        using TestNodes nodes = new();
        int[] ids = [.. Enumerable.Range(0, 5).Select(i => nodes.AddCached(price: i))];
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MProduct.Get(ids[0]);
        for (int round = 1; round <= 3; round++)
        {
            nodes.Log.Push(MProduct.TableName);
            nodes.Reader.Node.CatchUp();
            Assert.Equal(0, nodes.Reader.StatementsOf(() => Assert.All(ids, (id, i) => Assert.Equal(i, MProduct.Get(id)!.Price))));
            Assert.Equal(5, Elsewhere(() => MProduct.GetMany(ids).Count));
        }

        Assert.Equal(5, nodes.Reader.Node.Scopes.RetainedCount);
    }

    [Fact]
    public void What_was_not_cached_and_changed_since_is_loaded_and_then_stays()
    {
        using TestNodes nodes = new();
        int seen = nodes.AddCached();
        int uncached = nodes.AddCached(price: 20);
        nodes.Reader.Node.Bus.Reset(MProduct.TableName, uncached);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MProduct.Get(seen);
        SetByPeer(nodes, uncached, 21);
        MProduct first = MProduct.Get(uncached)!;
        Assert.Equal((21, 1), (first.Price, scope.PinCount));
        SetByPeer(nodes, uncached, 22);
        Assert.Same(first, MProduct.Get(uncached));
        Assert.Equal(22, Elsewhere(() => MProduct.Get(uncached)!.Price));
        Assert.Same(first, MProduct.Get(uncached));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_scope_makes_others_share_is_made_of_what_is_current_and_not_of_what_only_the_scope_still_sees(bool inTransaction)
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        using CCache<int, string> labels = new(MProduct.TableName, static (key, _) => new($"costs {MProduct.GetRequired(key).Price}"));
        using CachedAttribute<int, string> signs = new("test.sign", static (key, _) => new($"sells at {MProduct.GetRequired(key).Price}"), [MProduct.TableName]);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MProduct first = MProduct.Get(id)!;
        SetByPeer(nodes, id, 11);
        Assert.Same(first, MProduct.Get(id));
        using (Trx? trx = inTransaction ? Trx.Begin() : null)
        {
            labels.Get(id);
            signs.Get(id, trx);
        }

        Assert.Equal(1, labels.Count);
        Assert.Equal(("costs 11", "sells at 11"), Elsewhere(() => (labels.Get(id), signs.Get(id))));
        Assert.Same(first, MProduct.Get(id));
    }

    [Fact]
    public void What_was_not_cached_and_had_not_changed_is_loaded_and_stays_without_being_kept_by_the_scope()
    {
        using TestNodes nodes = new();
        int seen = nodes.AddCached();
        int uncached = nodes.AddCached(price: 20);
        nodes.Reader.Node.Bus.Reset(MProduct.TableName, uncached);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MProduct.Get(seen);
        MProduct first = MProduct.Get(uncached)!;
        Assert.Equal((20, 0), (first.Price, scope.PinCount));
        SetByPeer(nodes, uncached, 21);
        Assert.Same(first, MProduct.Get(uncached));
        Assert.Equal(0, scope.PinCount);
    }

    [Fact]
    public void A_record_that_was_missing_stays_missing_and_one_that_was_deleted_stays()
    {
        using TestNodes nodes = new();
        int deleted = nodes.AddCached();
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Assert.NotNull(MProduct.Get(deleted));
        Assert.Null(MProduct.Get(deleted + 1));
        using (nodes.Writer.Node.Use())
        {
            Assert.Equal(deleted + 1, nodes.Writer.AddProduct());
            MProduct.GetCopy(deleted)!.Delete();
        }

        nodes.Reader.Node.CatchUp();
        Assert.NotNull(MProduct.Get(deleted));
        Assert.Null(MProduct.Get(deleted + 1));
        Assert.Equal((true, true), Elsewhere(() => (MProduct.Get(deleted) is null, MProduct.Get(deleted + 1) is not null)));
    }

    [Fact]
    public void While_a_commit_is_in_doubt_a_scope_from_before_reads_what_was_cached_and_one_from_then_keeps_what_it_read_first()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using RequestScope before = node.Node.BeginRequestScope();
        Assert.Equal(10, MProduct.Get(id)!.Price);
        using HeldCommit commit = Elsewhere(() => HeldCommit.Before(node, id, 11));
        Assert.Equal(0, node.StatementsOf(() => Assert.Equal(10, MProduct.Get(id)!.Price)));
        using RequestScope during = node.Node.BeginRequestScope();
        Assert.Equal(1, node.StatementsOf(() => Assert.Equal(10, MProduct.Get(id)!.Price)));
        using HeldCommit committed = commit.MoveOnToAfter();
        Assert.Equal(0, node.StatementsOf(() => Assert.Equal(10, MProduct.Get(id)!.Price)));
        committed.Finish();
        Assert.Equal(10, MProduct.Get(id)!.Price);
        during.Dispose();
        Assert.Equal(10, MProduct.Get(id)!.Price);
        before.Dispose();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void Reads_of_many_and_reads_in_a_transaction_that_has_not_changed_the_record_keep_to_the_scope_too()
    {
        using TestNodes nodes = new();
        int cached = nodes.AddCached(price: 10);
        int uncached = nodes.AddCached(price: 20);
        nodes.Reader.Node.Bus.Reset(MProduct.TableName, uncached);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Assert.Equal([10, 20], Prices());
        SetByPeer(nodes, cached, 11);
        SetByPeer(nodes, uncached, 21);
        Assert.Equal([10, 20], Prices());
        using Trx trx = Trx.Begin();
        Assert.Equal((10, 20), (MProduct.Get(cached, trx)!.Price, MProduct.Get(uncached, trx)!.Price));
        MProduct copy = MProduct.GetCopy(cached, trx)!;
        copy.Name = "Elm";
        Assert.Throws<POConcurrencyException>(() => copy.Save());

        decimal[] Prices() => [.. MProduct.GetMany([cached, uncached]).OrderBy(p => p.Key).Select(p => p.Value.Price)];
    }

    [Fact]
    [Trait("Behaviour", "TRC-11")]
    public async Task A_scope_is_consistent_across_await_and_threads_and_two_requests_on_one_thread_do_not_share()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        using (RequestScope scope = nodes.Reader.Node.BeginRequestScope())
        {
            Assert.Equal(10, MProduct.Get(id)!.Price);
            SetByPeer(nodes, id, 11);
            await Task.Yield();
            Assert.Equal(10, (await MProduct.GetAsync(id))!.Price);
            Assert.Equal(10, await Task.Run(() => MProduct.Get(id)!.Price));
            Assert.Equal(10, Background.Run(() => MProduct.Get(id)!.Price).Result());
            using (RequestScope second = nodes.Reader.Node.BeginRequestScope())
            {
                Assert.Equal(11, MProduct.Get(id)!.Price);
            }

            Assert.Equal(10, MProduct.Get(id)!.Price);
        }

        Assert.Equal(11, nodes.PriceInRequest(id));
    }

    [Fact]
    public async Task Threads_of_one_scope_that_load_a_changed_record_at_once_agree()
    {
        using TestNodes nodes = new();
        int seen = nodes.AddCached();
        int id = nodes.AddCached(price: 20);
        nodes.Reader.Node.Bus.Reset(MProduct.TableName, id);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MProduct.Get(seen);
        DatabaseGate first = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> early = Background.Run(() => MProduct.Get(id));
        await first.Reached;
        SetByPeer(nodes, id, 21);
        MProduct late = MProduct.Get(id)!;
        first.Open();
        Assert.Same(late, early.Result());
        Assert.Same(late, MProduct.Get(id));
    }

    [Fact]
    public void A_scope_that_begins_while_a_reset_is_being_applied_waits_until_all_of_it_is()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using ManualResetEventSlim release = new();
        using ManualResetEventSlim reached = new();
        long number = node.Node.Scopes.BeginReset();
        node.Node.Bus.NextEpoch();
        using RequestScope scope = node.Node.BeginRequestScope();
        Task<MProduct?> read = Background.Run(() =>
        {
            reached.Set();
            return MProduct.Get(id);
        });
        reached.Wait(Background.Patience);
        while (node.Node.Scopes.Count == 0)
        {
            Thread.Yield();
        }

        Assert.False(read.IsCompleted);
        node.Node.Scopes.EndReset(number);
        Assert.NotNull(read.Result());
    }

    [Fact]
    public void A_listener_of_resets_may_begin_a_scope_and_read()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        List<decimal> seen = [];
        using IDisposable subscription = nodes.Reader.Node.Bus.Subscribe(_ => seen.Add(nodes.PriceInRequest(id)));
        SetByPeer(nodes, id, 11);
        nodes.Reader.Node.Bus.Reset();
        nodes.Log.Push("*");
        nodes.Reader.Node.CatchUp();
        Assert.NotEmpty(seen);
        Assert.All(seen, p => Assert.Equal(11, p));
    }

    private static void SetByPeer(TestNodes nodes, int id, decimal price)
    {
        nodes.Writer.SetPrice(id, price);
        nodes.Reader.Node.CatchUp();
    }

    private static T Elsewhere<T>(Func<T> work) => Apart.Run(work);

    private static void Elsewhere(Action work) => Apart.Run(work);
}
