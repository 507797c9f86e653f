namespace IdempiereStyleCache.Tests;

/// <summary>What a transaction writes into the log.</summary>
public class LogRowTests
{
    [Fact]
    public void A_commit_writes_one_row_a_record_and_table_in_one_call_whatever_the_key()
    {
        using TestNodes nodes = new();
        Guid guid = Guid.Empty;
        InTrx(nodes, trx =>
        {
            MSession session = new() { Name = "s" };
            session.Save(trx);
            guid = session.AD_Session_UU;
            new MUnit { C_UOM_ID = -1, Name = "metre" }.Save(trx);
            new MOrder { C_Order_ID = long.MaxValue, Name = "o" }.Save(trx);
            new MCountry { Code = "d'\u00e9\U0001F600", Name = "c" }.Save(trx);
            new MStock { Key = new StockKey(7, "a\"1"), Name = "s" }.Save(trx);
        });
        Assert.Equal(
            [
                new LogRow("AD_Session", $"{guid:D}", true),
                new LogRow("C_UOM", "-1", true),
                new LogRow("C_Order", "9223372036854775807", true),
                new LogRow("C_Country", "d'\u00e9\U0001F600", true),
                new LogRow("M_Stock", """[7,"a\"1"]""", true),
            ],
            nodes.Log.Rows);
        Assert.Equal([5], nodes.WriterLog.Written);
    }

    [Fact]
    public void A_record_saved_many_times_has_one_row()
    {
        using TestNodes nodes = new();
        InTrx(nodes, trx =>
        {
            MUnit unit = new() { C_UOM_ID = 1, Name = "a" };
            for (int i = 0; i < 100; i++)
            {
                unit.Name = $"{i}";
                unit.Save(trx);
            }

            trx.MarkChanged("c_uom", 1L);
        });
        Assert.Equal("1", Assert.Single(nodes.Log.Rows).Key);
    }

    [Theory]
    [InlineData(CacheReset.MaxKeys)]
    [InlineData(CacheReset.MaxKeys + 1)]
    public void More_than_a_thousand_records_are_the_whole_table(int count)
    {
        using TestNodes nodes = new();
        InTrx(nodes, trx =>
        {
            for (int i = 0; i < count; i++)
            {
                trx.MarkChanged("T", i);
            }
        });
        Assert.Equal(count <= CacheReset.MaxKeys ? count : 1, nodes.Log.Count);
        Assert.Equal(count > CacheReset.MaxKeys, nodes.Log.Rows[0].Key is null);
        Assert.Equal([nodes.Log.Count], nodes.WriterLog.Written);
    }

    [Theory]
    [InlineData(LogRow.MaxKeyLength + 1, 'a')]
    [InlineData(1, '\0')]
    [InlineData(1, '\ud800')]
    [InlineData(1, '\udc00')]
    public void A_key_without_a_text_that_the_log_can_hold_makes_it_the_whole_table(int length, char letter)
    {
        using TestNodes nodes = new();
        InTrx(nodes, trx =>
        {
            new MCountry { Code = new string(letter, length), Name = "c" }.Save(trx);
            new MCountry { Code = "good", Name = "c" }.Save(trx);
            new MUnit { C_UOM_ID = 1, Name = "metre" }.Save(trx);
        });
        Assert.Equal([new LogRow("C_Country", null, true), new LogRow("C_UOM", "1", true)], nodes.Log.Rows);
    }

    [Fact]
    public void The_longest_key_has_a_row()
    {
        using TestNodes nodes = new();
        InTrx(nodes, trx => new MCountry { Code = new string('x', LogRow.MaxKeyLength), Name = "c" }.Save(trx));
        Assert.Equal(LogRow.MaxKeyLength, Assert.Single(nodes.Log.Rows).Key!.Length);
    }

    [Fact]
    public void A_key_of_several_columns_that_only_the_application_named_makes_it_the_whole_table()
    {
        using TestNodes nodes = new();
        InTrx(nodes, trx => trx.MarkChanged("M_Stock", new StockKey(1, "a")));
        Assert.Equal([new LogRow("M_Stock", null, false)], nodes.Log.Rows);
    }

    [Fact]
    public void What_the_application_marks_says_that_its_parents_are_unknown()
    {
        using TestNodes nodes = new();
        InTrx(nodes, trx =>
        {
            trx.MarkChanged("A", 1);
            trx.MarkChanged("B");
            trx.MarkGroupChanged("pricing");
            trx.MarkChanged(LogRow.AllTables);
        });
        Assert.Equal([new("A", "1", false), new("B", null, false), new("group:pricing", null, false), new("*", null, false)], nodes.Log.Rows);
    }

    [Fact]
    public void A_child_that_was_saved_has_its_parent_beside_it()
    {
        using TestNodes nodes = new();
        MProduct product = null!;
        InTrx(nodes, trx =>
        {
            product = new() { Name = "Oak" };
            product.Prices.Add(new MProductPrice { Price = 1 });
            product.Save(trx);
        });
        Assert.Equal(
            [new LogRow("M_Product", $"{product.M_Product_ID}", true), new LogRow("M_ProductPrice", $"{product.Prices[0].M_ProductPrice_ID}", true)],
            nodes.Log.Rows);
    }

    [Fact]
    [Trait("Behaviour", "SIG-06")]
    public void A_rollback_writes_nothing_and_neither_does_what_a_savepoint_took_back()
    {
        using TestNodes nodes = new();
        using (Trx trx = nodes.Writer.Node.BeginTrx())
        {
            new MUnit { C_UOM_ID = 1, Name = "metre" }.Save(trx);
            trx.Rollback();
        }

        using (Trx trx = nodes.Writer.Node.BeginTrx())
        {
            new MUnit { C_UOM_ID = 2, Name = "metre" }.Save(trx);
        }

        InTrx(nodes, trx =>
        {
            new MUnit { C_UOM_ID = 3, Name = "metre" }.Save(trx);
            TrxSavepoint savepoint = trx.SetSavepoint();
            new MUnit { C_UOM_ID = 4, Name = "metre" }.Save(trx);
            trx.MarkChanged("T");
            trx.Rollback(savepoint);
        });
        Assert.Equal([new LogRow("C_UOM", "3", true)], nodes.Log.Rows);
        Assert.Equal(1, nodes.WriterLog.Calls(LogPoint.Write));
    }

    [Fact]
    [Trait("Behaviour", "SIG-06")]
    public void A_commit_that_the_database_refused_leaves_no_row()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        int rows = nodes.Log.Count;
        using Trx trx = HeldCommit.Change(nodes.Writer, id, 11);
        nodes.Writer.Database.Fail(DatabasePoint.BeforeCommit, new RefusedByDatabaseException());
        Assert.Throws<PODatabaseException>(trx.Commit);
        Assert.Equal(1, nodes.WriterLog.Calls(LogPoint.Write) - rows);
        Assert.Equal(rows, nodes.Log.Count);
        Assert.Equal(10, nodes.PriceInRequest(id));
    }

    [Fact]
    public void A_transaction_that_wrote_nothing_writes_no_row_and_wakes_nobody()
    {
        using TestNodes nodes = new(writer: static o => o.Coherence.UsesWakeUps = true);
        InTrx(nodes, static _ => { });
        Assert.Equal((0, 0), (nodes.WriterLog.Calls(LogPoint.Write), nodes.WriterLog.Calls(LogPoint.Wake)));
    }

    [Fact]
    [Trait("Behaviour", "SIG-01")]
    public void The_rows_are_seen_exactly_when_the_data_is()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        int rows = nodes.Log.Count;
        using HeldCommit commit = HeldCommit.Before(nodes.Writer, id, 11);
        Assert.Equal((rows, 10m), (nodes.Log.Count, nodes.PriceInRequest(id)));
        using HeldCommit after = commit.MoveOnToAfter();
        Assert.Equal((rows + 1, 11m), (nodes.Log.Count, nodes.PriceInRequest(id)));
        after.Finish();
    }

    [Fact]
    public void Rows_written_after_the_commit_would_be_seen_too_late()
    {
        using TestNodes nodes = new(CoherenceFaults.LogAfterCommit);
        int id = nodes.AddCached(price: 10);
        using HeldCommit after = HeldCommit.After(nodes.Writer, id, 11);
        Assert.Equal((11m, 10m), (nodes.Writer.CommittedPrice(id), nodes.PriceInRequest(id)));
        after.Finish();
        Assert.Equal(11, nodes.PriceInRequest(id));
    }

    private static void InTrx(TestNodes nodes, Action<Trx> work)
    {
        using Trx trx = nodes.Writer.Node.BeginTrx();
        work(trx);
        trx.Commit();
    }
}
