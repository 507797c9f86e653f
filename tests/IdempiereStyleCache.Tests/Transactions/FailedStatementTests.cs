namespace IdempiereStyleCache.Tests;

/// <summary>A statement that ends with an error may have taken effect all the same: its answer was lost, or could not be read. The caller may go on and commit.</summary>
[Trait("Behaviour", "IDM-12")]
public class FailedStatementTests
{
    [Fact]
    public void An_update_that_took_effect_although_it_failed_is_seen_after_the_commit()
    {
        using TestNode node = TestNode.Start();
        MUnit unit = new() { C_UOM_ID = 1, Name = "old" };
        unit.Save();
        MUnit.Get(1);
        unit.Name = "new";
        CommitAfterFailing(node, unit.Save);
        Assert.Equal("new", MUnit.Get(1)!.Name);
    }

    [Fact]
    public void A_delete_that_took_effect_although_it_failed_is_seen_after_the_commit()
    {
        using TestNode node = TestNode.Start();
        MUnit unit = new() { C_UOM_ID = 1, Name = "old" };
        unit.Save();
        MUnit.Get(1);
        CommitAfterFailing(node, trx =>
        {
            unit.Delete(trx);
            return true;
        });
        Assert.Null(MUnit.Get(1));
    }

    [Fact]
    public void An_inserted_child_that_took_effect_although_its_save_failed_is_seen_after_the_commit()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        Assert.Empty(MProduct.Get(id)!.Prices);
        CommitAfterFailing(node, new MProductPrice { M_Product_ID = id, Price = 5 }.Save);
        Assert.Single(MProduct.Get(id)!.Prices);
    }

    [Fact]
    [Trait("Behaviour", "IDM-09")]
    public void The_transaction_itself_sees_it_at_once_and_publishes_nothing()
    {
        using TestNode node = TestNode.Start();
        MUnit unit = new() { C_UOM_ID = 1, Name = "old" };
        unit.Save();
        MUnit.Get(1);
        using Trx trx = node.Node.BeginTrx();
        unit.Name = "new";
        node.Database.Fail(DatabasePoint.AfterWrite, new ConnectionLostException());
        Assert.Throws<ConnectionLostException>(() => unit.Save(trx));
        Assert.Equal("new", MUnit.Get(1, trx)!.Name);
        node.Node.Bus.Reset();
        MUnit.Get(1, trx);
        Assert.Equal(0, MUnit.Cache.Count);
    }

    [Fact]
    public void A_save_that_the_database_refused_can_be_corrected_and_saved()
    {
        using TestNode node = TestNode.Start();
        node.Add(new MUnit { C_UOM_ID = 1, Name = "first" }, u => u.C_UOM_ID);
        using Trx trx = node.Node.BeginTrx();
        MUnit unit = new() { C_UOM_ID = 1, Name = "second" };
        Assert.Throws<RefusedByDatabaseException>(() => unit.Save(trx));
        Assert.True(unit.IsNew);
        MUnit corrected = new(unit) { C_UOM_ID = 2 };
        corrected.Save(trx);
        trx.Commit();
        Assert.Equal(("first", "second"), (MUnit.Get(1)!.Name, MUnit.Get(2)!.Name));
    }

    [Fact]
    public void A_failed_insert_that_succeeded_elsewhere_is_not_undone_when_the_first_transaction_ends()
    {
        using TestNode node = TestNode.Start();
        MUnit unit = new() { C_UOM_ID = 1, Name = "new" };
        using (Trx trx = node.Node.BeginTrx())
        {
            node.Database.Fail(DatabasePoint.BeforeWrite, new RefusedByDatabaseException());
            Assert.Throws<RefusedByDatabaseException>(() => unit.Save(trx));
            unit.Trx = null;
            unit.Save();
        }

        Assert.False(unit.IsNew);
    }

    private static void CommitAfterFailing(TestNode node, Func<Trx, bool> save)
    {
        using Trx trx = node.Node.BeginTrx();
        node.Database.Fail(DatabasePoint.AfterWrite, new ConnectionLostException());
        Assert.Throws<ConnectionLostException>(() => save(trx));
        trx.Commit();
    }
}
