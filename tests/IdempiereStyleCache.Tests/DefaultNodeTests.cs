using System.Reflection;

namespace IdempiereStyleCache.Tests;

/// <summary>What concerns the one default node of the process runs alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "Runs alone";
}

[Collection(RunsAlone.Name)]
public class DefaultNodeTests
{
    private const string NoNode = "There is no cache node to ask. Start one first:";

    [Fact]
    public async Task Without_a_node_static_accessors_say_how_to_start_one()
    {
        Action[] actions =
        [
            () => MProduct.Get(1), () => MProduct.GetRequired(1), () => MProduct.GetCopy(1), () => MProduct.GetMany([1]), () => MProduct.Query().List(),
            () => new MProduct { Name = "x" }.Save(), () => Trx.Begin(), () => _ = CacheNode.Current, () => _ = MProduct.Cache.Count, () => MProduct.Cache.TakeTicket(),
        ];
        Assert.All(actions, a => Assert.StartsWith(NoNode, Assert.Throws<InvalidOperationException>(a).Message, StringComparison.Ordinal));
        await Assert.ThrowsAsync<InvalidOperationException>(() => MProduct.GetAsync(1).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Trx.BeginAsync().AsTask());
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => MProduct.Get(1));
        Assert.Contains("CacheNode.StartAsync", error.Message, StringComparison.Ordinal);
        Assert.Contains("node.Use()", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_node_serves_static_accessors_on_every_thread_and_in_every_flow()
    {
        ForgetAmbientNodes();
        using TestNode node = TestNode.Start(configure: o => o.IsDefault = true);
        int id = node.AddProduct(price: 10);
        MProduct first = MProduct.Get(id)!;
        Assert.False(CacheNode.NeedsAttention);
        Assert.Same(first, await Task.Run(() => MProduct.Get(id)));
        using (ExecutionContext.SuppressFlow())
        {
            Assert.Same(first, Background.Run(() => MProduct.Get(id)).Result());
        }

        node.SetPrice(id, 11);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void An_ambient_node_comes_before_the_default_one()
    {
        using TestNode standard = TestNode.Start(configure: o => o.IsDefault = true);
        int id = standard.AddProduct("default");
        MProduct first = MProduct.Get(id)!;
        using (TestNode ambient = TestNode.Start())
        {
            int other = ambient.AddProduct("ambient");
            Assert.Equal("ambient", MProduct.Get(other)!.Name);
            using (ExecutionContext.SuppressFlow())
            {
                Assert.Same(first, Background.Run(() => MProduct.Get(id)).Result());
            }
        }

        Assert.Same(first, MProduct.Get(id));
    }

    [Fact]
    public void Code_that_still_runs_under_a_node_that_stopped_hears_so_and_does_not_get_the_default_one()
    {
        using TestNode standard = TestNode.Start(configure: o => o.IsDefault = true);
        int id = standard.AddProduct();
        MProduct.Get(id);
        TestNode stopped = TestNode.Start();
        using IDisposable scope = stopped.Node.Use();
        stopped.Node.DisposeAsync().AsTask().Join();
        Assert.Throws<ObjectDisposedException>(() => MProduct.Get(id));
    }

    [Fact]
    public async Task There_is_one_default_node_at_a_time()
    {
        using TestNode first = TestNode.Start(configure: o => o.IsDefault = true);
        GatedDatabase database = new();
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => CacheNode.StartAsync(o => o.UseDatabase(_ => database)));
        Assert.Contains($"The process has a default cache node already: {first.Node.Name}.", error.Message, StringComparison.Ordinal);
        Assert.True(database.IsDisposed);
        Assert.Same(first.Node, CacheNode.Current);
    }

    [Fact]
    public void After_the_default_node_stopped_there_is_none_and_another_can_start_with_nothing_of_its_entries()
    {
        int id;
        using (TestNode first = TestNode.Start(configure: o => o.IsDefault = true))
        {
            id = first.AddProduct();
            Assert.NotNull(MProduct.Get(id));
        }

        Assert.StartsWith(NoNode, Assert.Throws<InvalidOperationException>(() => MProduct.Get(id)).Message, StringComparison.Ordinal);
        using TestNode second = TestNode.Start(configure: o => o.IsDefault = true);
        Assert.Null(MProduct.Get(id));
        Assert.Equal(1, second.Database.Statements);
    }

    [Fact]
    [Trait("Behaviour", "IDM-01")]
    public void A_hit_on_the_default_node_allocates_nothing()
    {
        ForgetAmbientNodes();
        using TestNode node = TestNode.Start(configure: o => o.IsDefault = true);
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

    // Other tests of this process have made nodes ambient; a program that never does takes a shorter way to the default node.
    private static void ForgetAmbientNodes() =>
        typeof(CacheNode).GetField("s_attention", BindingFlags.NonPublic | BindingFlags.Static)!.SetValue(null, 0);
}
