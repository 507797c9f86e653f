using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>Changing a cached object. Every way of flowing is in the corpus; here is what the rule says, and where.</summary>
public class ISC0001Tests
{
    [Fact]
    public Task An_assignment_is_reported_at_what_is_changed() => Reports(
        """class C { void F(int id) { var p = MProduct.Get(id)!; [|p.Name|] = "x"; } }""",
        "'p' is shared by everybody who reads MProduct from the cache (Get); changing it throws at run time. Change an editable one: GetCopy.");

    [Fact]
    public Task A_method_that_changes_it_is_reported_at_the_call() => Reports(
        """class C { void F(int id) { MProduct.GetRequired(id).Price.ToString(); var p = MProduct.GetRequired(id); [|p.Rename("x")|]; } }""",
        "'p' is shared by everybody who reads MProduct from the cache (GetRequired); changing it throws at run time. Change an editable one: GetCopy.");

    [Fact]
    public Task Adding_a_child_is_reported_at_the_call() => Reports(
        """class C { async Task F(int id) { var order = await MOrder.GetAsync(id); [|order!.Lines.Add(new MOrderLine())|]; } }""",
        "'order!.Lines' is shared by everybody who reads MOrder from the cache (GetAsync); changing it throws at run time. Change an editable one: GetCopy.");

    [Fact]
    public async Task The_places_where_the_object_came_from_are_told_nearest_first()
    {
        Diagnostic found = Assert.Single(await Reports(
            """class C { void F(int a, int b, bool isFirst) { var p = MProduct.Get(a); if (isFirst) { p = MProduct.GetRequired(b); } [|p!.Name|] = "x"; } }"""));
        Assert.Equal(["MProduct.GetRequired(b)", "MProduct.Get(a)"], found.AdditionalLocations.Select(RuleCheck.TextOf));
        Assert.Equal("Get", found.Properties["Accessor"]);
    }

    [Fact]
    public Task Nothing_is_said_where_the_test_of_IsImmutable_has_failed() => Reports(
        """class C { void F(int id) { var p = MProduct.Get(id)!; if (!p.IsImmutable) { p.Name = "x"; } else { [|p.Name|] = "y"; } } }""");

    [Fact]
    public Task Nothing_is_said_in_generated_code() => Reports("[System.CodeDom.Compiler.GeneratedCode(\"t\", \"1\")] class C { void F(int id) { MProduct.Get(id)!.Name = \"x\"; } }");

    private static Task<IReadOnlyList<Diagnostic>> Reports(string marked, params string[] messages) => RuleCheck.ReportsAsync(new CachedObjectAnalyzer(), "ISC0001", marked, messages);
}
