using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>A rule is an id, a page, a test class, a line in the release notes and a help link. None may be missing, and none may be left over.</summary>
public class RuleCompletenessTests
{
    private const string Link = "https://github.com/IdempiereStyleCache/IdempiereStyleCache/blob/main/docs/reference/rules/";

    private static readonly string[] Headings = ["## What", "## Why", "## Bad", "## Good", "## How to suppress", "## What it does not see"];

    private static readonly DirectoryInfo Root = FindRoot();

    private static DiagnosticDescriptor[] Rules =>
    [
        .. typeof(ModelClassAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .SelectMany(static type => ((DiagnosticAnalyzer)Activator.CreateInstance(type)!).SupportedDiagnostics)
            .DistinctBy(static rule => rule.Id),
    ];

    [Fact]
    public void Every_rule_has_its_page_test_class_release_line_and_help_link()
    {
        Assert.NotEmpty(Rules);
        Assert.Empty(Rules.SelectMany(Missing));
    }

    [Fact]
    public void A_rule_without_any_of_them_is_found_out() => Assert.Equal(
        ["ISC9999: no page", "ISC9999: no test class ISC9999Tests", "ISC9999: no release line", "ISC9999: the help link is not its page"],
        Missing(new DiagnosticDescriptor("ISC9999", "t", "m", "c", DiagnosticSeverity.Error, isEnabledByDefault: true)));

    [Fact]
    public void A_page_without_a_heading_is_found_out() => Assert.Equal(
        Headings.Select(static heading => $"ISC9999: the page lacks '{heading}'"),
        PageFaults("ISC9999", "# ISC9999: a title\n"));

    [Fact]
    public void Every_page_and_every_release_line_has_its_rule()
    {
        HashSet<string> ids = [.. Rules.Select(static rule => rule.Id)];
        Assert.All(Directory.GetFiles(Pages(), "ISC*.md"), page => Assert.Contains(Path.GetFileNameWithoutExtension(page), ids));
        Assert.All(ReleaseLines().Select(static line => line.Split('|')[0].Trim()).Where(static id => id.StartsWith("ISC", StringComparison.Ordinal)), id => Assert.Contains(id, ids));
    }

    private static IEnumerable<string> Missing(DiagnosticDescriptor rule)
    {
        string page = Path.Combine(Pages(), $"{rule.Id}.md");
        foreach (string fault in File.Exists(page) ? PageFaults(rule.Id, File.ReadAllText(page)) : [$"{rule.Id}: no page"])
        {
            yield return fault;
        }

        if (!Assembly.GetExecutingAssembly().GetTypes().Any(type => type.Name == $"{rule.Id}Tests"))
        {
            yield return $"{rule.Id}: no test class {rule.Id}Tests";
        }

        if (!ReleaseLines().Any(line => line.StartsWith($"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} |", StringComparison.Ordinal)))
        {
            yield return $"{rule.Id}: no release line";
        }

        if (rule.HelpLinkUri != $"{Link}{rule.Id}.md")
        {
            yield return $"{rule.Id}: the help link is not its page";
        }
    }

    private static IEnumerable<string> PageFaults(string id, string page)
    {
        string[] lines = page.ReplaceLineEndings("\n").Split('\n');
        if (!lines[0].StartsWith($"# {id}: ", StringComparison.Ordinal))
        {
            yield return $"{id}: the page does not begin with '# {id}: '";
        }

        foreach (string heading in Headings.Where(heading => !lines.Contains(heading)))
        {
            yield return $"{id}: the page lacks '{heading}'";
        }
    }

    private static string Pages() => Path.Combine(Root.FullName, "docs", "reference", "rules");

    private static IEnumerable<string> ReleaseLines() =>
        new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
            .SelectMany(static file => File.ReadAllLines(Path.Combine(Root.FullName, "generators", "IdempiereStyleCache.Analyzers", file)));

    private static DirectoryInfo FindRoot()
    {
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IdempiereStyleCache.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds IdempiereStyleCache.sln.");
        }

        return root;
    }
}
