namespace IdempiereStyleCache.Tests;

/// <summary>Caches whose keys are not the records' keys: here the names of all products of a price.</summary>
public class LoaderCacheTests
{
    [Theory]
    [MemberData(nameof(Changes.OfTheTable), MemberType = typeof(Changes))]
    [Trait("Behaviour", "IDM-12")]
    public void Any_change_of_the_table_resets_every_entry(string change)
    {
        using TestNode node = TestNode.Start();
        using CCache<decimal, string> names = NamesByPrice();
        int id = node.AddProduct("Oak", 10);
        node.AddProduct("Elm", 10);
        Assert.Equal(("Oak, Elm", (string?)null), (names.Get(10), names.Get(11)));
        Assert.Equal(0, node.StatementsOf(() => names.Get(10)));

        Changes.Make(change, node, id, 11);
        Assert.Equal(("Elm", "Oak"), (names.Get(10), names.Get(11)));
    }

    [Theory]
    [MemberData(nameof(Changes.OfTheTable), MemberType = typeof(Changes))]
    [Trait("Behaviour", "IDM-13")]
    public void A_load_that_began_before_a_change_of_any_record_leaves_nothing_stale(string change)
    {
        using TestNode node = TestNode.Start();
        using CCache<decimal, string> names = NamesByPrice();
        int id = node.AddProduct("Oak", 10);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, 10m);
        Task<string?> reader = Background.Run(() => names.Get(10));
        gate.WaitUntilReached();
        Changes.Make(change, node, id, 11);
        gate.Open();
        Assert.Null(reader.Result());
        Assert.Null(names.Get(10));
    }

    [Fact]
    [Trait("Behaviour", "IDM-14")]
    public void A_reader_that_comes_after_a_change_of_any_record_does_not_join_a_load_from_before_it()
    {
        using TestNode node = TestNode.Start();
        using CCache<decimal, string> names = NamesByPrice();
        int id = node.AddProduct("Oak", 10);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, 10m);
        Task<string?> reader = Background.Run(() => names.Get(10));
        gate.WaitUntilReached();
        node.SetPrice(id, 11);
        Assert.Null(Background.Run(() => names.Get(10)).Result());
        gate.Open();
        reader.Join();
    }

    [Fact]
    public void While_any_record_of_the_table_is_in_doubt_nothing_is_published()
    {
        using TestNode node = TestNode.Start();
        using CCache<decimal, string> names = NamesByPrice();
        int id = node.AddProduct("Oak", 10);
        names.Get(10);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeCommit);
        Task writer = Background.Run(() => node.SetPrice(id, 11));
        gate.WaitUntilReached();
        Assert.Equal(2, node.StatementsOf(() => Assert.Equal(("Oak", "Oak"), (names.Get(10), names.Get(10)))));
        gate.Open();
        writer.Join();
        Assert.Equal(1, node.StatementsOf(() => Assert.Equal(("Oak", "Oak"), (names.Get(11), names.Get(11)))));
    }

    [Fact]
    [Trait("Behaviour", "IDM-16")]
    public void A_cache_that_says_its_keys_are_the_records_loses_only_what_changed()
    {
        using TestNode node = TestNode.Start();
        using CCache<int, string> names = new(
            "M_Product", async (id, load) => await load.QueryAsync<MProduct>("M_Product_ID = @id", new { id }) is [var found] ? found.Name : null, isKeyedByRecord: true);
        int a = node.AddProduct("Oak");
        int b = node.AddProduct("Elm");
        names.Get(a);
        names.Get(b);
        node.SetPrice(a, 11);
        Assert.Equal((false, true), (names.IsCached(a), names.IsCached(b)));
    }

    [Fact]
    public void Nothing_is_cached_for_a_key_that_has_no_value()
    {
        using TestNode node = TestNode.Start();
        using CCache<decimal, string> names = NamesByPrice();
        Assert.Null(names.Get(5));
        Assert.Equal(0, names.Count);
    }

    [Fact]
    [Trait("Behaviour", "IDM-09")]
    public void A_transaction_that_wrote_the_table_does_not_get_what_is_cached_by_another_key()
    {
        using TestNode node = TestNode.Start();
        using ImmutablePOCache<string, MProduct> byName = ByName();
        int id = node.AddProduct("Oak", 10);
        MProduct cached = byName.Get("Oak")!;
        using Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = 11;
        product.Save();

        Assert.Equal(11, byName.Get("Oak", trx)!.Price);
        Assert.Same(cached, byName.Get("Oak"));
        trx.Commit();
        Assert.Equal(11, byName.Get("Oak")!.Price);
        Assert.True(byName.Get("Oak")!.IsImmutable);
    }

    [Fact]
    public void A_cache_by_another_key_reads_many_too()
    {
        using TestNode node = TestNode.Start();
        using ImmutablePOCache<string, MProduct> byName = ByName();
        node.AddProduct("Oak");
        node.AddProduct("Elm");
        Assert.Equal(["Elm", "Oak"], byName.GetMany(["Oak", "Elm", "Ash"]).Keys.Order());
        Assert.Equal(2, byName.Count);
    }

    [Fact]
    public void A_loader_that_fails_leaves_nothing_behind()
    {
        using TestNode node = TestNode.Start();
        bool fails = true;
        using CCache<int, string> cache = new("M_Product", (_, _) => fails ? throw new NotSupportedException() : ValueTask.FromResult<string?>("value"));
        Assert.Throws<NotSupportedException>(() => cache.Get(1));
        fails = false;
        Assert.Equal("value", cache.Get(1));
    }

    private static ImmutablePOCache<string, MProduct> ByName() =>
        new("M_Product", async (name, load) => await load.QueryAsync<MProduct>("Name = @name", new { name }) is [var found, ..] ? found : null);

    private static CCache<decimal, string> NamesByPrice() => new("m_product", async (price, load) =>
    {
        IReadOnlyList<MProduct> found = await QueryByPrice(load, price);
        return found.Count == 0 ? null : string.Join(", ", found.Select(p => p.Name));
    });

    // By column, so that a test can hold the query of one price.
    private static ValueTask<IReadOnlyList<MProduct>> QueryByPrice(CacheLoadContext load, decimal price) =>
        load.Node.Database.QueryAsync(MProduct.Info, new POQueryText { Matches = [new(MProduct.ColumnNames.Price, price)] }, load.Call);
}
