using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Architecture.Tests;

public partial class PortabilityTests
{
    [Fact]
    public void No_file_holds_a_path_of_some_machine() => Rule.Holds(MachinePaths);

    // Put together here, so that this file does not hold them.
    [Theory]
    [InlineData("work")]
    [InlineData("root")]
    [InlineData("home")]
    public void A_path_of_some_machine_is_found(string folder) => Rule.Finds(MachinePaths, "docs/a.md", $"see /{folder}/me/project");

    [Theory]
    [InlineData("see https://example.org/home/page")]
    [InlineData("see src/work/me")]
    public void Other_paths_are_allowed(string text) => Rule.Allows(MachinePaths, "docs/a.md", text);

    [Fact]
    public void No_file_names_a_package_feed() => Rule.Holds(PackageFeeds);

    [Theory]
    [InlineData("api.nuget")]
    [InlineData("www.nuget")]
    [InlineData("www.myget")]
    public void A_package_feed_is_found(string host) => Rule.Finds(PackageFeeds, "docs/a.md", $"from https://{host}.org/v3");

    [Fact]
    public void A_file_of_package_sources_is_found() => Rule.Finds(PackageFeeds, "tests/NuGet.config", "<configuration />");

    private static IEnumerable<string> MachinePaths(Repository repository) =>
        from file in repository.Files
        from line in file.Lines.Index()
        where MachinePath().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1} holds a path of some machine: {line.Item.Trim()}";

    private static IEnumerable<string> PackageFeeds(Repository repository) =>
        (from file in repository.Files
         from line in file.Lines.Index()
         where PackageFeed().IsMatch(line.Item)
         select $"{file.Path}:{line.Index + 1} names a package feed: {line.Item.Trim()}")
        .Concat(
         from file in repository.Files
         where Path.GetFileName(file.Path).Equals("nuget.config", StringComparison.OrdinalIgnoreCase)
         select $"{file.Path}: which feed to use is the machine's setting");

    [GeneratedRegex(@"(?<![\w.~*)}-])/(work|root|home)/|[A-Za-z]:\\Users\\")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(nuget|myget)\.org\b|\bpkgs\.dev\.azure\.com\b|\bnuget\.pkg\.github\.com\b")]
    private static partial Regex PackageFeed();
}
