namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-14")]
public class InDoubtReadTests
{
    [Theory]
    [MemberData(nameof(Reads.Names), MemberType = typeof(Reads))]
    public void Who_has_seen_the_new_value_does_not_join_a_load_that_read_the_old_one(string read)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = 11;
        product.Save(trx);
        node.Node.Bus.Reset();

        // A load from before the mark, which has read nothing yet.
        DatabaseGate beforeRead = node.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, id);
        Task<MProduct?> late = Background.Run(() => MProduct.Get(id));
        beforeRead.WaitUntilReached();

        // The mark is set, the database has not committed: a load in doubt reads the old value and is held with it.
        DatabaseGate beforeCommit = node.Database.Hold(DatabasePoint.BeforeCommit);
        DatabaseGate afterCommit = node.Database.Hold(DatabasePoint.AfterCommit);
        Task commit = Background.Run(trx.Commit);
        beforeCommit.WaitUntilReached();
        DatabaseGate afterRead = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> old = Background.Run(() => MProduct.Get(id));
        afterRead.WaitUntilReached();

        // The database has committed, Commit has not returned: the late load reads the new value, and its reader reads again.
        beforeCommit.Open();
        afterCommit.WaitUntilReached();
        beforeRead.Open();
        Assert.Equal(11, late.Result()!.Price);
        Assert.Equal(11, Background.Run(() => Reads.Price(read, node, id)).Result());
        Assert.Equal(0, node.Metrics.Joins);

        afterRead.Open();
        Assert.Equal(10, old.Result()!.Price);
        afterCommit.Open();
        commit.Join();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }
}
