namespace IdempiereStyleCache.Docs.Tests.Pages;

public class SnippetTests
{
    private const string Project = "docs/samples/Shop/Shop.csproj";
    private const string Source = "docs/samples/Shop/A.cs";
    private const string Code = "class A\n{\n    #region get\n    var p = MProduct.Get(1);\n\n        p.Show();\n    #endregion\n}\n";
    private const string Shown = "var p = MProduct.Get(1);\n\n    p.Show();";

    [Fact]
    public void CSharp_in_the_pages_is_what_the_compiled_samples_say()
    {
        Assert.True(
            Documentation.ThisOne.Pages.SelectMany(CodeBlock.Of).Count(block => block.Snippet is not null) > 10,
            "Hardly any snippet was found: the pages were not read.");
        string[] faults = [.. SnippetRule.Faults(Documentation.ThisOne)];
        Assert.True(faults.Length == 0, string.Join("\n\n", faults));
    }

    [Fact]
    public void A_block_that_equals_its_region_is_right() => Assert.Empty(Faults($"<!-- snippet: {Source}#get -->\n```csharp\n{Shown}\n```\n"));

    [Fact]
    public void A_block_in_a_list_is_compared_without_the_indent_of_the_list() =>
        Assert.Empty(Faults($"1. So:\n\n   <!-- snippet: {Source}#get -->\n   ```csharp\n   {Shown.Replace("\n    ", "\n       ", StringComparison.Ordinal)}\n   ```\n"));

    [Theory]
    [InlineData("```csharp\nvar p = MProduct.Get(1);\n```", "without a source")]
    [InlineData("```cs\nvar p = MProduct.Get(1);\n```", "without a source")]
    [InlineData("~~~C#\nvar p = MProduct.Get(1);\n~~~", "without a source")]
    [InlineData("- so:\n  ```csharp\n  var p = MProduct.Get(1);\n  ```", "without a source")]
    [InlineData($"<!-- snippet: {Source}#get -->\ntext between\n```csharp\n{Shown}\n```", "without a source")]
    [InlineData($"<!-- snippet: {Source}#get -->\n```csharp\nvar p = MProduct.Get(2);\n\n    p.Show();\n```", "differs")]
    [InlineData($"<!-- snippet: {Source}#get -->\n```csharp\nvar p = MProduct.Get(1);\n```", "differs")]
    [InlineData($"<!-- snippet: {Source}#get -->\n```csharp\nvar p = MProduct.Get(1);\n\np.Show();\n```", "differs")]
    [InlineData($"<!-- snippet: {Source}#put -->\n```csharp\n{Shown}\n```", "exactly one #region put")]
    [InlineData("<!-- snippet: docs/samples/Shop/B.cs#get -->\n```csharp\nvar p;\n```", "no file docs/samples/Shop/B.cs")]
    [InlineData($"<!-- snippet: {Source} -->\n```csharp\n{Shown}\n```", "should read like")]
    [InlineData("<!-- snippet: src/A.cs#get -->\n```csharp\nvar p;\n```", "should read like")]
    public void A_block_that_is_not_the_code_of_a_sample_is_found(string page, string fault) =>
        Assert.Contains(fault, Assert.Single(Faults(page)), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_no_project_compiles_is_found()
    {
        Documentation documentation = Documentation.With((Source, Code), ("README.md", $"<!-- snippet: {Source}#get -->\n```csharp\n{Shown}\n```\n"));
        Assert.Contains("no file", Assert.Single(SnippetRule.Faults(documentation)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_regions_of_one_name_are_found()
    {
        Documentation documentation = Documentation.With(
            (Project, "<Project />"), (Source, Code + Code), ("README.md", $"<!-- snippet: {Source}#get -->\n```csharp\n{Shown}\n```\n"));
        Assert.Contains("exactly one", Assert.Single(SnippetRule.Faults(documentation)), StringComparison.Ordinal);
    }

    [Fact]
    public void Regions_inside_a_region_are_shown_without_their_lines()
    {
        DocumentationFile file = new(Source, "  #region a\n  one\n  #region b\n  two\n  #endregion\n  three\n  #endregion\n  four\n");
        Assert.Equal("one\ntwo\nthree", Region.Find(file, "a"));
        Assert.Equal("two", Region.Find(file, "b"));
    }

    [Fact]
    public void Blocks_in_other_languages_need_no_source() => Assert.Empty(Faults("```sql\nSELECT 1\n```\n\n```\nplain\n```\n"));

    [Fact]
    public void Pages_of_rules_may_show_what_does_not_compile() =>
        Assert.Empty(SnippetRule.Faults(Documentation.With(("docs/reference/rules/ISC0001.md", "```csharp\np.Name = 1;\n```\n"))));

    private static string[] Faults(string page) =>
        [.. SnippetRule.Faults(Documentation.With((Project, "<Project />"), (Source, Code), ("README.md", page)))];
}
