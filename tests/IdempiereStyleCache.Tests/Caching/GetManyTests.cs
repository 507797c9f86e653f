namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-15")]
public class GetManyTests
{
    [Fact]
    public async Task What_is_not_cached_is_read_with_one_query()
    {
        using TestNode node = TestNode.Start();
        int[] ids = Add(node, 5);
        MProduct cached = MProduct.Get(ids[1])!;
        node.Database.TakeLog();

        IReadOnlyDictionary<int, MProduct> found = MProduct.GetMany([.. ids, 99, ids[0]]);
        Assert.Equal(ids, found.Keys.Order());
        Assert.Same(cached, found[ids[1]]);
        Assert.All(found, p => Assert.Equal(p.Key, p.Value.M_Product_ID));
        Assert.Equal([$"many M_Product {ids[0]},{ids[2]},{ids[3]},{ids[4]},99"], node.Database.TakeLog());

        Assert.Equal(found, await MProduct.GetManyAsync(ids));
        Assert.Empty(node.Database.TakeLog());
        Assert.Empty(MProduct.GetMany([]));
    }

    [Fact]
    public void Two_that_overlap_send_one_query_each_for_what_the_other_is_not_loading()
    {
        using TestNode node = TestNode.Start();
        int[] ids = Add(node, 4);
        node.Database.TakeLog();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, ids[0]);
        Task<IReadOnlyDictionary<int, MProduct>> first = Background.Run(() => MProduct.GetMany(ids[..3]));
        gate.WaitUntilReached();
        Task<IReadOnlyDictionary<int, MProduct>> second = Background.Run(() => MProduct.GetMany(ids[1..]));
        node.Metrics.WaitForJoins(2);

        gate.Open();
        Assert.Equal(ids[..3], first.Result().Keys.Order());
        Assert.Equal(ids[1..], second.Result().Keys.Order());
        Assert.Same(first.Result()[ids[1]], second.Result()[ids[1]]);
        Assert.Equal([$"many M_Product {ids[0]},{ids[1]},{ids[2]}", $"many M_Product {ids[3]}"], node.Database.TakeLog());
    }

    [Fact]
    public void It_ends_its_own_loads_before_it_waits_for_others_so_that_two_never_wait_for_each_other()
    {
        using TestNode node = TestNode.Start();
        int[] ids = Add(node, 2);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, ids[0]);
        Task<MProduct?> single = Background.Run(() => MProduct.Get(ids[0]));
        gate.WaitUntilReached();

        DatabaseGate manyGate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, ids[1]);
        Task<IReadOnlyDictionary<int, MProduct>> many = Background.Run(() => MProduct.GetMany(ids));
        manyGate.WaitUntilReached();
        Task<MProduct?> joiner = Background.Run(() => MProduct.Get(ids[1]));
        node.Metrics.WaitForJoins(2);
        manyGate.Open();
        Assert.NotNull(joiner.Result());
        Assert.False(many.IsCompleted);

        gate.Open();
        Assert.Same(single.Result(), many.Result()[ids[0]]);
    }

    [Fact]
    public void Single_reads_join_it_and_it_joins_single_reads()
    {
        using TestNode node = TestNode.Start();
        int[] ids = Add(node, 2);
        int asked = node.Database.Statements;
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, ids[0]);
        Task<IReadOnlyDictionary<int, MProduct>> many = Background.Run(() => MProduct.GetMany(ids));
        gate.WaitUntilReached();
        Task<MProduct?> single = Background.Run(() => MProduct.Get(ids[1]));
        node.Metrics.WaitForJoins(1);
        gate.Open();
        Assert.Same(single.Result(), many.Result()[ids[1]]);
        Assert.Equal(1, node.Database.Statements - asked);
    }

    [Fact]
    public void When_its_query_fails_everybody_who_waits_gets_the_error_and_the_next_reads_load_again()
    {
        using TestNode node = TestNode.Start();
        int[] ids = Add(node, 3);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, ids[0]);
        Task<IReadOnlyDictionary<int, MProduct>> many = Background.Run(() => MProduct.GetMany(ids));
        gate.WaitUntilReached();
        Task<MProduct?> single = Background.Run(() => MProduct.Get(ids[1]));
        Task<IReadOnlyDictionary<int, MProduct>> other = Background.Run(() => MProduct.GetMany([ids[2]]));
        node.Metrics.WaitForJoins(2);

        gate.Fail(new ConnectionLostException());
        Assert.Throws<ConnectionLostException>(() => many.Result());
        Assert.Throws<ConnectionLostException>(() => single.Result());
        Assert.Throws<ConnectionLostException>(() => other.Result());
        Assert.Equal(3, MProduct.GetMany(ids).Count);
    }

    [Fact]
    public void When_a_load_that_it_joined_fails_it_fails_but_keeps_what_it_loaded_itself()
    {
        using TestNode node = TestNode.Start();
        int[] ids = Add(node, 2);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, ids[0]);
        Task<MProduct?> single = Background.Run(() => MProduct.Get(ids[0]));
        gate.WaitUntilReached();
        Task<IReadOnlyDictionary<int, MProduct>> many = Background.Run(() => MProduct.GetMany(ids));
        node.Metrics.WaitForJoins(1);

        gate.Fail(new ConnectionLostException());
        Assert.Throws<ConnectionLostException>(() => single.Result());
        Assert.Throws<ConnectionLostException>(() => many.Result());
        Assert.Equal((false, true), (MProduct.Cache.IsCached(ids[0]), MProduct.Cache.IsCached(ids[1])));
    }

    [Fact]
    public async Task Cancelling_it_leaves_its_loads_to_others()
    {
        using TestNode node = TestNode.Start();
        int[] ids = Add(node, 2);
        using CancellationTokenSource cancel = new();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeRead);
        Task<IReadOnlyDictionary<int, MProduct>> many = MProduct.GetManyAsync(ids, cancel.Token).AsTask();
        await gate.Reached;
        Task<MProduct?> joiner = MProduct.GetAsync(ids[1]).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => many.InTime());
        gate.Open();
        Assert.NotNull(await joiner.InTime());
    }

    [Fact]
    public void Keys_that_cannot_be_read_or_asked_for_leave_no_load_behind_that_others_would_wait_for()
    {
        using TestNode node = TestNode.Start();
        node.Add(new MCountry { Code = "DE", Name = "Germany" }, c => c.Code);
        Assert.ThrowsAny<ArgumentException>(() => MCountry.GetMany(["DE", null!]));
        Assert.Throws<NotSupportedException>(() => MCountry.GetMany(Failing()));
        Assert.Equal("Germany", Background.Run(() => MCountry.Get("DE")).Result()!.Name);

        static IEnumerable<string> Failing()
        {
            yield return "DE";
            throw new NotSupportedException();
        }
    }

    private static int[] Add(TestNode node, int count) => [.. Enumerable.Range(0, count).Select(_ => node.AddProduct())];
}
