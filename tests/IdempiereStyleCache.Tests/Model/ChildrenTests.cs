namespace IdempiereStyleCache.Tests;

public class ChildrenTests
{
    [Fact]
    public void Saving_a_parent_inserts_updates_and_deletes_its_children()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2, 3);
        MProduct product = MProduct.GetCopy(id)!;
        product.Prices[0].Price = 10;
        Assert.True(product.Prices.Remove(product.Prices[1]));
        product.Prices.Add(new MProductPrice { Price = 4 });
        Assert.True(product.IsChanged);

        product.Save();
        Assert.False(product.IsChanged);
        Assert.Equal([10m, 3m, 4m], StoredPrices(id));
        Assert.All(product.Prices, p => Assert.Equal(id, p.M_Product_ID));
    }

    [Fact]
    public void A_failing_child_undoes_the_parents_save_and_its_other_children_in_memory_too()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2);
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        MProductPrice added = new() { Price = 3 };
        product.Name = "Elm";
        product.Prices.Remove(product.Prices[0]);
        product.Prices.Add(added);
        node.Database.Fail(DatabasePoint.BeforeWrite, new RefusedByDatabaseException(), MProductPrice.TableName, 0);

        Assert.Throws<RefusedByDatabaseException>(() => product.Save());
        Assert.Equal(("Oak", 2), (MProduct.Get(id, trx)!.Name, MProduct.Get(id, trx)!.Prices.Count));
        Assert.Equal((true, 1L, true), (product.IsValueChanged("Name"), product.Version, added.IsNew));

        product.Save();
        trx.Commit();
        Assert.Equal([2m, 3m], StoredPrices(id));
        Assert.Equal("Elm", MProduct.Get(id)!.Name);
    }

    [Fact]
    public void After_a_rollback_the_same_save_writes_the_same_again()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2);
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Prices.Remove(product.Prices[0]);
        product.Prices[0].Price = 20;
        product.Prices.Add(new MProductPrice { Price = 3 });
        product.Save();
        trx.Rollback();
        Assert.Equal([1m, 2m], StoredPrices(id));

        using Trx second = node.Node.BeginTrx();
        product.Save(second);
        second.Commit();
        Assert.Equal([20m, 3m], StoredPrices(id));
    }

    [Fact]
    public void A_child_that_is_removed_after_a_save_stays_removed_when_that_save_is_rolled_back()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2, 3);
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Prices.Remove(product.Prices[0]);
        product.Save();
        product.Prices.Remove(product.Prices[0]);
        trx.Rollback();
        Assert.Single(product.Prices);

        using Trx second = node.Node.BeginTrx();
        product.Save(second);
        second.Commit();
        Assert.Equal([3m], StoredPrices(id));
    }

    [Fact]
    public void Deleting_a_parent_deletes_its_children_also_those_it_never_loaded()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2);
        int other = AddWithPrices(3);
        MProduct.GetCopy(id)!.Delete();
        Assert.Null(MProduct.Get(id));
        Assert.Equal([3m], MProductPrice.Query().List().Select(p => p.Price));
        Assert.Single(MProduct.Get(other)!.Prices);
    }

    [Fact]
    public void A_rolled_back_delete_keeps_the_children()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2);
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Delete();
        Assert.Null(MProduct.Get(id, trx));
        trx.Rollback();
        Assert.Equal([1m, 2m], MProduct.Get(id)!.Prices.Select(p => p.Price));
        Assert.False(product.IsDeleted);
    }

    [Fact]
    public void A_child_that_is_removed_and_added_again_is_kept()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2);
        MProduct product = MProduct.GetCopy(id)!;
        MProductPrice first = product.Prices[0];
        product.Prices.Remove(first);
        product.Prices.Add(first);
        product.Name = "Elm";
        product.Save();
        Assert.Equal([1m, 2m], StoredPrices(id));
        Assert.False(first.IsDeleted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_child_that_is_taken_from_one_parent_to_another_moves(bool oldParentIsSavedFirst)
    {
        using TestNode node = TestNode.Start();
        int from = AddWithPrices(1, 2);
        int to = AddWithPrices(3);
        using Trx trx = node.Node.BeginTrx();
        MProduct oldParent = MProduct.GetCopy(from, trx)!;
        MProduct newParent = MProduct.GetCopy(to, trx)!;
        MProductPrice moved = oldParent.Prices[0];
        oldParent.Prices.Remove(moved);
        newParent.Prices.Add(moved);

        (oldParentIsSavedFirst ? oldParent : newParent).Save();
        (oldParentIsSavedFirst ? newParent : oldParent).Save();
        trx.Commit();
        Assert.Equal([2m], StoredPrices(from));
        Assert.Equal([1m, 3m], StoredPrices(to).Order());
    }

    [Fact]
    public void The_children_of_a_new_parent_are_none_and_ask_nothing()
    {
        using TestNode node = TestNode.Start();
        Assert.Equal(0, node.StatementsOf(() => Assert.Empty(new MProduct().Prices)));
    }

    [Fact]
    public void Children_are_read_once_and_in_the_order_of_their_key()
    {
        using TestNode node = TestNode.Start();
        MProduct product = MProduct.Get(AddWithPrices(3, 1, 2))!;
        Assert.Equal(1, node.StatementsOf(() => Assert.Equal([3m, 1m, 2m], product.Prices.Select(p => p.Price))));
        Assert.Equal(0, node.StatementsOf(() => Assert.Equal(3, product.Prices.Count)));
    }

    private static int AddWithPrices(params decimal[] prices)
    {
        MProduct product = new() { Name = "Oak" };
        foreach (decimal price in prices)
        {
            product.Prices.Add(new MProductPrice { Price = price });
        }

        product.Save();
        return product.M_Product_ID;
    }

    private static IEnumerable<decimal> StoredPrices(int id) =>
        MProductPrice.Query("M_Product_ID = @id", new { id }).List().Select(p => p.Price);

    [Fact]
    public void A_deleted_child_cannot_be_added_to_a_list()
    {
        using TestNode node = TestNode.Start();
        MProduct product = MProduct.GetCopy(AddWithPrices(1))!;
        MProductPrice child = product.Prices[0];
        child.Delete();
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new MProduct { Name = "Elm" }.Prices.Add(child));
        Assert.Contains("was deleted and cannot be added to a list", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_child_that_was_deleted_itself_does_not_trouble_the_save_of_its_parent(bool removedFirst)
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2);
        MProduct product = MProduct.GetCopy(id)!;
        MProductPrice child = product.Prices[0];
        child.Price = 7;
        if (removedFirst)
        {
            product.Prices.Remove(child);
        }

        child.Delete();
        product.Name = "Elm";
        product.Save();
        Assert.Equal([2m], StoredPrices(id));
    }
}
