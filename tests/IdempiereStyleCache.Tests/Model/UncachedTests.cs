namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "SIG-15")]
public class UncachedTests
{
    [Fact]
    public void Saving_a_record_of_a_class_that_is_never_cached_tells_nobody()
    {
        using TestNodes nodes = new();
        List<CacheReset> heard = [];
        using IDisposable listening = nodes.Reader.Node.Bus.Subscribe(heard.Add);
        MJournal journal = new() { T_Journal_ID = 1, Name = "a" };
        journal.Save();
        journal.Name = "b";
        journal.Save();
        journal.Delete();
        using Trx trx = nodes.Reader.Node.BeginTrx();
        new MJournal { T_Journal_ID = 2, Name = "a" }.Save(trx);
        nodes.Reader.Database.Fail(DatabasePoint.AfterWrite, new TimeoutException(), "T_Journal");
        Assert.ThrowsAny<Exception>(() => new MJournal { T_Journal_ID = 3, Name = "a" }.Save(trx));
        trx.Commit();
        Assert.Empty(heard);
        Assert.Equal(0, nodes.ReaderLog.Calls(LogPoint.Write));
        Assert.Equal(2, MJournal.Query().List().Count);
    }

    [Fact]
    public void In_one_transaction_with_others_it_has_no_row()
    {
        using TestNodes nodes = new();
        using Trx trx = nodes.Reader.Node.BeginTrx();
        new MJournal { T_Journal_ID = 1, Name = "a" }.Save(trx);
        new MUnit { C_UOM_ID = 1, Name = "metre" }.Save(trx);
        trx.Commit();
        Assert.Equal([new LogRow("C_UOM", "1", true)], nodes.Log.Rows);
    }

    [Fact]
    public void What_a_transaction_read_after_it_wrote_such_a_record_is_not_shared()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        nodes.Reader.Node.Bus.Reset();
        using Trx trx = nodes.Reader.Node.BeginTrx();
        new MJournal { T_Journal_ID = 1, Name = "a" }.Save(trx);
        Assert.NotNull(MProduct.Get(id, trx));
        Assert.False(MProduct.Cache.IsCached(id));
    }
}
