namespace IdempiereStyleCache.Tests;

/// <summary>What is kept for open scopes: what they may still read, and no more.</summary>
[Trait("Behaviour", "TRC-03")]
public class RetainedVersionTests
{
    [Fact]
    public void A_version_is_kept_as_long_as_a_scope_is_open_that_began_before_its_end()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        RequestScope[] scopes = [Begin(node, id), Begin(node, id)];
        Assert.Equal((2, 0), State(node));
        Apart.Run(() => node.SetPrice(id, 11));
        Assert.Equal((2, 1), State(node));
        scopes[1].Dispose();
        Assert.Equal((1, 1), State(node));
        Assert.Equal(10, MProduct.Get(id)!.Price);
        scopes[0].Dispose();
        Assert.Equal((0, 0), State(node));
    }

    [Fact]
    public void Each_scope_reads_the_version_of_its_own_moment_and_versions_between_moments_are_not_kept()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 0);
        List<(RequestScope Scope, ExecutionContext Flow)> scopes = [];
        for (int price = 0; price < 10; price++)
        {
            if (price % 3 == 0)
            {
                scopes.Add((Begin(node, id), ExecutionContext.Capture()!));
            }

            int next = price + 1;
            Apart.Run(() => node.SetPrice(id, next));
            Apart.Run(() => MProduct.Get(id));
        }

        Assert.Equal((4, 4), State(node));
        for (int i = 0; i < scopes.Count; i++)
        {
            decimal expected = i * 3;
            ExecutionContext.Run(scopes[i].Flow, _ => Assert.Equal(expected, MProduct.Get(id)!.Price), null);
        }

        foreach (int i in (int[])[1, 3, 0, 2])
        {
            scopes[i].Scope.Dispose();
        }

        Assert.Equal((0, 0), State(node));
    }

    [Fact]
    public void A_scope_that_stays_open_keeps_one_version_of_each_record_however_often_they_change()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 20).Select(i => node.AddProduct(price: i))];
        MProduct.GetMany(ids);
        using RequestScope old = Begin(node, ids[0]);
        for (int round = 0; round < 50; round++)
        {
            Apart.Run(() =>
            {
                using (node.Node.BeginRequestScope())
                {
                    MProduct.GetMany(ids);
                    node.SetPrice(ids[round % 20], 100 + round);
                }

                node.Node.Bus.Reset(round % 10 == 9 ? MProduct.TableName : "none");
                MProduct.GetMany(ids);
            });
        }

        // One whole reset removed records that had changed since, too.
        Assert.Equal(1, node.Node.Scopes.Count);
        Assert.InRange(node.Node.Scopes.RetainedCount, 20, 40);
        Assert.All(ids, (id, i) => Assert.Equal(i, MProduct.Get(id)!.Price));
        Assert.Equal(0, old.PinCount);
    }

    [Fact]
    public void A_scope_that_is_disposed_while_it_enters_its_moment_leaves_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        long number = node.Node.Scopes.BeginReset();
        RequestScope scope = node.Node.BeginRequestScope();
        Task<MProduct?> read = Background.Run(() => MProduct.Get(id));
        while (node.Node.Scopes.Count == 0)
        {
            Thread.Yield();
        }

        Task end = Background.Run(scope.Dispose);
        node.Node.Scopes.EndReset(number);
        read.Join();
        end.Join();
        Assert.Equal((0, 0), State(node));
    }

    [Fact]
    public void A_scope_that_keeps_too_many_versions_is_reported_once()
    {
        RecordingLogger logger = new();
        using TestNode node = TestNode.Start(configure: o => o.LoggerFactory = logger);
        int id = node.AddProduct();
        CCache<int, string> cache = new("X", static (key, _) => new($"{key}"), isKeyedByRecord: true);
        for (int i = 0; i <= OpenScopes.ManyVersions; i++)
        {
            cache.Get(i);
        }

        using RequestScope scope = Begin(node, id);
        Apart.Run(() =>
        {
            for (int i = 0; i <= OpenScopes.ManyVersions; i++)
            {
                node.Node.Bus.Reset("X", i);
            }
        });
        Assert.True(SpinWait.SpinUntil(() => !logger.Lines.IsEmpty, Background.Patience));
        Assert.Contains("keeps more than 10000 old versions", Assert.Single(logger.Lines), StringComparison.Ordinal);
        Assert.Equal(OpenScopes.ManyVersions + 1, node.Node.Scopes.RetainedCount);
    }

    [Fact]
    [Trait("Behaviour", "SIG-14")]
    public void What_is_kept_and_how_many_scopes_are_open_is_on_the_meter()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        using (Begin(node, id))
        {
            Apart.Run(() => node.SetPrice(id, 11));
            node.Metrics.Collect();
            Assert.Equal((1, 1), (node.Metrics.Read("isc.scopes"), node.Metrics.Read("isc.retained_versions")));
        }
    }

    private static RequestScope Begin(TestNode node, int id)
    {
        RequestScope scope = node.Node.BeginRequestScope();
        MProduct.Get(id);
        return scope;
    }

    private static (int, long) State(TestNode node) => (node.Node.Scopes.Count, node.Node.Scopes.RetainedCount);
}
