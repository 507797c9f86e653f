namespace IdempiereStyleCache.Docs.Tests.Pages;

/// <summary>C# in a page comes from a file that is compiled.</summary>
internal static class SnippetRule
{
    // What a rule of the analyzers says is shown by code that does not compile; the tests of the analyzers are its proof.
    private const string RulePages = "docs/reference/rules/";

    private const string Samples = "docs/samples/";

    public static IEnumerable<string> Faults(Documentation documentation) =>
        documentation.Pages
            .Where(page => !page.Path.StartsWith(RulePages, StringComparison.Ordinal))
            .SelectMany(CodeBlock.Of)
            .Where(block => block.IsCSharp || block.Snippet is not null)
            .Select(block => Fault(block, documentation))
            .OfType<string>();

    private static string? Fault(CodeBlock block, Documentation documentation)
    {
        if (block.Snippet is null)
        {
            return $"{block.Place}: C# without a source: put <!-- snippet: docs/samples/...#region --> above it";
        }

        string[] source = block.Snippet.Split('#');
        if (source.Length != 2 || !source[0].StartsWith(Samples, StringComparison.Ordinal))
        {
            return $"{block.Place}: the source '{block.Snippet}' should read like docs/samples/Snippets/File.cs#region";
        }

        if (documentation.Find(source[0]) is not { } file || !IsCompiled(file, documentation))
        {
            return $"{block.Place}: there is no file {source[0]} that a project compiles";
        }

        if (Region.Find(file, source[1]) is not { } region)
        {
            return $"{block.Place}: {source[0]} does not have exactly one #region {source[1]}";
        }

        return region.Trim('\n') == block.Text.Trim('\n') ? null : $"{block.Place}: differs from {block.Snippet}, which reads:\n{region}";
    }

    // A project compiles the C# files of its folder and those below.
    private static bool IsCompiled(DocumentationFile file, Documentation documentation)
    {
        string[] folders = file.Path.Split('/')[..^1];
        return Enumerable.Range(1, folders.Length).Any(length =>
            documentation.Find($"{string.Join('/', folders[..length])}/{folders[length - 1]}.csproj") is not null);
    }
}
