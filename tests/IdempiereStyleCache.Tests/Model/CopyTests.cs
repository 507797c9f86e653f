namespace IdempiereStyleCache.Tests;

public class CopyTests
{
    [Fact]
    [Trait("Behaviour", "IDM-06")]
    public async Task GetCopy_is_editable_bound_to_the_transaction_and_of_the_callers_own()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();

        MProduct copy = MProduct.GetCopy(id, trx)!;
        MProduct other = (await MProduct.GetCopyAsync(id, trx))!;
        Assert.Same(trx, copy.Trx);
        Assert.False(copy.IsImmutable);
        Assert.NotSame(copy, other);

        copy.Price = 11;
        Assert.Equal(10, other.Price);
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Assert.Null(MProduct.GetCopy(id)!.Trx);
    }

    [Fact]
    [Trait("Behaviour", "IDM-06")]
    public void Changing_the_children_of_a_copy_changes_nothing_in_the_cached_record()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2);
        MProduct cached = MProduct.Get(id)!;
        Assert.Equal(2, cached.Prices.Count);

        MProduct copy = MProduct.GetCopy(id)!;
        Assert.NotSame(cached.Prices[0], copy.Prices[0]);
        copy.Prices[0].Price = 77;
        copy.Prices.Remove(copy.Prices[1]);
        copy.Prices.Add(new MProductPrice { Price = 88 });

        Assert.Same(cached, MProduct.Get(id));
        Assert.Equal([1m, 2m], cached.Prices.Select(p => p.Price));
        Assert.All(cached.Prices, p => Assert.True(p.IsImmutable));
    }

    [Fact]
    [Trait("Behaviour", "IDM-06")]
    public void The_children_of_a_copy_are_bound_to_its_transaction()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1);
        Assert.Single(MProduct.Get(id)!.Prices);
        using Trx trx = node.Node.BeginTrx();
        MProduct fromLoaded = MProduct.GetCopy(id, trx)!;
        Assert.Same(trx, fromLoaded.Prices[0].Trx);

        node.Node.Bus.Reset();
        MProduct fromUnloaded = MProduct.GetCopy(id, trx)!;
        Assert.Same(trx, fromUnloaded.Prices[0].Trx);
        Assert.False(fromUnloaded.Prices[0].IsImmutable);
    }

    [Fact]
    [Trait("Behaviour", "IDM-07")]
    public void A_copy_has_values_key_and_dirty_state_but_neither_the_frozen_flag_nor_the_transaction()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();
        MProduct source = MProduct.GetCopy(id, trx)!;
        source.Price = 11;
        source.Status = "";
        source.MarkImmutable();

        MProduct copy = new(source);
        Assert.Equal((id, "Oak", 11m, 1L), (copy.M_Product_ID, copy.Name, copy.Price, copy.Version));
        Assert.Equal((true, true, false, false), (copy.IsChanged, copy.IsValueChanged("Price"), copy.IsValueChanged("Name"), copy.IsNew));
        Assert.Equal(10m, copy.GetOldValue("Price"));
        Assert.Equal((false, (Trx?)null), (copy.IsImmutable, copy.Trx));
        Assert.Equal("", copy.Status);
        Assert.Same(trx, new MProduct(source, trx).Trx);
    }

    [Fact]
    [Trait("Behaviour", "IDM-07")]
    public void Copying_does_not_run_the_defaults_of_new_records()
    {
        using TestNode node = TestNode.Start();
        Assert.Equal("draft", new MProduct().Status);
        MProduct source = new() { Name = "Oak", Status = "active" };
        Assert.Equal("active", new MProduct(source).Status);
        source.Status = null!;
        Assert.Null(new MProduct(source).Status);
    }

    [Fact]
    [Trait("Behaviour", "IDM-07")]
    public void A_copy_of_a_new_record_is_new_and_a_copy_of_a_deleted_one_is_deleted()
    {
        using TestNode node = TestNode.Start();
        Assert.True(new MProduct(new MProduct { Name = "Oak" }).IsNew);

        MProduct deleted = MProduct.GetCopy(node.AddProduct())!;
        deleted.Delete();
        Assert.True(new MProduct(deleted).IsDeleted);
    }

    [Fact]
    [Trait("Behaviour", "IDM-07")]
    public void A_copy_of_a_changed_record_has_its_changed_added_and_removed_children()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1, 2, 3);
        MProduct source = MProduct.GetCopy(id)!;
        source.Prices[0].Price = 10;
        source.Prices.Remove(source.Prices[1]);
        source.Prices.Add(new MProductPrice { Price = 40 });

        MProduct copy = new(source);
        Assert.Equal([10m, 3m, 40m], copy.Prices.Select(p => p.Price));
        Assert.Equal([true, false, true], copy.Prices.Select(p => p.IsChanged));
        copy.Prices[0].Price = 11;
        Assert.Equal(10, source.Prices[0].Price);

        copy.Save();
        Assert.Equal([11m, 3m, 40m], MProduct.Get(id)!.Prices.Select(p => p.Price));
    }

    [Fact]
    public void Saving_a_copy_of_a_frozen_record_writes_what_differs_from_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct copy = new(MProduct.Get(id)!);
        copy.Price = 11;
        node.Database.TakeLog();
        copy.Save();
        Assert.Equal(["update M_Product Price", "commit"], node.Database.TakeLog());
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
}
