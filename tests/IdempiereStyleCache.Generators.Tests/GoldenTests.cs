using System.Text;
using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>
/// What the generator writes for representative classes, to be read and reviewed: <c>Golden/Name.model.txt</c> is the source, <c>Golden/Name.generated.txt</c> the
/// generated part. Run with <c>ISC_REWRITE_GOLDEN=1</c> to take over what is generated now.
/// </summary>
public partial class GoldenTests
{
    private static readonly string Folder = FindFolder();

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.model.txt").Select(static file => Path.GetFileName(file).Replace(".model.txt", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_generated_part_is_as_reviewed(string name)
    {
        StringBuilder text = new();
        foreach ((string file, string content) in Harness.Generate(File.ReadAllText(Path.Combine(Folder, $"{name}.model.txt"))).OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            text.Append("// ==== ").Append(file).Append('\n').Append(Version().Replace(content, "VERSION"));
        }

        string path = Path.Combine(Folder, $"{name}.generated.txt");
        if (Environment.GetEnvironmentVariable("ISC_REWRITE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text.ToString());
        }

        Assert.True(File.Exists(path), $"{path} is missing.");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_class_compiles_without_warning(string name) =>
        Assert.Empty(Harness.Complaints(Harness.Complete(Harness.Compile(File.ReadAllText(Path.Combine(Folder, $"{name}.model.txt"))))));

    [Fact]
    public void Every_golden_text_has_its_source() => Assert.Equal(
        Names.Count, Directory.GetFiles(Folder, "*.generated.txt").Length);

    private static string FindFolder()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "IdempiereStyleCache.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds IdempiereStyleCache.sln.");
        }

        return Path.Combine(root.FullName, "tests", "IdempiereStyleCache.Generators.Tests", "Golden");
    }

    [GeneratedRegex("""(?<="IdempiereStyleCache\.Generators", ")[0-9.]+(?="\))""")]
    private static partial Regex Version();
}
