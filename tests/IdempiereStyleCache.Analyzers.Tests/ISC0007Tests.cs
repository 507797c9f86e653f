namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>An editable object is kept where several threads reach it.</summary>
public class ISC0007Tests
{
    [Theory]
    [InlineData("MProduct.GetCopy(id)", "copy")]
    [InlineData("new MProduct()", "new record")]
    [InlineData("MProduct.Query().First()", "query result")]
    public Task What_is_put_into_a_static_field_is_reported(string source, string kind) => Reports(
        $$"""class C { static MProduct? s_product; static void F(int id) => s_product = [|{{source}}|]; static MProduct? P => s_product; }""",
        $"An editable {kind} is kept in 's_product', where several threads reach it. Keep its key and call Get, or freeze it with MarkImmutable first.");

    [Fact]
    public Task What_is_added_to_a_static_collection_is_reported() => Reports(
        """class C { static readonly ConcurrentDictionary<int, MProduct> s_all = new(); static void F(int id) => s_all.TryAdd(id, [|MProduct.GetCopy(id)|]!); }""",
        "An editable copy is kept in 's_all', where several threads reach it. Keep its key and call Get, or freeze it with MarkImmutable first.");

    [Fact]
    public Task What_comes_from_a_cache_or_was_frozen_may_be_kept() => Reports(
        """
        class C
        {
            static MProduct? s_one;
            static MProduct? s_two;
            static void F(int id) { s_one = MProduct.Get(id); var p = new MProduct { Name = "x" }; p.MarkImmutable(); s_two = p; }
            static MProduct? P => s_one ?? s_two;
        }
        """);

    private static Task Reports(string marked, params string[] messages) => RuleCheck.ReportsAsync(new CachedObjectAnalyzer(), "ISC0007", marked, messages);
}
