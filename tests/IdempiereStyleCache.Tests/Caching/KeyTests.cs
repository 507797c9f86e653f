namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-22")]
public class KeyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(1_000_000_000)]
    public void Whole_numbers_of_any_size_and_sign_cache_and_invalidate(int id) => CacheAndInvalidate(
        id, k => new MUnit { C_UOM_ID = k, Name = "old" }, k => MUnit.Get(k), (k, trx) => MUnit.GetCopy(k, trx)!, (u, name) => u.Name = name, u => u.Name);

    [Theory]
    [InlineData(0L)]
    [InlineData(-5L)]
    [InlineData(5_000_000_000L)]
    [InlineData(long.MinValue)]
    public void Long_numbers_cache_and_invalidate(long id) => CacheAndInvalidate(
        id, k => new MOrder { C_Order_ID = k, Name = "old" }, k => MOrder.Get(k), (k, trx) => MOrder.GetCopy(k, trx)!, (o, name) => o.Name = name, o => o.Name);

    [Theory]
    [InlineData("")]
    [InlineData("DE")]
    [InlineData("Ünïcode with a ' quote")]
    public void Text_caches_and_invalidates(string code) => CacheAndInvalidate(
        code, k => new MCountry { Code = k, Name = "old" }, k => MCountry.Get(k), (k, trx) => MCountry.GetCopy(k, trx)!, (c, name) => c.Name = name, c => c.Name);

    [Fact]
    public void Guids_cache_and_invalidate()
    {
        Guid id = Guid.Empty;
        CacheAndInvalidate(
            id,
            _ => new MSession { Name = "old" },
            k => MSession.Get(k),
            (k, trx) => MSession.GetCopy(k, trx)!,
            (s, name) => s.Name = name,
            s => s.Name,
            s => s.AD_Session_UU);
    }

    [Fact]
    public void Keys_of_several_columns_cache_and_invalidate() => CacheAndInvalidate(
        new StockKey(-3, "A-1"), k => new MStock { Key = k, Name = "old" }, k => MStock.Get(k), (k, trx) => MStock.GetCopy(k, trx)!, (s, name) => s.Name = name, s => s.Name);

    [Fact]
    public void A_guid_that_the_framework_makes_carries_the_nodes_time()
    {
        DateTimeOffset now = new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero);
        using TestNode node = TestNode.Start(configure: o => o.TimeProvider = new FixedTime(now));
        MSession session = new() { Name = "s" };
        session.Save();
        long milliseconds = Convert.ToInt64(session.AD_Session_UU.ToString("N")[..12], 16);
        Assert.Equal(now.ToUnixTimeMilliseconds(), milliseconds);
    }

    [Fact]
    public void A_record_that_the_database_finds_under_a_key_of_other_case_is_served_but_not_cached_under_that_key()
    {
        using TestNode node = TestNode.Start(database: new GatedDatabase(ignoreCaseOfKeys: true));
        node.Add(new MCountry { Code = "DE", Name = "old" }, c => c.Code);
        Assert.Equal("old", MCountry.Get("de")!.Name);
        Assert.Equal("old", MCountry.Get("DE")!.Name);

        MCountry copy = MCountry.GetCopy("DE")!;
        copy.Name = "new";
        copy.Save();
        Assert.Equal("new", MCountry.Get("de")!.Name);
        Assert.Equal("new", MCountry.Get("DE")!.Name);
        node.Node.Bus.Reset();
        Assert.Equal(["de"], MCountry.GetMany(["de", "fr"]).Keys);
    }

    private static void CacheAndInvalidate<TKey, T>(
        TKey key, Func<TKey, T> make, Func<TKey, T?> get, Func<TKey, Trx, T> copy, Action<T, string> rename, Func<T, string> name, Func<T, TKey>? keyOf = null)
        where TKey : notnull
        where T : PO
    {
        using TestNode node = TestNode.Start();
        T made = make(key);
        made.Save();
        key = keyOf is null ? key : keyOf(made);

        T first = get(key)!;
        Assert.Equal(0, node.StatementsOf(() => Assert.Same(first, get(key))));
        using (Trx trx = node.Node.BeginTrx())
        {
            T changed = copy(key, trx);
            rename(changed, "new");
            changed.Save();
            trx.Commit();
        }

        Assert.Equal("new", name(get(key)!));
        Assert.Equal("old", name(first));

        using (Trx trx = node.Node.BeginTrx())
        {
            copy(key, trx).Delete();
            trx.Commit();
        }

        Assert.Null(get(key));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
