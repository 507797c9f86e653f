namespace IdempiereStyleCache.Tests;

public class AttachedTests
{
    [Fact]
    [Trait("Behaviour", "IDM-11")]
    public void A_transaction_that_was_taken_over_commits_what_both_wrote_and_resets_it()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 2).Select(_ => node.AddProduct(price: 10))];
        MProduct.GetMany(ids);
        using Trx trx = Trx.Use(node.Database.BeginElsewhere());
        Changes.WriteRow(trx, ids[0], 11);
        trx.MarkChanged(MProduct.TableName, ids[0]);
        MProduct product = MProduct.GetCopy(ids[1], trx)!;
        product.Price = 12;
        product.Save();
        trx.Commit();
        Assert.Equal((11, 12), (MProduct.Get(ids[0])!.Price, MProduct.Get(ids[1])!.Price));
    }

    [Fact]
    [Trait("Behaviour", "IDM-10")]
    public void Rolling_it_back_undoes_what_both_wrote()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using (Trx trx = Trx.Use(node.Database.BeginElsewhere()))
        {
            Changes.WriteRow(trx, id, 11);
            trx.MarkChanged(MProduct.TableName, id);
            Assert.Equal(11, MProduct.Get(id, trx)!.Price);
        }

        Assert.Equal(10, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void Rows_that_the_applications_statements_changed_are_seen_in_the_transaction_once_they_were_named()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using Trx trx = node.Node.BeginTrx();
        Changes.WriteRow(trx, id, 11);
        Assert.Equal(10, MProduct.Get(id, trx)!.Price);
        trx.MarkChanged("m_product", (long)id);
        Assert.Equal(11, MProduct.Get(id, trx)!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-31")]
    public void When_the_application_ended_it_behind_the_framework_what_it_may_have_committed_is_reset()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        MemoryTransaction begun = node.Database.BeginElsewhere();
        Trx trx = Trx.Use(begun);
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = 11;
        product.Save();
        begun.Session.CommitAsync(new StorageCall(begun.Session, IsAsync: false)).AsTask().Join();
        trx.Dispose();
        Assert.Equal(TrxState.Unknown, trx.State);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }
}
