namespace IdempiereStyleCache.Package.Tests;

/// <summary>What a user gets: a package reference alone brings the generator and every rule.</summary>
public class PackageTests(PackedCore package) : IClassFixture<PackedCore>
{
    [Fact]
    public void The_package_holds_the_core_the_generator_the_analyzers_and_the_fixes_and_no_other_program()
    {
        Assert.Equal(
            [
                "analyzers/dotnet/cs/IdempiereStyleCache.Analyzers.dll", "analyzers/dotnet/cs/IdempiereStyleCache.CodeFixes.dll", "analyzers/dotnet/cs/IdempiereStyleCache.Generators.dll",
                "lib/net10.0/IdempiereStyleCache.dll",
            ],
            package.Files.Where(static file => file.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("lib/net10.0/IdempiereStyleCache.xml", package.Files);
        Assert.Contains("README.md", package.Files);
    }

    [Fact]
    public async Task A_project_outside_the_repository_is_completed_warned_and_runs()
    {
        (bool hasBuilt, IReadOnlyList<string> found) = await package.BuildAsync();
        Assert.Equal(package.Expected().Where(static mark => !mark.EndsWith("ISC0003", StringComparison.Ordinal)), found.OrderBy(Line));
        Assert.True(hasBuilt);
        Assert.Equal("M_Product Oak", (await package.RunAsync()).Trim());

        (bool hasBuiltBroken, IReadOnlyList<string> broken) = await package.BuildAsync("BROKEN");
        Assert.False(hasBuiltBroken);
        Assert.Equal(package.Expected(), broken.OrderBy(Line));
    }

    private static int Line(string diagnostic) => int.Parse(diagnostic.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
