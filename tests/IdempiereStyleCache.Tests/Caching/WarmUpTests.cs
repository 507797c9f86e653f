namespace IdempiereStyleCache.Tests;

public class WarmUpTests
{
    [Fact]
    public async Task A_warm_up_reads_the_table_with_one_query_and_says_how_far_it_is()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 2_500).Select(i => node.AddProduct(price: i))];
        MProduct.Cache.Reset();
        Told told = new();
        int before = node.Database.Statements;
        Assert.Equal(2_500, await MProduct.WarmUpAsync(told));
        Assert.Equal(1, node.Database.Statements - before);
        Assert.Equal([1_000, 2_000, 2_500], told.Numbers);
        Assert.Equal(0, node.StatementsOf(() => Assert.All(ids, (id, i) => Assert.Equal(i, MProduct.Get(id)!.Price))));
    }

    [Fact]
    public async Task A_condition_a_limit_and_a_full_table_are_respected()
    {
        using TestNode node = TestNode.Start();
        for (int i = 1; i <= 5; i++)
        {
            node.AddProduct(name: i == 1 ? "Elm" : "Oak");
            new MNote { AD_Note_ID = i, Text = "x" }.Save();
            new MTax { Name = $"{i}", Country = "AT" }.Save();
        }

        Assert.Equal(1, await MProduct.Cache.WarmUpAsync("Name = @name", new { name = "Elm" }));
        Assert.Equal(1, MProduct.Cache.Count);
        Assert.Equal((3, 3), (await MNote.WarmUpAsync(), MNote.Cache.Count));
        Told told = new();
        Assert.Equal(5, await MTax.WarmUpAsync(told));
        Assert.Equal([5], told.Numbers);
        Assert.Equal(0, node.StatementsOf(() => MTax.GetAll()));
    }

    [Fact]
    public async Task What_changes_while_it_is_read_is_not_cached()
    {
        using TestNode node = TestNode.Start();
        (int a, int b) = (node.AddProduct(price: 1), node.AddProduct(price: 1));
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName);
        Task<int> warm = MProduct.WarmUpAsync().AsTask();
        gate.WaitUntilReached();
        node.SetPrice(a, 2);
        gate.Open();
        Assert.Equal(1, await warm.InTime());
        Assert.Equal((2, 1), (MProduct.Get(a)!.Price, MProduct.Get(b)!.Price));
    }

    [Fact]
    public async Task A_node_is_warm_when_it_has_started_and_a_warm_up_that_fails_makes_the_start_fail()
    {
        GatedDatabase database = new();
        using (TestNode node = TestNode.Start(database: database))
        {
            node.AddProduct();
        }

        GatedDatabase again = new(database.Tables);
        using (TestNode node = TestNode.Start(database: again, configure: o =>
        {
            o.WarmUp(static ct => MProduct.WarmUpAsync(cancellationToken: ct));
            o.WarmUp(static _ => ValueTask.CompletedTask);
        }))
        {
            Assert.Equal(1, MProduct.Cache.Count);
        }

        Assert.Equal("no", Assert.Throws<InvalidTimeZoneException>(() => TestNode.Start(configure: static o => o.WarmUp(static _ => throw new InvalidTimeZoneException("no")))).Message);
        using TestNode other = TestNode.Start();
        using ImmutablePOCache<string, MProduct> byName = new(MProduct.TableName, static (_, _) => default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => byName.WarmUpAsync().AsTask());
    }

    private sealed class Told : IProgress<int>
    {
        public List<int> Numbers { get; } = [];

        public void Report(int value) => Numbers.Add(value);
    }
}
