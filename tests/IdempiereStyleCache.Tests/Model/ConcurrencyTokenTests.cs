namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-30")]
public class ConcurrencyTokenTests
{
    [Fact]
    public void Saving_what_somebody_else_changed_names_table_key_and_both_versions()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct mine = MProduct.GetCopy(id)!;
        node.SetPrice(id, 11);
        mine.Price = 12;

        POConcurrencyException error = Assert.Throws<POConcurrencyException>(() => mine.Save());
        Assert.Equal(("M_Product", (object)id, (object)1L, (object)2L), (error.TableName, error.Key, error.ExpectedVersion, error.ActualVersion));
        Assert.StartsWith($"M_Product {id} was changed by somebody else: it was read with version 1, the database holds version 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_and_nothing_invalidated()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct mine = MProduct.GetCopy(id)!;
        node.SetPrice(id, 11);
        MProduct cached = MProduct.Get(id)!;
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        using Trx trx = node.Node.BeginTrx();
        mine.Price = 12;

        Assert.Throws<POConcurrencyException>(() => mine.Save(trx));
        trx.Commit();
        Assert.Equal(11, node.CommittedPrice(id));
        Assert.Same(cached, MProduct.Get(id));
        Assert.Empty(heard);
    }

    [Fact]
    public void Deleting_what_somebody_else_changed_is_refused_too()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct mine = MProduct.GetCopy(id)!;
        node.SetPrice(id, 11);
        Assert.Throws<POConcurrencyException>(() => mine.Delete());
        Assert.Equal(11, node.CommittedPrice(id));
    }

    [Fact]
    public void The_children_that_were_written_before_the_mismatch_are_undone()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Name = "Oak" };
        product.Prices.Add(new MProductPrice { Price = 1 });
        product.Save();
        MProduct mine = MProduct.GetCopy(product.M_Product_ID)!;
        node.SetPrice(product.M_Product_ID, 11);
        using Trx trx = node.Node.BeginTrx();

        Assert.Throws<POConcurrencyException>(() => mine.Delete(trx));
        trx.Commit();
        Assert.Single(MProduct.Get(product.M_Product_ID)!.Prices);
    }

    [Fact]
    public void After_reading_again_the_save_goes_through()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct mine = MProduct.GetCopy(id)!;
        node.SetPrice(id, 11);
        mine.Price = 12;
        Assert.Throws<POConcurrencyException>(() => mine.Save());

        mine.Reload();
        mine.Price = 13;
        mine.Save();
        Assert.Equal((13m, 3L), (MProduct.Get(id)!.Price, MProduct.Get(id)!.Version));
    }

    [Fact]
    public void A_version_is_put_back_by_a_rollback_so_that_saving_again_works()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = 11;
        product.Save();
        product.Price = 12;
        product.Save();
        Assert.Equal(3, product.Version);
        trx.Rollback();
        Assert.Equal(1, product.Version);

        using Trx second = node.Node.BeginTrx();
        product.Save(second);
        second.Commit();
        Assert.Equal((12m, 2L), (MProduct.Get(id)!.Price, MProduct.Get(id)!.Version));
    }
}
