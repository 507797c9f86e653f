namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-31")]
public class UnknownOutcomeTests
{
    [Theory]
    [InlineData(true, 11)]
    [InlineData(false, 10)]
    public void A_commit_of_unknown_outcome_resets_what_it_may_have_changed(bool tookPlace, decimal expected)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct cached = MProduct.Get(id)!;
        using Trx trx = HeldCommit.Change(node, id, 11);
        Exception error = CommitFailing(node, trx, tookPlace);

        Assert.IsType<ConnectionLostException>(error.InnerException);
        Assert.Equal(TrxState.Unknown, trx.State);
        Assert.NotSame(cached, MProduct.Get(id));
        Assert.Equal(expected, MProduct.Get(id)!.Price);
        Assert.True(MProduct.Cache.IsCached(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_load_that_began_before_it_is_not_published(bool tookPlace)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = HeldCommit.Change(node, id, 11);
        node.Node.Bus.Reset();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> reader = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        CommitFailing(node, trx, tookPlace);
        gate.Open();
        Assert.Equal(tookPlace ? 11 : 10, reader.Result()!.Price);
        Assert.Equal(1, node.Metrics.Discards);
        Assert.Same(reader.Result(), MProduct.Get(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_reader_that_comes_after_it_does_not_join_a_load_from_before(bool tookPlace)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = HeldCommit.Change(node, id, 11);
        node.Node.Bus.Reset();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task reader = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        CommitFailing(node, trx, tookPlace);
        Assert.Equal(tookPlace ? 11 : 10, Background.Run(() => MProduct.Get(id)!.Price).Result());
        gate.Open();
        reader.Join();
    }

    [Fact]
    public void Listeners_hear_of_it_as_of_a_commit()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using Trx trx = HeldCommit.Change(node, id, 11);
        List<CacheReset> heard = [];
        using IDisposable listening = node.Node.Bus.Subscribe(heard.Add);
        CommitFailing(node, trx, tookPlace: false);
        Assert.Equal([("M_Product", ResetOrigin.Commit)], heard.Select(r => (r.TableName, r.Origin)));
    }

    [Fact]
    public async Task A_save_without_a_transaction_tells_of_it_too()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        MProduct product = MProduct.GetCopy(id)!;
        product.Price = 11;
        node.Database.Fail(DatabasePoint.AfterCommit, new ConnectionLostException());
        TrxOutcomeUnknownException error = await Assert.ThrowsAsync<TrxOutcomeUnknownException>(() => product.SaveAsync().AsTask());
        Assert.StartsWith("The connection failed while committing", error.Message, StringComparison.Ordinal);
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.Null(product.Trx);
    }

    private static TrxOutcomeUnknownException CommitFailing(TestNode node, Trx trx, bool tookPlace)
    {
        node.Database.Fail(tookPlace ? DatabasePoint.AfterCommit : DatabasePoint.BeforeCommit, new ConnectionLostException());
        return Assert.Throws<TrxOutcomeUnknownException>(trx.Commit);
    }
}
