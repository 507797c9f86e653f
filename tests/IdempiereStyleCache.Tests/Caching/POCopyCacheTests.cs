namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-29")]
public class POCopyCacheTests
{
    [Fact]
    public async Task Changing_what_it_returned_changes_nothing_in_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MSetting { Value = "old" }, s => s.AD_Setting_ID);
        List<MSetting> copies =
        [
            MSetting.Get(id)!, MSetting.Get(id)!, (await MSetting.GetAsync(id))!, MSetting.GetRequired(id), MSetting.GetMany([id])[id], MSetting.GetMany([id])[id],
            MSetting.GetCopy(id)!,
        ];
        Assert.Equal(copies.Count, copies.Distinct(ReferenceEqualityComparer.Instance).Count());
        copies.ForEach(c => c.Value = "changed");
        Assert.Equal("old", MSetting.Get(id)!.Value);
    }

    [Fact]
    public void The_database_is_asked_once()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MSetting { Value = "old" }, s => s.AD_Setting_ID);
        Assert.Equal(1, node.StatementsOf(() => Assert.NotSame(MSetting.Get(id), MSetting.Get(id))));
    }

    [Fact]
    public void Changing_what_was_put_changes_nothing_in_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MSetting { Value = "old" }, s => s.AD_Setting_ID);
        using IntPOCopyCache<MSetting> cache = new(MSetting.TableName);
        LoadTicket ticket = cache.TakeTicket();
        MSetting put = MSetting.Query().First()!;
        Assert.True(cache.TryPut(id, put, ticket));
        Assert.False(put.IsImmutable);
        put.Value = "changed";
        Assert.Equal(0, node.StatementsOf(() => Assert.Equal("old", cache.Get(id)!.Value)));
    }

    [Fact]
    public void Children_are_copied_too()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Name = "Oak" };
        product.Prices.Add(new MProductPrice { Price = 1 });
        product.Save();
        using POCopyCache<int, MProduct> cache = new(MProduct.TableName);
        MProduct first = cache.Get(product.M_Product_ID)!;
        first.Prices[0].Price = 2;
        first.Prices.Add(new MProductPrice());
        Assert.Equal([1m], cache.Get(product.M_Product_ID)!.Prices.Select(p => p.Price));
    }

    [Fact]
    public void Readers_that_joined_one_load_get_copies_of_their_own()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MSetting { Value = "old" }, s => s.AD_Setting_ID);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead);
        Task<MSetting?> leader = Background.Run(() => MSetting.Get(id));
        gate.WaitUntilReached();
        Task<MSetting?> joiner = Background.Run(() => MSetting.Get(id));
        node.Metrics.WaitForJoins(1);
        gate.Open();
        leader.Result()!.Value = "changed";
        Assert.Equal("old", joiner.Result()!.Value);
        Assert.Equal("old", MSetting.Get(id)!.Value);
    }

    [Fact]
    public void A_copy_can_be_saved_and_is_seen_after_the_commit()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MSetting { Value = "old" }, s => s.AD_Setting_ID);
        using Trx trx = node.Node.BeginTrx();
        MSetting copy = MSetting.GetCopy(id, trx)!;
        Assert.Same(trx, copy.Trx);
        copy.Value = "new";
        copy.Save();
        Assert.Equal("new", MSetting.Get(id, trx)!.Value);
        Assert.Equal("old", MSetting.Get(id)!.Value);
        trx.Commit();
        Assert.Equal("new", MSetting.Get(id)!.Value);
    }

    [Fact]
    public void What_a_transaction_that_wrote_reads_is_editable_and_bound_to_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.Add(new MSetting { Value = "old" }, s => s.AD_Setting_ID);
        using Trx trx = node.Node.BeginTrx();
        MSetting copy = MSetting.GetCopy(id, trx)!;
        copy.Value = "new";
        copy.Save();
        MSetting own = MSetting.Get(id, trx)!;
        own.Value = "newer";
        Assert.Same(trx, own.Trx);
        own.Save();
        trx.Commit();
        Assert.Equal("newer", MSetting.Get(id)!.Value);
    }
}
