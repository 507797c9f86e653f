namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>A cached object from before a commit that is used after it as if it were current.</summary>
public class ISC0010Tests
{
    private const string Change = "using Trx trx = Trx.Begin(); var mine = MProduct.GetCopy(id, trx)!; mine.Price = 5m; mine.Save(); trx.Commit();";

    [Fact]
    public Task A_read_after_the_commit_is_reported_at_the_property() => Reports(
        $$"""class C { decimal F(int id) { var before = MProduct.Get(id)!; {{Change}} return [|before.Price|]; } }""",
        "'before' was taken from the cache before the commit that changed MProduct, and stays as it was. Get it again to see what was committed.");

    [Fact]
    public Task An_object_that_was_got_again_is_not() => Reports(
        $$"""class C { decimal F(int id) { var p = MProduct.Get(id)!; {{Change}} p = MProduct.Get(id)!; return p.Price; } }""");

    [Fact]
    public Task A_comparison_of_before_and_after_is_not() => Reports(
        $$"""class C { decimal F(int id) { var before = MProduct.Get(id)!; {{Change}} var after = MProduct.Get(id)!; return after.Price - before.Price; } }""");

    [Fact]
    public Task The_key_does_not_change() => Reports(
        $$"""class C { int F(int id) { var before = MProduct.Get(id)!; {{Change}} return before.M_Product_ID; } }""");

    private static Task Reports(string marked, params string[] messages) => RuleCheck.ReportsAsync(new CachedObjectAnalyzer(), "ISC0010", marked, messages);
}
