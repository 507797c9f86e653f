namespace IdempiereStyleCache.Tests;

/// <summary>When a request asks, and when not.</summary>
[Trait("Behaviour", "SIG-02")]
public class LazyCheckTests
{
    private static readonly Dictionary<string, Func<TestNodes, int, Task<decimal>>> s_reads = new()
    {
        ["Get"] = static (_, id) => Task.FromResult(MProduct.Get(id)!.Price),
        ["GetAsync"] = static async (_, id) => (await MProduct.GetAsync(id))!.Price,
        ["GetRequired"] = static (_, id) => Task.FromResult(MProduct.GetRequired(id).Price),
        ["GetMany"] = static (_, id) => Task.FromResult(MProduct.GetMany([id])[id].Price),
        ["GetManyAsync"] = static async (_, id) => (await MProduct.GetManyAsync([id]))[id].Price,
        ["GetCopy"] = static (_, id) => Task.FromResult(MProduct.GetCopy(id)!.Price),
        ["GetCopyAsync"] = static async (_, id) => (await MProduct.GetCopyAsync(id))!.Price,
        ["Get in a transaction"] = static (nodes, id) => InTransaction(nodes, trx => new(MProduct.Get(id, trx)!)),
        ["GetAsync in a transaction"] = static (nodes, id) => InTransaction(nodes, trx => MProduct.GetAsync(id, trx)!),
        ["GetCopy in a transaction"] = static (nodes, id) => InTransaction(nodes, trx => new(MProduct.GetCopy(id, trx)!)),
    };

    public static TheoryData<string> Reads => [.. s_reads.Keys];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task The_first_cached_read_of_a_request_asks_once_and_sees_what_another_node_committed(string read)
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        int before = nodes.ReaderLog.Readings;
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Assert.Equal(before, nodes.ReaderLog.Readings);
        Assert.Equal(11, await s_reads[read](nodes, id));
        Assert.Equal(before + 1, nodes.ReaderLog.Readings);
        foreach (string repeated in s_reads.Keys)
        {
            Assert.Equal(11, await s_reads[repeated](nodes, id));
        }

        Assert.Equal(before + 1, nodes.ReaderLog.Readings);
    }

    [Fact]
    public void A_request_that_reads_nothing_cached_asks_nothing()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        Assert.Equal(0, nodes.ReadingsOf(() =>
        {
            using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
            Assert.NotNull(MProduct.Query("M_Product_ID = @id", new { id }).First());
            using Trx trx = nodes.Reader.Node.BeginTrx();
            new MUnit { C_UOM_ID = 1, Name = "metre" }.Save(trx);
            Assert.NotNull(MUnit.Get(1, trx));
            trx.Commit();
            Assert.Equal(1, nodes.Reader.Node.Bus.Reset("M_Product", id));
        }));
    }

    [Fact]
    public void Each_request_asks_for_itself()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        for (int price = 11; price < 15; price++)
        {
            nodes.Writer.SetPrice(id, price);
            Assert.Equal(1, nodes.ReadingsOf(() => Assert.Equal(price, nodes.PriceInRequest(id))));
        }
    }

    [Fact]
    public void What_is_committed_after_the_check_is_seen_by_the_next_request()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        using (nodes.Reader.Node.BeginRequestScope())
        {
            Assert.Equal(10, MProduct.Get(id)!.Price);
            nodes.Writer.SetPrice(id, 11);
            Assert.Equal(10, MProduct.Get(id)!.Price);
        }

        Assert.Equal(11, nodes.PriceInRequest(id));
    }

    [Fact]
    public void A_read_outside_every_scope_asks_nothing_on_a_strict_node()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        Assert.Equal(0, nodes.ReadingsOf(() => Assert.Equal(10, MProduct.Get(id)!.Price)));
    }

    [Fact]
    public void A_scope_concerns_the_cached_reads_of_its_own_node_alone()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        using RequestScope scope = nodes.Writer.Node.BeginRequestScope();
        Assert.Equal(0, nodes.ReadingsOf(() => MProduct.Get(id)));
        int before = nodes.WriterLog.Readings;
        using Trx trx = nodes.Writer.Node.BeginTrx();
        Assert.NotNull(MProduct.Get(id, trx));
        Assert.Equal(before + 1, nodes.WriterLog.Readings);
    }

    [Fact]
    public void A_node_without_a_log_asks_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using RequestScope scope = node.Node.BeginRequestScope();
        Assert.Equal(1, node.StatementsOf(() => MProduct.Get(id)));
        node.Node.CatchUp();
    }

    [Fact]
    public void A_node_told_to_do_without_coherence_neither_writes_nor_reads_the_log()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.IsEnabled = false);
        int id = nodes.Reader.AddProduct();
        Assert.Equal(10, nodes.PriceInRequest(id));
        Assert.Equal((0, 0, 0), (nodes.Log.Count, nodes.ReaderLog.Readings, nodes.ReaderLog.Calls(LogPoint.Join)));
    }

    private static async Task<decimal> InTransaction(TestNodes nodes, Func<Trx, ValueTask<MProduct>> read)
    {
        using Trx trx = nodes.Reader.Node.BeginTrx();
        return (await read(trx)).Price;
    }
}
