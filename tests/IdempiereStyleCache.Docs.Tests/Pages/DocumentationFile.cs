namespace IdempiereStyleCache.Docs.Tests.Pages;

/// <summary>A file of the repository: its path from the root, with slashes, and what it holds.</summary>
internal sealed record DocumentationFile(string Path, string Text)
{
    public bool IsPage => Path.EndsWith(".md", StringComparison.Ordinal);

    public string[] Lines => Text.ReplaceLineEndings("\n").Split('\n');
}
