namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-14")]
public class JoinRuleTests
{
    [Theory]
    [MemberData(nameof(Reads.NamesWithChanges), MemberType = typeof(Reads))]
    public void A_reader_that_comes_after_a_change_does_not_join_a_load_from_before_it(string read, string change)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        DatabaseGate gate = HoldLoad(node, id, out Task<MProduct?> old);
        Changes.Make(change, node, id, 11);

        Assert.Equal(11, Background.Run(() => Reads.Price(read, node, id)).Result());
        Assert.Equal(0, node.Metrics.Joins);
        gate.Open();
        Assert.Equal(11, old.Result()!.Price);
    }

    [Theory]
    [InlineData("Get")]
    [InlineData("GetAsync")]
    [InlineData("GetMany")]
    [InlineData("GetManyAsync")]
    public void Without_the_rule_it_would_join_and_get_the_old_value(string read)
    {
        using TestNode node = TestNode.Start(CoherenceFaults.IgnoreJoinRule);
        int id = node.AddProduct(price: 10);
        DatabaseGate gate = HoldLoad(node, id, out Task<MProduct?> old);
        node.SetPrice(id, 11);
        Task<decimal> reader = Background.Run(() => Reads.Price(read, node, id));
        node.Metrics.WaitForJoins(1);
        gate.Open();
        Assert.Equal(10, reader.Result());
        old.Join();
    }

    [Fact]
    public void A_reader_that_joined_before_the_change_loads_again_with_the_leader()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        DatabaseGate gate = HoldLoad(node, id, out Task<MProduct?> leader);
        Task<MProduct?> joiner = Background.Run(() => MProduct.Get(id));
        node.Metrics.WaitForJoins(1);
        node.SetPrice(id, 11);
        gate.Open();
        Assert.Same(leader.Result(), joiner.Result());
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void Readers_that_come_after_the_change_join_each_other()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        DatabaseGate oldGate = HoldLoad(node, id, out Task<MProduct?> old);
        node.SetPrice(id, 11);
        DatabaseGate newGate = HoldLoad(node, id, out Task<MProduct?> fresh);
        Task<MProduct?> joiner = Background.Run(() => MProduct.Get(id));
        node.Metrics.WaitForJoins(1);
        newGate.Open();
        Assert.Same(fresh.Result(), joiner.Result());
        Assert.Equal(11, joiner.Result()!.Price);
        oldGate.Open();
        old.Join();
    }

    [Fact]
    public void The_committing_thread_does_not_join_a_load_from_before_its_commit()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        DatabaseGate gate = HoldLoad(node, id, out Task<MProduct?> old);
        decimal seen = Background.Run(() =>
        {
            node.SetPrice(id, 11);
            return MProduct.Get(id)!.Price;
        }).Result();
        Assert.Equal(11, seen);
        gate.Open();
        old.Join();
    }

    /// <summary>Starts a load and holds it after it has read.</summary>
    private static DatabaseGate HoldLoad(TestNode node, int id, out Task<MProduct?> reader)
    {
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        reader = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        return gate;
    }
}
