namespace IdempiereStyleCache.Tests;

/// <summary>A transaction whose rows cannot be written does not commit: nobody would hear of it.</summary>
[Trait("Behaviour", "SIG-01")]
public class FailedLogWriteTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_rolled_back_with_its_objects_as_unsaved_as_before_and_nothing_is_invalidated(bool isAsync)
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        MProduct cached = MProduct.Get(id)!;
        int rows = nodes.Log.Count;
        List<CacheReset> heard = [];
        using IDisposable listening = nodes.Reader.Node.Bus.Subscribe(heard.Add);
        nodes.ReaderLog.Fail(LogPoint.Write, new RefusedByDatabaseException("no table"));
        using Trx trx = nodes.Reader.Node.BeginTrx();
        MProduct copy = MProduct.GetCopy(id, trx)!;
        copy.Price = 11;
        copy.Save();
        MUnit unit = new() { C_UOM_ID = 1, Name = "metre" };
        unit.Save(trx);
        PODatabaseException error = isAsync
            ? await Assert.ThrowsAsync<PODatabaseException>(() => trx.CommitAsync(TestContext.Current.CancellationToken).AsTask())
            : Assert.Throws<PODatabaseException>(trx.Commit);

        Assert.Contains("its changes could not be written into the invalidation log", error.Message, StringComparison.Ordinal);
        Assert.Contains("no table", error.Message, StringComparison.Ordinal);
        Assert.Equal(TrxState.RolledBack, trx.State);
        Assert.True(copy.IsChanged);
        Assert.True(unit.IsNew);
        Assert.Equal((10m, rows, 0), (nodes.Reader.CommittedPrice(id), nodes.Log.Count, heard.Count));
        Assert.Same(cached, MProduct.Get(id));
        Assert.Null(MUnit.Get(1));
        Assert.Throws<InvalidOperationException>(trx.Commit);
    }

    [Fact]
    public void A_save_without_a_transaction_fails_as_a_whole_and_can_be_repeated()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        MProduct copy = MProduct.GetCopy(id)!;
        copy.Price = 11;
        nodes.ReaderLog.Fail(LogPoint.Write, new ConnectionLostException());
        Assert.Throws<PODatabaseException>(() => copy.Save());
        Assert.True(copy.IsChanged);
        Assert.Equal(10, nodes.PriceInRequest(id));
        Assert.True(copy.Save());
        Assert.Equal(11, nodes.PriceInRequest(id));
    }

    [Fact]
    public void Where_the_rollback_fails_too_the_records_are_forgotten()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        using Trx trx = HeldCommit.Change(nodes.Reader, id, 11);
        nodes.ReaderLog.Fail(LogPoint.Write, new ConnectionLostException());
        nodes.Reader.Database.Fail(DatabasePoint.BeforeRollback, new InvalidOperationException("somebody ended it"));
        Assert.Throws<TrxOutcomeUnknownException>(trx.Commit);
        Assert.Equal(TrxState.Unknown, trx.State);
        Assert.False(MProduct.Cache.IsCached(id));
    }

    [Fact]
    public void While_the_rows_are_written_the_cache_still_serves_what_is_committed()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        DatabaseGate gate = nodes.ReaderLog.Hold(LogPoint.Write);
        Task commit = Background.Run(() => nodes.Reader.SetPrice(id, 11));
        gate.WaitUntilReached();
        Assert.True(MProduct.Cache.IsCached(id));
        Assert.Equal(10, nodes.PriceInRequest(id));
        gate.Open();
        commit.Join();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }
}
