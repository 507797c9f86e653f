using System.Reflection;

namespace IdempiereStyleCache.Docs.Tests.Pages;

/// <summary>The pages and samples of a repository: the real one, or one made up to show that a rule can fail.</summary>
internal sealed class Documentation(IEnumerable<DocumentationFile> files, Func<string, bool> exists)
{
    private static readonly Lazy<Documentation> s_real = new(Load);

    private readonly Dictionary<string, DocumentationFile> _files = files.ToDictionary(file => file.Path, StringComparer.Ordinal);

    public static Documentation ThisOne => s_real.Value;

    public static string Root { get; } = FindRoot();

    /// <summary>The configuration that this test was built with, and the samples with it.</summary>
    public static string Configuration { get; } =
        typeof(Documentation).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    public IEnumerable<DocumentationFile> Pages => _files.Values.Where(file => file.IsPage).OrderBy(file => file.Path, StringComparer.Ordinal);

    /// <summary>Pages and samples made up by path and text.</summary>
    public static Documentation With(params (string Path, string Text)[] files) =>
        new(files.Select(file => new DocumentationFile(file.Path, file.Text)), path => Array.Exists(files, file => file.Path == path));

    public DocumentationFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>Whether the repository has a file or folder of that path.</summary>
    public bool Exists(string path) => exists(path);

    private static Documentation Load()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Root, "*.md").Concat(Below("docs", "*.md"));
        IEnumerable<string> samples = Below("docs/samples", "*.cs").Concat(Below("docs/samples", "*.csproj"));
        return new Documentation(
            pages.Concat(samples).Select(path => new DocumentationFile(PathFromRoot(path), File.ReadAllText(path))),
            path => Path.Exists(Path.Combine(Root, path)));
    }

    private static IEnumerable<string> Below(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(path => !PathFromRoot(path).Split('/').Any(part => part is "bin" or "obj"));

    private static string PathFromRoot(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "IdempiereStyleCache.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds IdempiereStyleCache.sln.");
        }

        return folder.FullName;
    }
}
