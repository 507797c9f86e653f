namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>A copy that nobody changes.</summary>
public class ISC0006Tests
{
    [Fact]
    public Task A_copy_that_is_only_read_is_reported_where_it_is_made() => Reports(
        """class C { string F(int id) { var p = [|MProduct.GetCopy(id)|]!; return p.Name; } }""",
        "This copy is never changed or saved: MProduct.Get gives the shared object without copying");

    [Fact]
    public Task The_accessor_that_is_proposed_is_of_the_same_kind() => Reports(
        """class C { async Task<string> F(int id) => (await [|MProduct.GetCopyAsync(id)|])!.Name; }""",
        "This copy is never changed or saved: MProduct.GetAsync gives the shared object without copying");

    [Theory]
    [InlineData("p.Name = \"x\";")]
    [InlineData("p.Save();")]
    [InlineData("p.Rename(\"x\");")]
    [InlineData("p.Prices.Add(new MProductPrice());")]
    [InlineData("Console.WriteLine(p);")]
    [InlineData("_kept = p;")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => p.Name = \"x\");")]
    public Task A_copy_that_is_changed_saved_or_given_away_is_not(string use) => Reports(
        $$"""class C { MProduct? _kept; void F(int id) { var p = MProduct.GetCopy(id)!; {{use}} } MProduct? Kept => _kept; }""");

    [Fact]
    public Task A_copy_of_a_class_whose_Get_copies_too_is_not() => Reports("""class C { decimal F(int id) => MTax.GetCopy(id)!.Rate; }""");

    private static Task Reports(string marked, params string[] messages) => RuleCheck.ReportsAsync(new CachedObjectAnalyzer(), "ISC0006", marked, messages);
}
