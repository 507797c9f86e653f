namespace IdempiereStyleCache.Architecture.Tests;

/// <summary>A text file: its path from the repository's root, with slashes, and what it holds.</summary>
internal sealed record RepositoryFile(string Path, string Text)
{
    public string[] Lines => Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    public string TopFolder => Path.Split('/')[0];

    public IEnumerable<string> Folders => Path.Split('/')[..^1];

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsProject => Path.EndsWith(".csproj", StringComparison.Ordinal);
}

/// <summary>The text files of a repository: the real one, or one made up to show that a rule can fail.</summary>
internal sealed class Repository(IEnumerable<RepositoryFile> files)
{
    private static readonly Lazy<Repository> Real = new(Load);

    // What builds and editors leave behind, and git's own files.
    private static readonly HashSet<string> PassedOver = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".vscode", ".idea", "bin", "obj", "artifacts", "BenchmarkDotNet.Artifacts", "TestResults", "node_modules",
    };

    public static Repository ThisOne => Real.Value;

    public IReadOnlyList<RepositoryFile> Files { get; } = [.. files];

    public IReadOnlyList<ProjectFile> Projects => [.. Files.Where(file => file.IsProject).Select(file => new ProjectFile(file))];

    public static Repository With(string path, string text) => new([new RepositoryFile(path, text)]);

    private static Repository Load()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IdempiereStyleCache.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds IdempiereStyleCache.sln.");
        }

        return new Repository(TextFilesBelow(root)
            .Select(file => new RepositoryFile(Path.GetRelativePath(root.FullName, file.Path).Replace('\\', '/'), file.Text)));
    }

    private static IEnumerable<(string Path, string Text)> TextFilesBelow(DirectoryInfo folder)
    {
        foreach (FileInfo file in folder.EnumerateFiles())
        {
            string text = File.ReadAllText(file.FullName);
            if (!text.Contains('\0', StringComparison.Ordinal))
            {
                yield return (file.FullName, text);
            }
        }

        foreach (DirectoryInfo inner in folder.EnumerateDirectories().Where(inner => !PassedOver.Contains(inner.Name)))
        {
            foreach ((string Path, string Text) file in TextFilesBelow(inner))
            {
                yield return file;
            }
        }
    }
}
