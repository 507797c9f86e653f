namespace IdempiereStyleCache.Tests;

public class FreezingTests
{
    [Fact]
    [Trait("Behaviour", "IDM-03")]
    public async Task Saving_a_frozen_record_throws_although_nothing_was_changed()
    {
        using TestNode node = TestNode.Start();
        MProduct frozen = MProduct.Get(node.AddProduct())!;
        using Trx trx = node.Node.BeginTrx();
        node.Database.TakeLog();

        Assert.Equal("PO is immutable: MProduct", Assert.Throws<ImmutablePOException>(() => frozen.Save()).Message);
        Assert.Throws<ImmutablePOException>(() => frozen.Save(trx));
        await Assert.ThrowsAsync<ImmutablePOException>(() => frozen.SaveAsync().AsTask());
        Assert.Empty(node.Database.TakeLog());
    }

    [Fact]
    [Trait("Behaviour", "IDM-03")]
    public void Saving_a_record_that_was_changed_and_then_frozen_throws()
    {
        using TestNode node = TestNode.Start();
        MProduct copy = MProduct.GetCopy(node.AddProduct(price: 10))!;
        copy.Price = 11;
        copy.MarkImmutable();
        Assert.Throws<ImmutablePOException>(() => copy.Save());
        Assert.Equal(10, node.CommittedPrice(copy.M_Product_ID));
    }

    [Fact]
    [Trait("Behaviour", "IDM-03")]
    public async Task Reloading_a_frozen_record_in_place_throws_and_changes_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct frozen = MProduct.Get(id)!;
        node.SetPrice(id, 11);

        Assert.Throws<ImmutablePOException>(() => frozen.Reload());
        await Assert.ThrowsAsync<ImmutablePOException>(() => frozen.ReloadAsync().AsTask());
        Assert.Equal(10, frozen.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-04")]
    public void Children_lists_and_byte_data_of_a_frozen_record_cannot_be_changed()
    {
        using TestNode node = TestNode.Start();
        byte[] bytes = [1, 2, 3];
        MProduct product = new() { Name = "Oak", Picture = [.. bytes] };
        product.Prices.Add(new MProductPrice { Price = 5 });
        product.Save();
        bytes[0] = 9;

        MProduct frozen = MProduct.Get(product.M_Product_ID)!;
        MProductPrice price = frozen.Prices[0];
        Assert.Throws<ImmutablePOException>(() => price.Price = 6);
        Assert.Throws<ImmutablePOException>(() => price.Delete());
        Assert.Throws<ImmutablePOException>(() => frozen.Prices.Add(new MProductPrice()));
        Assert.Throws<ImmutablePOException>(() => frozen.Prices.Remove(price));
        Assert.False((object)frozen.Prices is ICollection<MProductPrice> or System.Collections.IList);
        Assert.Equal([1, 2, 3], frozen.Picture);
        Assert.Equal([5m], frozen.Prices.Select(p => p.Price));
    }

    [Fact]
    [Trait("Behaviour", "IDM-04")]
    public void A_frozen_record_cannot_be_put_into_the_list_of_an_editable_one()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Name = "Oak" };
        product.Prices.Add(new MProductPrice { Price = 5 });
        product.Save();
        MProductPrice frozen = MProduct.Get(product.M_Product_ID)!.Prices[0];
        MProduct other = new() { Name = "Elm" };

        Assert.Throws<ImmutablePOException>(() => other.Prices.Add(frozen));
        Assert.Empty(other.Prices);
    }

    [Fact]
    [Trait("Behaviour", "IDM-05")]
    public void Freezing_freezes_the_children_that_are_loaded()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Name = "Oak" };
        MProductPrice price = new() { Price = 5 };
        product.Prices.Add(price);

        product.MarkImmutable();
        Assert.True(price.IsImmutable);
        Assert.Throws<ImmutablePOException>(() => price.Price = 6);
    }

    [Fact]
    [Trait("Behaviour", "IDM-05")]
    public async Task Children_that_are_loaded_after_freezing_are_frozen_as_they_arrive()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Name = "Oak" };
        product.Prices.Add(new MProductPrice { Price = 5 });
        product.Save();

        MProduct frozen = MProduct.Get(product.M_Product_ID)!;
        Assert.False(frozen.Prices.IsLoaded);
        await frozen.Prices.LoadAsync();
        Assert.True(frozen.Prices.IsLoaded);
        Assert.All(frozen.Prices, p => Assert.True(p.IsImmutable));
    }

    [Fact]
    [Trait("Behaviour", "IDM-05")]
    public void Freezing_twice_is_harmless()
    {
        using TestNode node = TestNode.Start();
        MProduct frozen = MProduct.Get(node.AddProduct())!;
        frozen.MarkImmutable();
        Assert.True(frozen.IsImmutable);
        Assert.Same(frozen, MProduct.Get(frozen.M_Product_ID));
    }

    [Fact]
    [Trait("Behaviour", "IDM-05")]
    public void Neither_copying_nor_a_rollback_thaws_a_frozen_record()
    {
        using TestNode node = TestNode.Start();
        using Trx trx = node.Node.BeginTrx();
        MProduct saved = MProduct.GetCopy(node.AddProduct(), trx)!;
        saved.Price = 11;
        saved.Save();
        saved.MarkImmutable();
        MProduct copy = new(saved);

        trx.Rollback();
        Assert.True(saved.IsImmutable);
        Assert.False(copy.IsImmutable);
        Assert.Throws<ImmutablePOException>(() => saved.Price = 12);
    }
}
