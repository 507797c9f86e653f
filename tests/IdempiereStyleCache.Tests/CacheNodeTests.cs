namespace IdempiereStyleCache.Tests;

public class CacheNodeTests
{
    [Fact]
    public async Task A_node_without_a_database_says_how_to_give_it_one()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => CacheNode.StartAsync(o => o.IsDefault = false));
        Assert.StartsWith("The cache node has no database.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_stops_the_start_and_is_closed()
    {
        GatedDatabase database = new() { OpeningError = new PODatabaseException("memory cannot be opened") };
        await Assert.ThrowsAsync<PODatabaseException>(() => CacheNode.StartAsync(o =>
        {
            o.IsDefault = false;
            o.UseDatabase(_ => database);
        }));
        Assert.True(database.IsDisposed);
    }

    [Fact]
    public void Stopping_a_node_empties_its_caches_and_closes_its_database()
    {
        TestNode node = TestNode.Start();
        MProduct.Get(node.AddProduct());
        Assert.NotEqual(0, node.Node.Bus.TableCount);
        node.Dispose();
        Assert.Equal(0, node.Node.Bus.TableCount);
        Assert.True(node.Database.IsDisposed);
    }

    [Fact]
    public async Task A_stopped_node_can_be_stopped_again_and_nothing_else()
    {
        TestNode test = TestNode.Start(configure: o => o.Name = "garden");
        CacheNode node = test.Node;
        using IDisposable scope = node.Use();
        test.Dispose();
        await node.DisposeAsync();
        Assert.Contains("The cache node garden was stopped.", Assert.Throws<ObjectDisposedException>(() => node.Use()).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => node.BeginTrx());
    }

    [Fact]
    public void A_cache_that_is_first_used_on_a_node_that_has_stopped_leaves_nothing_behind()
    {
        TestNode test = TestNode.Start();
        using TestNode other = TestNode.Start();
        using IDisposable scope = test.Node.Use();
        test.Node.DisposeAsync().AsTask().Join();
        using CCache<int, string> cache = new("T", (_, _) => ValueTask.FromResult<string?>("value"));
        Assert.Throws<ObjectDisposedException>(() => cache.Get(1));
        Assert.Equal(0, test.Node.Bus.TableCount);
    }

    [Fact]
    public async Task The_ambient_node_follows_await_nests_and_does_not_leave_its_flow()
    {
        using TestNode outer = TestNode.Start();
        Assert.Same(outer.Node, CacheNode.Current);
        using (TestNode inner = TestNode.Start())
        {
            await Task.Yield();
            Assert.Same(inner.Node, CacheNode.Current);
            Assert.Same(inner.Node, await Task.Run(() => CacheNode.Current));
            await InNodeOfItsOwn();
            Assert.Same(inner.Node, CacheNode.Current);
        }

        Assert.Same(outer.Node, CacheNode.Current);

        static async Task InNodeOfItsOwn()
        {
            using TestNode own = TestNode.Start();
            await Task.Yield();
            Assert.Same(own.Node, CacheNode.Current);
        }
    }

    [Fact]
    public void A_record_stays_with_its_node_whichever_is_ambient_later()
    {
        using TestNode first = TestNode.Start();
        MProduct product = new() { Name = "Oak" };
        product.Prices.Add(new MProductPrice { Price = 1 });
        product.Save();
        MProduct frozen = MProduct.Get(product.M_Product_ID)!;
        MProduct copy = MProduct.GetCopy(product.M_Product_ID)!;
        using TestNode second = TestNode.Start();
        copy.Price = 5;
        copy.Save();
        Assert.Equal(5, first.CommittedPrice(copy.M_Product_ID));
        Assert.Single(frozen.Prices);
        Assert.Equal(0, second.Database.Statements);
    }

    [Fact]
    public void A_transaction_reads_on_its_own_node_whichever_is_ambient()
    {
        using TestNode first = TestNode.Start();
        int id = first.AddProduct();
        using Trx trx = first.Node.BeginTrx();
        using TestNode second = TestNode.Start();
        Assert.NotNull(MProduct.Get(id, trx));
        Assert.Null(MProduct.Get(id));
    }
}
