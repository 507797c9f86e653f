using System.Data;

namespace IdempiereStyleCache.Tests;

/// <summary>Who asks for one state of the database gets it: the caches may know a later one.</summary>
public class IsolationLevelTests
{
    [Theory]
    [InlineData(IsolationLevel.Serializable)]
    [InlineData(IsolationLevel.Snapshot)]
    [InlineData(IsolationLevel.RepeatableRead)]
    [Trait("Behaviour", "IDM-09")]
    public void A_transaction_of_one_state_reads_from_the_database_and_publishes_nothing(IsolationLevel level)
    {
        using TestNode node = TestNode.Start();
        int cached = node.AddProduct();
        int other = node.AddProduct();
        MProduct shared = MProduct.Get(cached)!;
        using Trx trx = node.Node.BeginTrx(level);
        Assert.Equal(3, node.StatementsOf(() =>
        {
            Assert.NotSame(shared, MProduct.Get(cached, trx));
            MProduct.Get(other, trx);
            MProduct.GetCopy(other, trx);
        }));
        Assert.False(MProduct.Cache.IsCached(other));
        Assert.Same(shared, MProduct.Get(cached));
    }

    [Theory]
    [InlineData(IsolationLevel.Unspecified)]
    [InlineData(IsolationLevel.ReadCommitted)]
    public void Other_transactions_take_what_is_cached(IsolationLevel level)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct shared = MProduct.Get(id)!;
        using Trx trx = node.Node.BeginTrx(level);
        Assert.Same(shared, MProduct.Get(id, trx));
    }
}
