namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-27")]
public class CoalescingTests
{
    [Fact]
    public void Ten_thousand_saves_in_one_transaction_give_one_reset_a_table()
    {
        using TestNode node = TestNode.Start();
        MUnit[] cached = [.. Enumerable.Range(0, 3).Select(i => Add(node, -i))];
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        using Trx trx = node.Node.BeginTrx();
        for (int i = 1; i <= 9_990; i++)
        {
            new MUnit { C_UOM_ID = i, Name = "u" }.Save(trx);
        }

        for (int i = 1; i <= 10; i++)
        {
            new MOrder { C_Order_ID = i, Name = "o" }.Save(trx);
        }

        trx.Commit();
        Assert.Equal([("C_UOM", true, 0), ("C_Order", false, 10)], heard.Select(r => (r.TableName, r.IsWholeTable, r.Keys.Length)));
        Assert.NotSame(cached[0], MUnit.Get(0));
    }

    [Theory]
    [InlineData(CacheReset.MaxKeys, false)]
    [InlineData(CacheReset.MaxKeys + 1, true)]
    public void A_reset_names_its_keys_up_to_the_documented_number_and_the_whole_table_past_it(int count, bool whole)
    {
        using TestNode node = TestNode.Start();
        MUnit untouched = Add(node, -1);
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        using Trx trx = node.Node.BeginTrx();
        for (int i = 1; i <= count; i++)
        {
            new MUnit { C_UOM_ID = i, Name = "u" }.Save(trx);
        }

        trx.Commit();
        CacheReset reset = Assert.Single(heard);
        Assert.Equal((whole, whole ? 0 : count), (reset.IsWholeTable, reset.Keys.Length));
        Assert.Equal(!whole, ReferenceEquals(untouched, MUnit.Get(-1)));
        Assert.NotNull(MUnit.Get(count));
    }

    [Fact]
    public void Saving_one_record_many_times_names_it_once()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        for (int i = 0; i < 100; i++)
        {
            product.Price++;
            product.Save();
        }

        trx.MarkChanged("m_product", (long)id);
        trx.Commit();
        Assert.Equal([(object)id], Assert.Single(heard).Keys);
        Assert.Equal(1, node.Metrics.Resets - 1);
    }

    [Fact]
    public void A_table_that_is_named_as_a_whole_is_reset_as_a_whole_whatever_records_are_named_beside_it()
    {
        using TestNode node = TestNode.Start();
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        using Trx trx = node.Node.BeginTrx();
        trx.MarkChanged("T", 1);
        trx.MarkChanged("t");
        trx.MarkChanged("T", 2);
        trx.Commit();
        Assert.True(Assert.Single(heard).IsWholeTable);
    }

    [Fact]
    public void A_transaction_that_wrote_nothing_resets_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct cached = MProduct.Get(id)!;
        int heard = 0;
        using IDisposable listening = node.Node.Bus.Subscribe(_ => heard++);
        using Trx trx = node.Node.BeginTrx();
        MProduct.Get(id, trx);
        MProduct.GetCopy(id, trx)!.Save();
        trx.Commit();
        Assert.Equal(0, heard);
        Assert.Same(cached, MProduct.Get(id));
    }

    private static MUnit Add(TestNode node, int id)
    {
        node.Add(new MUnit { C_UOM_ID = id, Name = "u" }, u => u.C_UOM_ID);
        return MUnit.Get(id)!;
    }
}
