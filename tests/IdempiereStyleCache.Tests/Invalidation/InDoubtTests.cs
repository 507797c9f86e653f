namespace IdempiereStyleCache.Tests;

/// <summary>
/// While a commit is under way nobody on the node can know which side of it the database is on: what it changes is read from the database and published by nobody.
/// So no read of this node is older than what the database had committed when the read began, also before the commit returned.
/// </summary>
public class InDoubtTests
{
    [Fact]
    [Trait("Behaviour", "IDM-12")]
    public void Once_the_database_has_committed_every_read_sees_the_new_value_although_Commit_has_not_returned()
    {
        Assert.Equal((10, 11), AroundTheCommit(CoherenceFaults.None));
    }

    [Fact]
    public void Without_the_mark_the_cache_would_still_serve_the_old_value_then()
    {
        Assert.Equal((10, 10), AroundTheCommit(CoherenceFaults.IgnoreInDoubt));
    }

    [Theory]
    [MemberData(nameof(Reads.Names), MemberType = typeof(Reads))]
    public void Before_the_database_has_committed_reads_see_the_old_value_and_publish_nothing(string read)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using HeldCommit commit = HeldCommit.Before(node, id, 11);
        Assert.False(MProduct.Cache.IsCached(id));
        Assert.Equal(2, node.StatementsOf(() => Assert.Equal(20, Reads.Price(read, node, id) + Reads.Price(read, node, id))));
        Assert.False(MProduct.Cache.IsCached(id));
        commit.Finish();
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.True(MProduct.Cache.IsCached(id));
    }

    [Theory]
    [MemberData(nameof(Reads.Names), MemberType = typeof(Reads))]
    [Trait("Behaviour", "IDM-13")]
    public void A_load_that_began_while_in_doubt_and_read_the_old_value_leaves_nothing_after_the_commit(string read)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using HeldCommit commit = HeldCommit.Before(node, id, 11);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<decimal> reader = Background.Run(() => Reads.Price(read, node, id));
        gate.WaitUntilReached();
        commit.Finish();
        gate.Open();
        Assert.Equal(Reads.IsInTransaction(read) ? 10 : 11, reader.Result());
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void A_load_that_ended_while_in_doubt_leaves_nothing_that_a_read_after_the_databases_commit_could_get()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using HeldCommit commit = HeldCommit.Before(node, id, 11);
        Assert.Equal(10, MProduct.Get(id)!.Price);
        using HeldCommit after = commit.MoveOnToAfter();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-14")]
    public void A_reader_does_not_join_a_load_that_may_have_read_before_the_database_committed()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using HeldCommit commit = HeldCommit.Before(node, id, 11);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> old = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        using HeldCommit after = commit.MoveOnToAfter();

        // Another reader may have seen the new price by now: nobody may see the old one any more.
        Assert.Equal(11, Background.Run(() => MProduct.Get(id)!.Price).Result());
        gate.Open();
        Assert.Equal(10, old.Result()!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-16")]
    public void Records_that_the_commit_does_not_change_stay_cached_and_are_published()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 200).Select(_ => node.AddProduct())];
        MProduct cached = MProduct.Get(ids[1])!;
        using HeldCommit commit = HeldCommit.Before(node, ids[0], 11);
        Assert.Same(cached, MProduct.Get(ids[1]));
        MProduct.GetMany(ids);
        Assert.Equal(ids[1..], ids.Where(MProduct.Cache.IsCached));
    }

    [Fact]
    public void A_commit_that_changes_a_whole_table_puts_all_of_it_in_doubt()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 3).Select(_ => node.AddProduct(price: 10))];
        MProduct.GetMany(ids);
        using Trx trx = node.Node.BeginTrx();
        Changes.WriteRow(trx, ids[1], 11);
        trx.MarkChanged(MProduct.TableName);
        using HeldCommit commit = HeldCommit.Before(node, trx);
        MProduct.GetMany(ids);
        Assert.Equal(0, MProduct.Cache.Count);
        commit.Finish();
        Assert.Equal(11, MProduct.GetMany(ids)[ids[1]].Price);
        Assert.Equal(3, MProduct.Cache.Count);
    }

    [Fact]
    public void A_commit_puts_every_table_in_doubt_that_it_changes()
    {
        using TestNode node = TestNode.Start();
        int product = node.AddProduct(price: 10);
        int unit = node.Add(new MUnit { C_UOM_ID = 5, Name = "old" }, u => u.C_UOM_ID);
        Assert.NotNull(MUnit.Get(unit));
        using Trx trx = node.Node.BeginTrx();
        MProduct changedProduct = MProduct.GetCopy(product, trx)!;
        changedProduct.Price = 11;
        changedProduct.Save();
        MUnit changedUnit = MUnit.GetCopy(unit, trx)!;
        changedUnit.Name = "new";
        changedUnit.Save();

        using HeldCommit commit = HeldCommit.After(node, trx);
        Assert.Equal((11m, "new"), (MProduct.Get(product)!.Price, MUnit.Get(unit)!.Name));
        Assert.Equal(2, node.StatementsOf(() => Assert.Equal((11m, "new"), (MProduct.Get(product)!.Price, MUnit.Get(unit)!.Name))));
    }

    [Fact]
    public void The_parent_that_embeds_a_changed_child_is_in_doubt_too()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();
        new MProductPrice { M_Product_ID = id, Price = 5 }.Save(trx);
        Assert.Empty(MProduct.Get(id)!.Prices);
        using HeldCommit commit = HeldCommit.After(node, trx);
        Assert.Single(MProduct.Get(id)!.Prices);
        Assert.False(MProduct.Cache.IsCached(id));
    }

    private static (decimal Before, decimal After) AroundTheCommit(CoherenceFaults faults)
    {
        using TestNode node = TestNode.Start(faults);
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using HeldCommit commit = HeldCommit.Before(node, id, 11);
        decimal before = MProduct.Get(id)!.Price;
        using HeldCommit after = commit.MoveOnToAfter();
        return (before, MProduct.Get(id)!.Price);
    }
}
