namespace IdempiereStyleCache.Tests;

/// <summary>A cache that comes into being while a commit is under way missed the beginning of its mark.</summary>
[Trait("Behaviour", "IDM-12")]
public class NewCacheDuringCommitTests
{
    [Fact]
    public void The_first_cache_of_a_table_forgets_after_the_commit_what_it_read_during_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MUnit { C_UOM_ID = 5, Name = "old" }, u => u.C_UOM_ID);
        Assert.Equal(0, node.Node.Bus.TableCount);
        using HeldCommit commit = HeldCommit.Before(node, Rename(node, id));

        Assert.Equal("old", MUnit.Get(id)!.Name);
        commit.Finish();
        Assert.Equal("new", MUnit.Get(id)!.Name);
    }

    [Fact]
    public void A_load_of_the_first_cache_that_ends_after_the_commit_is_not_published()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MUnit { C_UOM_ID = 5, Name = "old" }, u => u.C_UOM_ID);
        using HeldCommit commit = HeldCommit.Before(node, Rename(node, id));
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MUnit.TableName, id);
        Task<string> reader = Background.Run(() => MUnit.Get(id)!.Name);
        gate.WaitUntilReached();
        commit.Finish();
        gate.Open();
        Assert.Equal("new", reader.Result());
        Assert.Equal("new", MUnit.Get(id)!.Name);
    }

    [Fact]
    public void Another_cache_of_a_table_that_is_cached_already_finds_the_mark()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MUnit { C_UOM_ID = 5, Name = "old" }, u => u.C_UOM_ID);
        MUnit.Get(id);
        using HeldCommit commit = HeldCommit.Before(node, Rename(node, id));
        using ImmutableIntPOCache<MUnit> other = new(MUnit.TableName);
        Assert.Equal("old", other.Get(id)!.Name);
        Assert.Equal(0, other.Count);
        commit.Finish();
        Assert.Equal("new", other.Get(id)!.Name);
    }

    [Fact]
    public void A_cache_that_embeds_the_changed_table_forgets_as_well()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        Trx trx = node.Node.BeginTrx();
        GatedSession session = ((MemoryConnection)trx.Connection).Session;
        session.Write(MProductPrice.TableName, 900, [900, id, 5m]);
        trx.MarkChanged(MProductPrice.TableName, 900);
        using HeldCommit commit = HeldCommit.Before(node, trx);

        Assert.Empty(MProduct.Get(id)!.Prices);
        commit.Finish();
        Assert.Single(MProduct.Get(id)!.Prices);
    }

    [Fact]
    public void A_cache_that_goes_and_comes_while_a_commit_is_under_way_finds_the_mark()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        HeldCommit commit;
        using (ImmutableIntPOCache<MProduct> first = new(MProduct.TableName))
        {
            first.Get(id);
            commit = HeldCommit.Before(node, id, 11);
        }

        using ImmutableIntPOCache<MProduct> second = new(MProduct.TableName);
        second.Get(id);
        Assert.Equal(0, second.Count);
        commit.Finish();
        Assert.Equal(11, second.Get(id)!.Price);
    }

    private static Trx Rename(TestNode node, int id)
    {
        Trx trx = node.Node.BeginTrx();
        MUnit unit = MUnit.Query("C_UOM_ID = @id", new { id }, trx).First()!;
        unit.Name = "new";
        unit.Save();
        return trx;
    }
}
