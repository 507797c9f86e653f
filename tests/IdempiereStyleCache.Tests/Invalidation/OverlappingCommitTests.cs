namespace IdempiereStyleCache.Tests;

public class OverlappingCommitTests
{
    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void Marks_of_two_commits_on_one_record_nest()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using HeldCommit first = HeldCommit.After(node, id, 11);
        using HeldCommit second = HeldCommit.Before(node, id, 12);

        first.Finish();
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.False(MProduct.Cache.IsCached(id));
        second.Finish();
        Assert.Equal(12, MProduct.Get(id)!.Price);
        Assert.True(MProduct.Cache.IsCached(id));
    }

    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void The_one_that_began_first_may_end_last()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using HeldCommit first = HeldCommit.After(node, id, 11);
        using HeldCommit second = HeldCommit.Before(node, id, 12);
        second.Finish();
        Assert.Equal(12, MProduct.Get(id)!.Price);
        Assert.False(MProduct.Cache.IsCached(id));
        first.Finish();
        Assert.Equal(12, MProduct.Get(id)!.Price);
        Assert.True(MProduct.Cache.IsCached(id));
    }

    [Fact]
    [Trait("Behaviour", "IDM-10")]
    public void When_the_second_is_rolled_back_the_mark_of_the_first_stays()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using HeldCommit first = HeldCommit.After(node, id, 11);
        using HeldCommit second = HeldCommit.Before(node, id, 12);
        Assert.IsType<PODatabaseException>(second.Fail(new RefusedByDatabaseException()));
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.False(MProduct.Cache.IsCached(id));
        first.Finish();
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.True(MProduct.Cache.IsCached(id));
    }

    [Fact]
    public void A_mark_on_the_whole_table_and_one_on_a_record_nest()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        int other = node.AddProduct(price: 10);
        Trx whole = node.Node.BeginTrx();
        Changes.WriteRow(whole, other, 20);
        whole.MarkChanged(MProduct.TableName);
        MProduct.Get(id);
        using HeldCommit first = HeldCommit.Before(node, whole);
        using HeldCommit second = HeldCommit.Before(node, id, 11);

        second.Finish();
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.False(MProduct.Cache.IsCached(id));
        first.Finish();
        Assert.Equal((11, 20), (MProduct.Get(id)!.Price, MProduct.Get(other)!.Price));
        Assert.True(MProduct.Cache.IsCached(id));
    }

    [Fact]
    public void Two_commits_over_several_tables_in_different_order_do_not_wait_for_each_other()
    {
        using TestNode node = TestNode.Start();
        int product = node.AddProduct();
        int unit = node.Add(new MUnit { C_UOM_ID = 5, Name = "old" }, u => u.C_UOM_ID);
        MProduct.Get(product);
        MUnit.Get(unit);
        Trx first = node.Node.BeginTrx();
        first.MarkChanged(MProduct.TableName, product);
        first.MarkChanged(MUnit.TableName, unit);
        _ = first.Connection;
        Trx second = node.Node.BeginTrx();
        second.MarkChanged(MUnit.TableName, unit);
        second.MarkChanged(MProduct.TableName, product);
        _ = second.Connection;

        using HeldCommit heldFirst = HeldCommit.Before(node, first);
        using HeldCommit heldSecond = HeldCommit.Before(node, second);
        heldFirst.Finish();
        MProduct.Get(product);
        MUnit.Get(unit);
        Assert.Equal((0, 0), (MProduct.Cache.Count, MUnit.Cache.Count));
        heldSecond.Finish();
        MProduct.Get(product);
        MUnit.Get(unit);
        Assert.Equal((1, 1), (MProduct.Cache.Count, MUnit.Cache.Count));
    }

    [Fact]
    [Trait("Behaviour", "IDM-10")]
    public void A_rollback_lifts_the_mark_and_publishing_works_again()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using HeldCommit commit = HeldCommit.Before(node, id, 11);
        MProduct.Get(id);
        Assert.False(MProduct.Cache.IsCached(id));
        Assert.IsType<PODatabaseException>(commit.Fail(new RefusedByDatabaseException()));
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Assert.True(MProduct.Cache.IsCached(id));
    }

    [Fact]
    public void A_load_that_began_while_in_doubt_may_be_published_when_the_commit_was_rolled_back()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using HeldCommit commit = HeldCommit.Before(node, id, 11);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> reader = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        commit.Fail(new RefusedByDatabaseException());
        gate.Open();
        Assert.Same(reader.Result(), MProduct.Get(id));
    }

    [Fact]
    [Trait("Behaviour", "IDM-10")]
    public void A_commit_that_is_known_to_have_failed_tells_no_listener_and_undoes_the_objects()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = 11;
        product.Save();
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        node.Database.Fail(DatabasePoint.BeforeCommit, new RefusedByDatabaseException());

        Assert.Throws<PODatabaseException>(trx.Commit);
        Assert.Equal(TrxState.RolledBack, trx.State);
        Assert.Empty(heard);
        Assert.Equal((true, 1L), (product.IsValueChanged("Price"), product.Version));
    }
}
