namespace IdempiereStyleCache.Tests;

public class SavepointTests
{
    [Fact]
    [Trait("Behaviour", "IDM-23")]
    public void Changes_undone_by_a_savepoint_rollback_raise_no_notification_and_those_before_it_do()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 3).Select(_ => node.AddProduct(price: 10))];
        MProduct[] cached = [.. ids.Select(id => MProduct.Get(id)!)];
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        using Trx trx = node.Node.BeginTrx();
        Save(trx, ids[0], 11);
        TrxSavepoint savepoint = trx.SetSavepoint();
        Save(trx, ids[1], 11);
        new MUnit { C_UOM_ID = 1, Name = "metre" }.Save(trx);
        trx.MarkChanged("T");
        trx.Rollback(savepoint);
        Save(trx, ids[2], 11);
        trx.Commit();

        CacheReset reset = Assert.Single(heard);
        Assert.Equal([(object)ids[0], ids[2]], reset.Keys);
        Assert.Equal([11m, 10m, 11m], ids.Select(id => MProduct.Get(id)!.Price));
        Assert.Same(cached[1], MProduct.Get(ids[1]));
    }

    [Fact]
    [Trait("Behaviour", "IDM-23")]
    public void A_record_that_was_changed_before_and_after_the_savepoint_is_still_notified()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using Trx trx = node.Node.BeginTrx();
        Save(trx, id, 11);
        TrxSavepoint savepoint = trx.SetSavepoint();
        Save(trx, id, 12);
        trx.MarkChanged("M_Product", id);
        trx.Rollback(savepoint);
        Assert.Equal(11, MProduct.Get(id, trx)!.Price);
        trx.Commit();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-23")]
    public void Savepoints_nest()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 4).Select(_ => node.AddProduct(price: 10))];
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        using Trx trx = node.Node.BeginTrx();
        TrxSavepoint outer = trx.SetSavepoint();
        Save(trx, ids[0], 11);
        TrxSavepoint inner = trx.SetSavepoint();
        Save(trx, ids[1], 11);
        trx.Rollback(inner);
        Save(trx, ids[2], 11);
        trx.Rollback(inner);
        Assert.Equal([11m, 10m, 10m], ids[..3].Select(id => MProduct.Get(id, trx)!.Price));
        trx.Rollback(outer);
        Save(trx, ids[3], 11);
        trx.Commit();
        Assert.Equal([(object)ids[3]], Assert.Single(heard).Keys);
        Assert.Equal([10m, 10m, 10m, 11m], ids.Select(id => MProduct.Get(id)!.Price));
    }

    [Fact]
    [Trait("Behaviour", "IDM-23")]
    public void After_everything_was_undone_the_commit_resets_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct cached = MProduct.Get(id)!;
        using Trx trx = node.Node.BeginTrx();
        TrxSavepoint savepoint = trx.SetSavepoint();
        Save(trx, id, 11);
        trx.Rollback(savepoint);
        Assert.Same(cached, MProduct.Get(id, trx));
        trx.Commit();
        Assert.Same(cached, MProduct.Get(id));
    }

    [Fact]
    public void What_a_savepoint_rollback_undid_can_be_saved_again()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();
        MProduct changed = MProduct.GetCopy(id, trx)!;
        changed.Name = "Elm";
        changed.Save();
        TrxSavepoint savepoint = trx.SetSavepoint();
        changed.Price = 11;
        changed.Save();
        MProduct added = new() { Name = "Ash" };
        added.Save(trx);
        MProduct deleted = MProduct.GetCopy(node.AddProduct(), trx)!;
        deleted.Delete();
        trx.Rollback(savepoint);

        Assert.Equal((true, false, 2L), (changed.IsValueChanged("Price"), changed.IsValueChanged("Name"), changed.Version));
        Assert.Equal((true, 0), (added.IsNew, added.M_Product_ID));
        Assert.False(deleted.IsDeleted);
        changed.Save();
        added.Save();
        deleted.Delete();
        trx.Commit();
        Assert.Equal(("Elm", 11m, 3L), (MProduct.Get(id)!.Name, MProduct.Get(id)!.Price, MProduct.Get(id)!.Version));
        Assert.Equal("Ash", MProduct.Get(added.M_Product_ID)!.Name);
        Assert.Null(MProduct.Get(deleted.M_Product_ID));
    }

    [Fact]
    public void A_released_savepoint_keeps_what_came_after_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using Trx trx = node.Node.BeginTrx();
        TrxSavepoint savepoint = trx.SetSavepoint();
        Save(trx, id, 11);
        trx.Release(savepoint);
        Assert.Throws<RefusedByDatabaseException>(() => trx.Rollback(savepoint));
        Assert.Equal(11, MProduct.Get(id, trx)!.Price);
        trx.Commit();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public async Task The_asynchronous_ways_do_the_same()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        await using Trx trx = await Trx.BeginAsync();
        TrxSavepoint kept = await trx.SetSavepointAsync();
        Save(trx, id, 11);
        await trx.ReleaseAsync(kept);
        TrxSavepoint undone = await trx.SetSavepointAsync();
        Save(trx, id, 12);
        await trx.RollbackAsync(undone);
        await trx.CommitAsync();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_savepoint_of_another_transaction_is_refused()
    {
        using TestNode node = TestNode.Start();
        using Trx first = node.Node.BeginTrx();
        using Trx second = node.Node.BeginTrx();
        TrxSavepoint savepoint = first.SetSavepoint();
        Assert.StartsWith("The savepoint belongs to another transaction.", Assert.Throws<ArgumentException>(() => second.Rollback(savepoint)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => second.Release(savepoint));
        Assert.True(second.IsActive);
    }

    private static void Save(Trx trx, int id, decimal price)
    {
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = price;
        product.Save();
    }
}
