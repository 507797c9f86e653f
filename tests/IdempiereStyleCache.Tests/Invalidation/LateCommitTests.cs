namespace IdempiereStyleCache.Tests;

/// <summary>
/// A commit whose connection was lost may be carried out any time later, when the node that sent it has long cached the old value again. Nobody tells it of its own rows, so
/// from then on it reads them as those of a stranger.
/// </summary>
[Trait("Behaviour", "IDM-31")]
public class LateCommitTests
{
    [Fact]
    public void A_commit_that_the_database_carries_out_after_its_outcome_was_unknown_is_heard_of_through_the_log()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        GatedSession session = CommitOfUnknownOutcome(nodes, id, 11);
        Assert.Equal(10, MProduct.Get(id)!.Price);

        session.CarryOut();
        Assert.Equal(11, nodes.PriceInRequest(id));
    }

    [Fact]
    public void Its_later_transactions_are_its_own_again()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        CommitOfUnknownOutcome(nodes, id, 11);
        nodes.Reader.SetPrice(id, 12);
        MProduct cached = MProduct.Get(id)!;
        Assert.Equal(12, nodes.PriceInRequest(id));
        Assert.Same(cached, MProduct.Get(id));
    }

    [Theory]
    [InlineData(LogPoint.BeforeRead)]
    [InlineData(LogPoint.AfterRead)]
    public void A_reading_under_way_that_still_leaves_out_the_nodes_rows_empties_the_caches(object point)
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold((LogPoint)point);
        Task reading = Background.Run(nodes.Reader.Node.CatchUp);
        gate.WaitUntilReached();
        GatedSession session = CommitOfUnknownOutcome(nodes, id, 11);
        Assert.Equal(10, MProduct.Get(id)!.Price);
        session.CarryOut();
        gate.Open();
        reading.Join();

        Assert.Equal(11, nodes.PriceInRequest(id));
        Assert.Equal(1, nodes.Reader.Metrics.Read("isc.log.resyncs"));
    }

    private static GatedSession CommitOfUnknownOutcome(TestNodes nodes, int id, decimal price)
    {
        Trx trx = HeldCommit.Change(nodes.Reader, id, price);
        GatedSession session = ((MemoryConnection)trx.Connection).Session;
        nodes.Reader.Database.Fail(DatabasePoint.BeforeCommit, new ConnectionLostException());
        Assert.Throws<TrxOutcomeUnknownException>(trx.Commit);
        trx.Dispose();
        return session;
    }
}
