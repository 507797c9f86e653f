namespace IdempiereStyleCache.Tests;

public class IsolationTests
{
    [Fact]
    [Trait("Behaviour", "IDM-08")]
    public void GetCopy_sees_what_its_transaction_wrote_records_made_in_it_included()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using Trx trx = HeldCommit.Change(node, id, 11);
        MProduct added = new() { Name = "Elm" };
        added.Save(trx);

        Assert.Equal(11, MProduct.GetCopy(id, trx)!.Price);
        Assert.Equal("Elm", MProduct.GetCopy(added.M_Product_ID, trx)!.Name);
        Assert.Null(MProduct.GetCopy(added.M_Product_ID));
        Assert.Equal(10, MProduct.GetCopy(id)!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-09")]
    public async Task A_transaction_sees_its_own_writes_and_everybody_else_what_is_committed()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct cached = MProduct.Get(id)!;
        using Trx writer = HeldCommit.Change(node, id, 11);
        using Trx other = node.Node.BeginTrx();

        Assert.Equal(11, MProduct.Get(id, writer)!.Price);
        Assert.Equal(11, (await MProduct.GetAsync(id, writer))!.Price);
        Assert.Equal(11, MProduct.GetRequired(id, writer).Price);
        Assert.Same(cached, MProduct.Get(id, other));
        Assert.Same(cached, MProduct.Get(id));
        Assert.True(MProduct.Get(id, writer)!.IsImmutable);
        Assert.Equal([11m], MProduct.Query(trx: writer).List().Select(p => p.Price));
        Assert.Equal([10m], MProduct.Query().List().Select(p => p.Price));
    }

    [Fact]
    [Trait("Behaviour", "IDM-09")]
    public void What_a_transaction_with_writes_loaded_is_published_to_nobody_whichever_record_it_is()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 2).Select(_ => node.AddProduct(price: 10))];
        using Trx trx = HeldCommit.Change(node, ids[0], 11);
        node.Node.Bus.Reset();
        Assert.Equal((11, 10), (MProduct.Get(ids[0], trx)!.Price, MProduct.Get(ids[1], trx)!.Price));
        Assert.Equal(0, MProduct.Cache.Count);
        Assert.Equal(10, MProduct.Get(ids[0])!.Price);
    }

    [Theory]
    [InlineData("connection")]
    [InlineData("transaction")]
    [InlineData("record")]
    [InlineData("table")]
    [Trait("Behaviour", "IDM-09")]
    public void A_transaction_in_which_the_application_may_have_written_publishes_nothing(string how)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        int other = node.AddProduct();
        MProduct.Get(other);
        using Trx trx = node.Node.BeginTrx();
        switch (how)
        {
            case "connection":
                _ = trx.Connection;
                break;
            case "transaction":
                _ = trx.Transaction;
                break;
            case "record":
                trx.MarkChanged(MProduct.TableName, other);
                break;
            default:
                trx.MarkChanged("M_Unrelated");
                break;
        }

        MProduct.Get(id, trx);
        Assert.False(MProduct.Cache.IsCached(id));
    }

    [Fact]
    [Trait("Behaviour", "IDM-09")]
    public void A_transaction_that_was_taken_over_publishes_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(node.AddProduct());
        MemoryTransaction begun = node.Database.BeginElsewhere();
        begun.Session.Write(MProduct.TableName, id, [id, "Oak", 99m, null, default(DateTime), System.Collections.Immutable.ImmutableArray<byte>.Empty, "", 5L]);
        using Trx trx = Trx.Use(begun);
        Assert.Equal(99, MProduct.Get(id, trx)!.Price);
        Assert.False(MProduct.Cache.IsCached(id));
        Assert.Equal(10, MProduct.Get(id)!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-09")]
    public void What_a_transaction_wrote_before_a_savepoint_rollback_is_published_to_nobody()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();
        TrxSavepoint savepoint = trx.SetSavepoint();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = 11;
        product.Save();
        trx.Rollback(savepoint);
        node.Node.Bus.Reset();
        Assert.Equal(10, MProduct.Get(id, trx)!.Price);
        Assert.False(MProduct.Cache.IsCached(id));
    }

    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void A_transaction_that_began_before_a_reset_publishes_nothing_of_what_was_reset()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 2).Select(_ => node.AddProduct(price: 10))];
        MProduct.GetMany(ids);
        using Trx trx = node.Node.BeginTrx();
        node.SetPrice(ids[0], 11);
        node.Node.Bus.Reset("M_Product", ids[0]);
        MProduct.Get(ids[0], trx);
        Assert.False(MProduct.Cache.IsCached(ids[0]));
    }

    [Fact]
    public void A_transaction_that_only_reads_publishes_what_was_not_reset_since_it_began()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 2).Select(_ => node.AddProduct(price: 10))];
        MProduct.Get(ids[1]);
        using Trx trx = node.Node.BeginTrx();
        node.SetPrice(ids[1], 11);
        Assert.Same(MProduct.Get(ids[0], trx), MProduct.Get(ids[0]));
    }

    [Fact]
    [Trait("Behaviour", "IDM-10")]
    public void After_a_rollback_nobody_is_served_an_uncommitted_value_or_a_phantom()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct added = new() { Name = "Elm" };
        int phantom;
        using (Trx trx = HeldCommit.Change(node, id, 11))
        {
            added.Save(trx);
            phantom = added.M_Product_ID;
            node.Node.Bus.Reset();
            Assert.Equal(11, MProduct.Get(id, trx)!.Price);
            Assert.NotNull(MProduct.Get(phantom, trx));
            trx.Rollback();
        }

        using Trx later = node.Node.BeginTrx();
        Assert.Equal((10, 10), (MProduct.Get(id)!.Price, MProduct.Get(id, later)!.Price));
        Assert.Null(MProduct.Get(phantom));
        Assert.Null(MProduct.Get(phantom, later));
        Assert.Single(MProduct.GetMany([id, phantom]));
        Assert.Single(MProduct.Query().List());
    }

    [Fact]
    [Trait("Behaviour", "IDM-10")]
    public void A_load_inside_a_transaction_that_ends_after_its_rollback_serves_nobody_else()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        Trx trx = HeldCommit.Change(node, id, 11);
        node.Node.Bus.Reset();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<decimal> own = Background.Run(() => MProduct.Get(id, trx)!.Price);
        gate.WaitUntilReached();

        // A reader outside must not join what the transaction reads for itself.
        Assert.Equal(10, Background.Run(() => MProduct.Get(id)!.Price).Result());
        gate.Open();
        Assert.Equal(11, own.Result());
        trx.Dispose();
        Assert.Equal(10, MProduct.Get(id)!.Price);
    }
}
