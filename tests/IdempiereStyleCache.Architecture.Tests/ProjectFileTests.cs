using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IdempiereStyleCache.Architecture.Tests;

public partial class ProjectFileTests
{
    private const string CentralVersions = "Directory.Packages.props";

    [Fact]
    public void Package_versions_stand_in_Directory_Packages_props_only() => Rule.Holds(VersionsElsewhere);

    [Theory]
    [InlineData("src/A/A.csproj", """<Project><ItemGroup><PackageReference Include="Dapper" Version="2.1.86" /></ItemGroup></Project>""")]
    [InlineData("src/A/A.csproj", """<Project><ItemGroup><PackageReference Include="Dapper" VersionOverride="2.1.86" /></ItemGroup></Project>""")]
    [InlineData("tests/Directory.Build.props", """<Project><ItemGroup><PackageReference Include="Dapper"><Version>2.1.86</Version></PackageReference></ItemGroup></Project>""")]
    [InlineData("Directory.Build.targets", """<Project><ItemGroup><PackageVersion Include="Dapper" Version="2.1.86" /></ItemGroup></Project>""")]
    [InlineData(CentralVersions, """<Project><ItemGroup><PackageVersion Include="Dapper" Version="2.*" /></ItemGroup></Project>""")]
    public void A_package_version_elsewhere_or_a_floating_one_is_found(string path, string text) => Rule.Finds(VersionsElsewhere, path, text);

    [Fact]
    public void Every_project_is_in_the_solution() => Rule.Holds(ProjectsOutsideTheSolution);

    [Fact]
    public void A_project_outside_the_solution_is_found() => Rule.Finds(ProjectsOutsideTheSolution, "src/A/A.csproj", "<Project />");

    private static IEnumerable<string> VersionsElsewhere(Repository repository)
    {
        foreach (RepositoryFile file in repository.Files.Where(file => BuildFile().IsMatch(file.Path)))
        {
            foreach (XElement item in XDocument.Parse(file.Text).Descendants().Where(item => PackageItem().IsMatch(item.Name.LocalName)))
            {
                string? version = Value(item, "Version") ?? Value(item, "VersionOverride");
                if (version is not null && (file.Path != CentralVersions || version.Contains('*', StringComparison.Ordinal)))
                {
                    yield return $"{file.Path}: {item.Attribute("Include")?.Value} has the version {version}; "
                        + $"an exact one belongs into {CentralVersions}";
                }
            }
        }
    }

    private static IEnumerable<string> ProjectsOutsideTheSolution(Repository repository)
    {
        string solution = repository.Files.FirstOrDefault(file => file.Path == "IdempiereStyleCache.sln")?.Text ?? "";
        return repository.Projects
            .Where(project => !solution.Contains($"\"{project.File.Path.Replace('/', '\\')}\"", StringComparison.Ordinal))
            .Select(project => $"{project.File.Path} is not in the solution: `dotnet sln add` it, or its tests never run");
    }

    private static string? Value(XElement item, string name) => item.Attribute(name)?.Value ?? item.Element(name)?.Value;

    [GeneratedRegex(@"\.(csproj|props|targets)$")]
    private static partial Regex BuildFile();

    [GeneratedRegex("^(PackageReference|PackageVersion|GlobalPackageReference)$")]
    private static partial Regex PackageItem();
}
