namespace IdempiereStyleCache.Tests;

public class ChangedValueTests
{
    [Fact]
    public async Task Saving_a_record_with_nothing_changed_says_so_and_asks_nothing()
    {
        using TestNode node = TestNode.Start();
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(node.AddProduct(), trx)!;
        node.Database.TakeLog();

        Assert.False(product.Save());
        Assert.False(await product.SaveAsync());
        product.Name = "Elm";
        Assert.True(product.Save());
        Assert.False(product.Save());
        Assert.Equal(["savepoint", "update M_Product Name"], node.Database.TakeLog());
    }

    [Fact]
    public void Setting_the_value_that_is_there_is_no_change()
    {
        using TestNode node = TestNode.Start();
        MProduct product = MProduct.GetCopy(node.AddProduct(price: 10))!;
        product.Name = "Oak";
        product.Price = 10;
        product.Picture = [];
        product.Weight = null;
        Assert.False(product.IsChanged);
        Assert.False(product.Save());
    }

    [Fact]
    public void Setting_a_value_back_is_no_change()
    {
        using TestNode node = TestNode.Start();
        MProduct product = MProduct.GetCopy(node.AddProduct(price: 10))!;
        product.Price = 11;
        product.Name = "Elm";
        product.Price = 10;
        Assert.Equal((true, false, true), (product.IsChanged, product.IsValueChanged("Price"), product.IsValueChanged("Name")));

        product.Name = "Oak";
        Assert.False(product.IsChanged);
        node.Database.TakeLog();
        Assert.False(product.Save());
        Assert.Empty(node.Database.TakeLog());
    }

    [Fact]
    public void Old_values_are_those_that_were_read_and_after_a_save_those_that_were_saved()
    {
        using TestNode node = TestNode.Start();
        MProduct product = MProduct.GetCopy(node.AddProduct(price: 10))!;
        Assert.Equal(10m, product.GetOldValue("Price"));
        product.Price = 11;
        product.Price = 12;
        Assert.Equal(10m, product.GetOldValue("Price"));
        product.Save();
        Assert.Equal(12m, product.GetOldValue("Price"));
        Assert.False(product.IsValueChanged("Price"));
    }

    [Fact]
    public void A_new_record_has_no_old_values_and_every_column_counts_as_changed()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Name = "Oak" };
        Assert.Null(product.GetOldValue("Name"));
        Assert.True(product.IsValueChanged("Weight"));
        Assert.True(product.IsChanged);
    }

    [Fact]
    public void Byte_data_counts_as_changed_by_its_content()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Name = "Oak", Picture = [1, 2] };
        product.Save();
        product.Picture = [1, 2];
        Assert.False(product.IsChanged);
        product.Picture = [1, 3];
        Assert.True(product.IsValueChanged("Picture"));
    }

    [Fact]
    public void Asking_for_a_column_that_is_not_there_lists_those_that_are()
    {
        MProduct product = new();
        ArgumentException error = Assert.Throws<ArgumentException>(() => product.GetOldValue("Colour"));
        Assert.Contains("MProduct has no column of a property 'Colour'. It has: M_Product_ID, Name, Price", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => product.IsValueChanged("Colour"));
    }

    [Fact]
    public void An_update_writes_only_the_columns_that_differ_and_the_version()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct product = MProduct.GetCopy(id)!;
        product.Name = "Elm";
        product.Weight = 3;
        node.Database.TakeLog();
        product.Save();
        Assert.Equal(["update M_Product Name,Weight", "commit"], node.Database.TakeLog());
        Assert.Equal(2, product.Version);
        Assert.Equal(2, MProduct.Get(id)!.Version);
    }

    [Fact]
    public void Reloading_reads_the_record_again_and_forgets_changes_and_children()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct product = MProduct.GetCopy(id)!;
        product.Name = "Elm";
        product.Prices.Add(new MProductPrice { Price = 1 });
        node.SetPrice(id, 11);

        product.Reload();
        Assert.Equal(("Oak", 11m, false), (product.Name, product.Price, product.IsChanged));
        Assert.Empty(product.Prices);
    }
}
