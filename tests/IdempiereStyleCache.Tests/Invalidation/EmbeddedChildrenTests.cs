namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-19")]
public class EmbeddedChildrenTests
{
    [Fact]
    public void An_inserted_child_refreshes_the_cached_parent_and_leaves_others()
    {
        using Family family = new();
        new MProductPrice { M_Product_ID = family.First, Price = 5 }.Save();
        Assert.Equal([1m, 5m], family.PricesOf(family.First));
        family.AssertUntouched(family.Second);
    }

    [Fact]
    public void An_updated_child_refreshes_the_cached_parent_and_leaves_others()
    {
        using Family family = new();
        MProductPrice child = family.Child();
        child.Price = 7;
        child.Save();
        Assert.Equal([7m], family.PricesOf(family.First));
        family.AssertUntouched(family.Second);
    }

    [Fact]
    public void A_deleted_child_refreshes_the_cached_parent_and_leaves_others()
    {
        using Family family = new();
        family.Child().Delete();
        Assert.Empty(family.PricesOf(family.First));
        family.AssertUntouched(family.Second);
    }

    [Fact]
    public void A_child_that_moves_refreshes_the_old_and_the_new_parent()
    {
        using Family family = new();
        MProductPrice child = family.Child();
        child.M_Product_ID = family.Third;
        child.Save();
        Assert.Empty(family.PricesOf(family.First));
        Assert.Equal([3m, 1m], family.PricesOf(family.Third).OrderDescending());
        family.AssertUntouched(family.Second);
    }

    [Fact]
    public void A_child_that_moves_and_is_deleted_before_it_is_saved_refreshes_the_old_parent()
    {
        using Family family = new();
        MProductPrice child = family.Child();
        child.M_Product_ID = family.Third;
        child.Delete();
        Assert.Empty(family.PricesOf(family.First));
    }

    [Fact]
    public void A_child_that_somebody_else_moved_since_it_was_read_refreshes_the_parent_that_has_it_now()
    {
        using Family family = new();
        MProductPrice stale = family.Child();
        MProductPrice moved = family.Child();
        moved.M_Product_ID = family.Third;
        moved.Save();
        Assert.Equal(2, MProduct.Get(family.Third)!.Prices.Count);

        stale.Price = 7;
        stale.Save();
        Assert.Contains(7, family.PricesOf(family.Third));
        Assert.Empty(family.PricesOf(family.First));
        MProductPrice.Query("Price = @price", new { price = 7m }).First()!.Delete();
        Assert.Equal([3m], family.PricesOf(family.Third));
    }

    [Fact]
    public void Saving_a_parent_whose_children_alone_changed_refreshes_it()
    {
        using Family family = new();
        MProduct parent = MProduct.GetCopy(family.First)!;
        parent.Prices[0].Price = 7;
        Assert.True(parent.Save());
        Assert.Equal([7m], family.PricesOf(family.First));
    }

    [Fact]
    public void In_the_transaction_the_parent_shows_the_child_at_once_and_elsewhere_after_the_commit()
    {
        using Family family = new();
        using Trx trx = family.Node.Node.BeginTrx();
        new MProductPrice { M_Product_ID = family.First, Price = 5 }.Save(trx);
        Assert.Equal(2, MProduct.Get(family.First, trx)!.Prices.Count);
        Assert.Equal(2, MProduct.GetCopy(family.First, trx)!.Prices.Count);
        family.AssertUntouched(family.First);
        trx.Commit();
        Assert.Equal(2, MProduct.Get(family.First)!.Prices.Count);
    }

    [Fact]
    public void A_rolled_back_child_leaves_the_cached_parent_in_place()
    {
        using Family family = new();
        using (Trx trx = family.Node.Node.BeginTrx())
        {
            new MProductPrice { M_Product_ID = family.First, Price = 5 }.Save(trx);
        }

        family.AssertUntouched(family.First);
        Assert.Equal([1m], family.PricesOf(family.First));
    }

    [Fact]
    public void Resetting_the_childrens_table_or_one_child_by_hand_resets_all_parents_that_could_embed_it()
    {
        using Family family = new();
        Assert.Equal(3, family.Node.Node.Bus.Reset(MProductPrice.TableName));
        MProduct.GetMany([family.First, family.Second]);
        Assert.Equal(2, family.Node.Node.Bus.Reset(MProductPrice.TableName, 1));
    }

    [Fact]
    public void In_a_transaction_whose_statement_changed_children_parents_are_read_again()
    {
        using Family family = new();
        using Trx trx = family.Node.Node.BeginTrx();
        ((MemoryConnection)trx.Connection).Session.Write(MProductPrice.TableName, 900, [900, family.First, 5m]);
        trx.MarkChanged(MProductPrice.TableName, 900);
        Assert.Equal(2, MProduct.Get(family.First, trx)!.Prices.Count);
        family.AssertUntouched(family.First);
    }

    [Fact]
    public void A_grandchild_refreshes_parent_and_grandparent()
    {
        using TestNode node = TestNode.Start();
        MRegion region = new() { Name = "north" };
        MCity city = new() { Name = "Oslo" };
        city.Streets.Add(new MStreet { Name = "first" });
        region.Cities.Add(city);
        region.Save();
        MRegion cached = MRegion.Get(region.C_Region_ID)!;
        Assert.Equal("first", cached.Cities[0].Streets[0].Name);
        MRegion other = new() { Name = "south" };
        other.Save();
        MRegion otherCached = MRegion.Get(other.C_Region_ID)!;

        MStreet street = MStreet.Query().First()!;
        street.Name = "renamed";
        street.Save();
        Assert.Equal("renamed", MRegion.Get(region.C_Region_ID)!.Cities[0].Streets[0].Name);
        Assert.Same(otherCached, MRegion.Get(other.C_Region_ID));
        Assert.True(MRegion.Get(region.C_Region_ID)!.Cities[0].Streets[0].IsImmutable);
    }

    private sealed class Family : IDisposable
    {
        private readonly Dictionary<int, MProduct> _cached = [];

        public Family()
        {
            First = Add(1);
            Second = Add(2);
            Third = Add(3);
        }

        public TestNode Node { get; } = TestNode.Start();

        public int First { get; }

        public int Second { get; }

        public int Third { get; }

        public MProductPrice Child() => MProductPrice.Query("M_Product_ID = @First", new { First }).First()!;

        public decimal[] PricesOf(int id) => [.. MProduct.Get(id)!.Prices.Select(p => p.Price)];

        public void AssertUntouched(int id) => Assert.Same(_cached[id], MProduct.Get(id));

        public void Dispose() => Node.Dispose();

        private int Add(decimal price)
        {
            MProduct product = new() { Name = "Oak" };
            product.Prices.Add(new MProductPrice { Price = price });
            product.Save();
            MProduct cached = MProduct.Get(product.M_Product_ID)!;
            Assert.Single(cached.Prices);
            _cached.Add(cached.M_Product_ID, cached);
            return cached.M_Product_ID;
        }
    }
}
