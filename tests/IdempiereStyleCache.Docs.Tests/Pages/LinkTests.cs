namespace IdempiereStyleCache.Docs.Tests.Pages;

public class LinkTests
{
    [Fact]
    public void Links_into_the_repository_reach_what_they_name()
    {
        Assert.True(
            Documentation.ThisOne.Pages.SelectMany(page => page.Lines).SelectMany(LinkRule.Targets).Count() > 10,
            "Hardly any link was found: the pages were not read.");
        string[] faults = [.. LinkRule.Faults(Documentation.ThisOne)];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("see [b](b.md)")]
    [InlineData("see [b](./b.md#a-heading-with-code)")]
    [InlineData("see [b](../docs/b.md \"title\")")]
    [InlineData("see [b](/docs/b.md)")]
    [InlineData("see [below](#below) \n## Below")]
    [InlineData("see [b][1]\n\n[1]: b.md")]
    [InlineData("see [there](https://example.org/nowhere.md) and [mail](mailto:a@example.org)")]
    [InlineData("`[no link](nowhere.md)`")]
    [InlineData("```\n[no link](nowhere.md)\n```")]
    public void A_link_that_reaches_its_target_is_right(string page) => Assert.Empty(Faults(page));

    [Theory]
    [InlineData("see [b](c.md)", "c.md leads nowhere")]
    [InlineData("see ![picture](b.png)", "b.png leads nowhere")]
    [InlineData("see [b](../b.md)", "../b.md leads nowhere")]
    [InlineData("see [b](../../b.md)", "../../b.md leads nowhere")]
    [InlineData("see [b][1]\n\n[1]: c.md", "c.md leads nowhere")]
    [InlineData("see [b](b.md#nothing)", "names a heading")]
    [InlineData("see [below](#below)", "names a heading")]
    [InlineData("```\ncode\n```\nsee [b](c.md)", "docs/a.md:4")]
    public void A_link_that_leads_nowhere_is_found(string page, string fault) =>
        Assert.Contains(fault, Assert.Single(Faults(page)), StringComparison.Ordinal);

    [Fact]
    public void Every_concept_and_how_to_can_be_reached_from_the_README()
    {
        Documentation documentation = Documentation.ThisOne;
        HashSet<string> linked = [.. documentation.Find("README.md")!.Lines.SelectMany(LinkRule.Targets)];
        IEnumerable<string> pages = documentation.Pages.Select(page => page.Path)
            .Where(path => path.StartsWith("docs/concepts/", StringComparison.Ordinal) || path.StartsWith("docs/how-to/", StringComparison.Ordinal));
        Assert.NotEmpty(pages);
        Assert.All(pages, path => Assert.Contains(path, linked));
    }

    private static string[] Faults(string page) =>
        [.. LinkRule.Faults(Documentation.With(("docs/a.md", page), ("docs/b.md", "# B\n\n## A *heading*, with `code`\n")))];
}
