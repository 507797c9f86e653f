namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>Saving or deleting a cached object.</summary>
public class ISC0002Tests
{
    [Theory]
    [InlineData("Save()")]
    [InlineData("SaveAsync()")]
    [InlineData("Delete()")]
    [InlineData("DeleteAsync()")]
    public Task It_is_reported_at_the_call(string call) => Reports(
        $$"""class C { void F(int id) { var p = MProduct.GetRequired(id); [|p.{{call}}|]; } }""",
        $"'p' is shared by everybody who reads MProduct from the cache (GetRequired); {call[..^2]} throws at run time. Save or delete an editable one: GetCopy.");

    [Fact]
    public Task A_method_of_this_compilation_that_saves_its_parameter_is_reported_at_its_call() => Reports(
        """class C { void F(int id) => [|Store(MProduct.GetRequired(id))|]; static void Store(MProduct product) => product.Save(); }""",
        "'MProduct.GetRequired(id)' is shared by everybody who reads MProduct from the cache (GetRequired); saving or deleting it throws at run time. Save or delete an editable one: GetCopy.");

    [Fact]
    public Task A_copy_may_be_saved() => Reports("""class C { void F(int id) { var p = MProduct.GetCopy(id)!; p.Name = "x"; p.Save(); } }""");

    private static Task Reports(string marked, params string[] messages) => RuleCheck.ReportsAsync(new CachedObjectAnalyzer(), "ISC0002", marked, messages);
}
