using System.Runtime.CompilerServices;

namespace IdempiereStyleCache.Tests;

public class ResidueTests
{
    [Fact]
    [Trait("Behaviour", "IDM-28")]
    public void Registering_and_disposing_10000_caches_leaves_nothing_in_the_bus()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct.Get(id);
        int before = node.Node.Bus.TableCount;
        List<WeakReference> caches = [];
        for (int i = 0; i < 10_000; i++)
        {
            caches.Add(UseCache(id, i));
        }

        Assert.Equal(before, node.Node.Bus.TableCount);
        Assert.Equal(1, node.Node.Bus.Reset());
        Collect();
        Assert.DoesNotContain(caches, c => c.IsAlive);
    }

    [Fact]
    [Trait("Behaviour", "IDM-28")]
    public void A_cache_that_is_disposed_while_a_commit_marks_its_table_leaves_nothing_either()
    {
        using TestNode node = TestNode.Start();
        int before = node.Node.Bus.TableCount;
        HeldCommit commit;
        using (CCache<int, string> cache = new("T", (_, _) => ValueTask.FromResult<string?>("value")))
        {
            cache.Get(1);
            Trx trx = node.Node.BeginTrx();
            _ = trx.Connection;
            trx.MarkChanged("T", 1);
            commit = HeldCommit.Before(node, trx);
        }

        Assert.Equal(before + 1, node.Node.Bus.TableCount);
        commit.Finish();
        Assert.Equal(before, node.Node.Bus.TableCount);
    }

    [Fact]
    public void A_disposed_cache_cannot_be_used_and_disposing_it_twice_is_harmless()
    {
        using TestNode node = TestNode.Start();
        CCache<int, string> cache = new("T", (_, _) => ValueTask.FromResult<string?>("value"));
        cache.Get(1);
        cache.Dispose();
        cache.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cache.Get(1));
        Assert.Equal(0, node.Node.Bus.TableCount);
    }

    [Fact]
    [Trait("Behaviour", "IDM-28")]
    public void A_node_that_stopped_is_kept_by_no_static_cache()
    {
        WeakReference node = UseNode();
        Collect();
        Assert.False(node.IsAlive);
    }

    [Fact]
    public void A_transaction_does_not_keep_what_was_saved_in_it()
    {
        using TestNode node = TestNode.Start();
        using Trx trx = node.Node.BeginTrx();
        WeakReference saved = SaveOne(trx);
        Collect();
        Assert.False(saved.IsAlive);
        trx.Rollback();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseCache(int id, int number)
    {
        using ImmutablePOCache<int, MProduct> cache = number % 2 == 0 ? new(MProduct.TableName) : new($"T_{number}", static (_, _) => default);
        cache.Get(id);
        return new WeakReference(cache);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseNode()
    {
        using TestNode node = TestNode.Start();
        MProduct.Get(node.AddProduct());
        MUnit.Get(1);
        return new WeakReference(node.Node);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference SaveOne(Trx trx)
    {
        MProduct product = new() { Name = "Oak" };
        product.Prices.Add(new MProductPrice { Price = 1 });
        product.Save(trx);
        product.Prices[0].Price = 2;
        product.Save(trx);
        return new WeakReference(product);
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
