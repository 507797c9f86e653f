namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-01")]
public class SharedInstanceTests
{
    [Fact]
    public void Two_reads_return_the_same_instance_and_ask_the_database_once()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct? first = null;
        Assert.Equal(1, node.StatementsOf(() => first = MProduct.Get(id)));
        Assert.Equal(0, node.StatementsOf(() => Assert.Same(first, MProduct.Get(id))));
    }

    [Fact]
    public async Task Every_way_of_reading_returns_the_one_instance()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using Trx trx = node.Node.BeginTrx();
        MProduct first = MProduct.Get(id)!;
        int asked = node.Database.Statements;

        Assert.Same(first, await MProduct.GetAsync(id));
        Assert.Same(first, MProduct.Get(id, trx));
        Assert.Same(first, await MProduct.GetAsync(id, trx));
        Assert.Same(first, MProduct.GetRequired(id));
        Assert.Same(first, await MProduct.GetRequiredAsync(id));
        Assert.Same(first, MProduct.GetMany([id])[id]);
        Assert.Same(first, (await MProduct.GetManyAsync([id]))[id]);
        Assert.Equal(asked, node.Database.Statements);
    }

    [Fact]
    public void What_GetMany_or_a_transaction_that_only_reads_loaded_is_shared_too()
    {
        using TestNode node = TestNode.Start();
        int a = node.AddProduct();
        int b = node.AddProduct();
        using Trx trx = node.Node.BeginTrx();
        MProduct byMany = MProduct.GetMany([a])[a];
        MProduct inTrx = MProduct.Get(b, trx)!;
        Assert.Same(byMany, MProduct.Get(a));
        Assert.Same(inTrx, MProduct.Get(b));
        Assert.Null(inTrx.Trx);
    }

    [Fact]
    public async Task A_hit_completes_at_once()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct.Get(id);
        ValueTask<MProduct?> hit = MProduct.GetAsync(id);
        Assert.True(hit.IsCompletedSuccessfully);
        Assert.NotNull(await hit);
    }

    [Fact]
    public void Two_nodes_over_one_database_keep_entries_of_their_own()
    {
        GatedDatabase database = new();
        using TestNode first = TestNode.Start(database: database);
        int id = first.AddProduct(price: 10);
        MProduct onFirst = MProduct.Get(id)!;
        using TestNode second = TestNode.Start(database: database);
        MProduct onSecond = MProduct.Get(id)!;

        Assert.NotSame(onFirst, onSecond);
        using (first.Node.Use())
        {
            Assert.Same(onFirst, MProduct.Get(id));
        }

        Assert.Same(onSecond, MProduct.Get(id));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct.Get(id);
        MProduct.Get(id);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            MProduct.Get(id);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
