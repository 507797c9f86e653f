namespace IdempiereStyleCache.Tests;

/// <summary>What a node does with the rows that it reads.</summary>
public class LogApplyTests
{
    [Fact]
    [Trait("Behaviour", "SIG-04")]
    public void A_row_drops_one_record_and_the_next_check_drops_nothing_again()
    {
        using TestNodes nodes = new();
        int changed = nodes.AddCached(price: 10);
        int other = nodes.AddCached(price: 20);
        MProduct kept = MProduct.Get(other)!;
        nodes.Writer.SetPrice(changed, 11);
        Assert.Equal(11, nodes.PriceInRequest(changed));
        MProduct fresh = MProduct.Get(changed)!;
        Assert.Equal(11, nodes.PriceInRequest(changed));
        Assert.Same(fresh, MProduct.Get(changed));
        Assert.Same(kept, MProduct.Get(other));
    }

    [Fact]
    [Trait("Behaviour", "SIG-04")]
    public void Keys_of_every_kind_drop_their_record_alone()
    {
        using TestNodes nodes = new();
        MSession session = nodes.Reader.Add(new MSession { Name = "s" }, static s => s);
        nodes.Reader.Add(new MOrder { C_Order_ID = -5, Name = "o" }, static o => o.C_Order_ID);
        nodes.Reader.Add(new MCountry { Code = "fr", Name = "c" }, static c => c.Code);
        nodes.Reader.Add(new MStock { Key = new(1, "a"), Name = "s" }, static s => s.Key);
        nodes.Reader.Add(new MStock { Key = new(1, "b"), Name = "s" }, static s => s.Key);
        Func<PO?>[] reads =
        [
            () => MSession.Get(session.AD_Session_UU), () => MOrder.Get(-5), () => MCountry.Get("fr"), () => MStock.Get(new StockKey(1, "a")), () => MStock.Get(new StockKey(1, "b")),
        ];
        LogRow[] rows =
        [
            new("ad_session", $"{session.AD_Session_UU}".ToUpperInvariant(), true), new("C_ORDER", " -5", true), new("C_Country", "fr", true),
            new("M_Stock", """[ "1", "a" ]""", true),
        ];
        for (int i = 0; i < rows.Length; i++)
        {
            PO?[] before = [.. reads.Select(static r => r())];
            nodes.Log.Push(rows[i]);
            nodes.Reader.Node.CatchUp();
            PO?[] after = [.. reads.Select(static r => r())];
            Assert.Equal([i], Enumerable.Range(0, reads.Length).Where(k => !ReferenceEquals(before[k], after[k])));
        }
    }

    [Theory]
    [InlineData("M_Product", null)]
    [InlineData("m_product", "rubbish")]
    [InlineData("M_PRODUCT", "[1,2]")]
    [InlineData("*", null)]
    [InlineData("*", "1")]
    public void A_row_without_a_key_or_with_one_that_is_none_drops_the_whole_table(string table, string? key)
    {
        RecordingLogger logger = new();
        using TestNodes nodes = new(reader: o => o.LoggerFactory = logger);
        int id = nodes.AddCached();
        MProduct before = MProduct.Get(id)!;
        nodes.Log.Push(table, key);
        nodes.Reader.Node.CatchUp();
        Assert.False(MProduct.Cache.IsCached(id));
        Assert.NotSame(before, MProduct.Get(id));
        Assert.Equal(table != "*" && key is not null ? 1 : 0, logger.Lines.Count);
    }

    [Fact]
    public void A_key_of_several_columns_that_is_rubbish_drops_its_table_and_no_other()
    {
        RecordingLogger logger = new();
        using TestNodes nodes = new(reader: o => o.LoggerFactory = logger);
        int id = nodes.AddCached();
        nodes.Reader.Add(new MStock { Key = new(1, "a"), Name = "s" }, static s => s.Key);
        MStock before = MStock.Get(new StockKey(1, "a"))!;
        MProduct product = MProduct.Get(id)!;
        nodes.Log.Push("M_Stock", """[1,"\ud800"]""");
        nodes.Reader.Node.CatchUp();
        Assert.NotSame(before, MStock.Get(new StockKey(1, "a")));
        Assert.Same(product, MProduct.Get(id));
        Assert.StartsWith("Warning: The invalidation log has the key", Assert.Single(logger.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_with_a_loader_of_its_own_does_not_keep_others_from_reading_keys_of_several_columns()
    {
        using TestNodes nodes = new();
        using CCache<StockKey, string> loose = new("M_Stock", static (key, _) => new(key.Bin), isKeyedByRecord: true);
        loose.Get(new StockKey(1, "a"));
        nodes.Reader.Add(new MStock { Key = new(1, "a"), Name = "s" }, static s => s.Key);
        nodes.Reader.Add(new MStock { Key = new(1, "b"), Name = "s" }, static s => s.Key);
        MStock kept = MStock.Get(new StockKey(1, "b"))!;
        loose.Get(new StockKey(1, "a"));
        nodes.Log.Push("M_Stock", """[1,"a"]""");
        nodes.Reader.Node.CatchUp();
        Assert.Same(kept, MStock.Get(new StockKey(1, "b")));
        Assert.False(loose.IsCached(new StockKey(1, "a")));
    }

    [Fact]
    public void More_than_a_thousand_rows_of_a_table_are_one_reset_of_it()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        List<CacheReset> heard = [];
        using IDisposable listening = nodes.Reader.Node.Bus.Subscribe(heard.Add);
        nodes.Log.Push([.. Enumerable.Range(1_000_000, CacheReset.MaxKeys + 1).Select(i => new LogRow("M_Product", $"{i}", true)), new LogRow("C_UOM", "1", true)]);
        nodes.Reader.Node.CatchUp();
        Assert.Equal([("M_Product", true, ResetOrigin.Log), ("C_UOM", false, ResetOrigin.Log)], heard.Select(r => (r.TableName, r.IsWholeTable, r.Origin)));
        Assert.False(MProduct.Cache.IsCached(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_child_s_row_drops_the_parents_that_could_embed_it_unless_they_are_named_beside_it(bool includesParents)
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached();
        nodes.Log.Push("M_ProductPrice", "1", includesParents);
        nodes.Reader.Node.CatchUp();
        Assert.Equal(includesParents, MProduct.Cache.IsCached(id));
    }

    [Fact]
    [Trait("Behaviour", "SIG-05")]
    public void Applying_what_others_did_writes_nothing_and_wakes_nobody_and_own_rows_are_not_applied()
    {
        using TestNodes nodes = new(reader: static o => o.Coherence.UsesWakeUps = true, writer: static o => o.Coherence.UsesWakeUps = true);
        int id = nodes.AddCached(price: 10);
        int writes = nodes.WriterLog.Calls(LogPoint.Write);
        List<CacheReset> heard = [];
        using IDisposable listening = nodes.Writer.Node.Bus.Subscribe(heard.Add);
        for (int i = 0; i < 5; i++)
        {
            nodes.Writer.SetPrice(id, 11 + i);
            Assert.Equal(11 + i, nodes.PriceInRequest(id));
            nodes.Writer.Node.CatchUp();
        }

        nodes.Log.Push("*");
        nodes.Reader.Node.CatchUp();
        Assert.Equal((writes + 5, 0, 0), (nodes.WriterLog.Calls(LogPoint.Write), nodes.ReaderLog.Calls(LogPoint.Write), nodes.ReaderLog.Calls(LogPoint.Wake)));
        Assert.Equal(5, heard.Count);
        Assert.All(heard, static r => Assert.Equal(ResetOrigin.Commit, r.Origin));
    }

    [Fact]
    public void A_reset_by_a_call_stays_on_its_node()
    {
        using TestNodes nodes = new();
        nodes.AddCached();
        int rows = nodes.Log.Count;
        nodes.Reader.Node.Bus.Reset();
        nodes.Reader.Node.Bus.Reset("M_Product", 1);
        nodes.Reader.Node.Bus.ResetGroup("pricing");
        Assert.Equal(rows, nodes.Log.Count);
    }

    [Fact]
    public void A_load_that_read_before_the_rows_were_applied_is_not_published()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Reader.Node.Bus.Reset();
        DatabaseGate gate = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> load = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        Assert.Equal(11, nodes.PriceInRequest(id));
        gate.Open();
        Assert.Equal(11, load.Result()!.Price);
        Assert.Same(load.Result(), MProduct.Get(id));
    }

    [Fact]
    public void A_listener_may_read_in_the_request_that_led_the_reading_and_cannot_catch_up()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        nodes.Writer.SetPrice(id, 11);
        List<string> heard = [];
        using IDisposable listening = nodes.Reader.Node.Bus.Subscribe(_ =>
        {
            heard.Add($"{MProduct.Get(id)!.Price} {nodes.PriceInRequest(id)} {MProduct.GetMany([id]).Count}");
            Assert.Throws<InvalidOperationException>(nodes.Reader.Node.CatchUp);
        });
        Assert.Equal(11, Background.Run(() => nodes.PriceInRequest(id)).Result());
        Assert.Equal(["11 11 1"], heard);
        Assert.Equal(0, nodes.Reader.Metrics.ListenerFailures);
    }

    [Fact]
    public void A_logger_that_throws_loses_no_row()
    {
        using TestNodes nodes = new(reader: static o => o.LoggerFactory = new RecordingLogger { Throws = true });
        int id = nodes.AddCached(price: 10);
        using IDisposable failing = nodes.Reader.Node.Bus.Subscribe(static _ => throw new NotSupportedException("no"));
        nodes.Log.Push("C_UOM", "rubbish");
        nodes.Writer.SetPrice(id, 11);
        Assert.Equal(11, nodes.PriceInRequest(id));
        nodes.ReaderLog.LoseRows();
        nodes.Reader.Node.CatchUp();
        Assert.False(MProduct.Cache.IsCached(id));
    }
}
