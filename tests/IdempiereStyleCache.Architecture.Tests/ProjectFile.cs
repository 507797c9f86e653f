using System.Xml.Linq;

namespace IdempiereStyleCache.Architecture.Tests;

/// <summary>What a project file says it needs.</summary>
internal sealed class ProjectFile
{
    private readonly XDocument _xml;

    public ProjectFile(RepositoryFile file)
    {
        File = file;
        _xml = XDocument.Parse(file.Text);
    }

    public RepositoryFile File { get; }

    public string Name => Path.GetFileNameWithoutExtension(File.Path);

    /// <summary>Projects whose code it uses.</summary>
    public IEnumerable<string> Imports => References().Where(reference => reference.IsImport).Select(reference => reference.Path);

    /// <summary>Projects that are only built first, to be packed with it or to run in its compilation.</summary>
    public IEnumerable<string> BuiltFirst => References().Where(reference => !reference.IsImport).Select(reference => reference.Path);

    public IEnumerable<string> Packages => _xml.Descendants("PackageReference").Select(Include);

    public IEnumerable<string> Frameworks => _xml.Descendants("FrameworkReference").Select(Include)
        .Concat(_xml.Root?.Attribute("Sdk")?.Value is { } sdk and not "Microsoft.NET.Sdk" ? [sdk] : []);

    public static string NameOf(string projectPath) => Path.GetFileNameWithoutExtension(projectPath);

    private static string Include(XElement item) => item.Attribute("Include")?.Value ?? "";

    private IEnumerable<(string Path, bool IsImport)> References() => _xml.Descendants("ProjectReference").Select(item => (
        Resolve(Include(item)),
        !string.Equals(item.Attribute("ReferenceOutputAssembly")?.Value, "false", StringComparison.OrdinalIgnoreCase)));

    // From a path beside the project file to one from the repository's root.
    private string Resolve(string include)
    {
        var parts = new List<string>(File.Folders);
        foreach (string part in include.Replace('\\', '/').Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part.Length > 0 && part != "." && !part.StartsWith("$(", StringComparison.Ordinal))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
