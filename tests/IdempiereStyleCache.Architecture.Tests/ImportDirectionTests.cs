using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Architecture.Tests;

public partial class ImportDirectionTests
{
    private const string Core = "src/IdempiereStyleCache/IdempiereStyleCache.csproj";
    private const string Data = "src/IdempiereStyleCache.Data/IdempiereStyleCache.Data.csproj";
    private const string DocsTests = "IdempiereStyleCache.Docs.Tests";
    private const string TestServers = "IdempiereStyleCache.TestServers";
    private const string Sqlite = "src/IdempiereStyleCache.Sqlite/IdempiereStyleCache.Sqlite.csproj";

    // Imports point one way; who is not named here imports nothing.
    private static readonly Dictionary<string, string[]> AllowedImports = new(StringComparer.Ordinal)
    {
        ["IdempiereStyleCache"] = [],
        ["IdempiereStyleCache.Data"] = ["IdempiereStyleCache"],
        ["IdempiereStyleCache.Sqlite"] = ["IdempiereStyleCache.Data"],
        ["IdempiereStyleCache.PostgreSql"] = ["IdempiereStyleCache.Data"],
        ["IdempiereStyleCache.SqlServer"] = ["IdempiereStyleCache.Data"],
        ["IdempiereStyleCache.Activities"] = ["IdempiereStyleCache.Data"],
        ["IdempiereStyleCache.AspNetCore"] = ["IdempiereStyleCache.Data"],
        ["IdempiereStyleCache.Tool"] =
            ["IdempiereStyleCache.Data", "IdempiereStyleCache.Sqlite", "IdempiereStyleCache.PostgreSql", "IdempiereStyleCache.SqlServer"],
        ["IdempiereStyleCache.Generators"] = [],
        ["IdempiereStyleCache.Analyzers"] = [],
        ["IdempiereStyleCache.CodeFixes"] = ["IdempiereStyleCache.Analyzers"],
    };

    private static readonly string[] Drivers =
        ["Microsoft.Data.", "System.Data.", "SQLitePCLRaw", "Npgsql", "MySql", "Oracle.", "Microsoft.EntityFrameworkCore", "sqlite-net"];

    [Fact]
    public void Imports_point_one_way_from_the_dialects_over_data_to_the_core() => Rule.Holds(WrongImports);

    [Theory]
    [InlineData(Core, "../IdempiereStyleCache.Data/IdempiereStyleCache.Data.csproj")]
    [InlineData(Core, "../../generators/IdempiereStyleCache.Generators/IdempiereStyleCache.Generators.csproj")]
    [InlineData(Data, "../IdempiereStyleCache.Sqlite/IdempiereStyleCache.Sqlite.csproj")]
    [InlineData(Sqlite, "..\\IdempiereStyleCache\\IdempiereStyleCache.csproj")]
    [InlineData("src/IdempiereStyleCache.New/IdempiereStyleCache.New.csproj", "../IdempiereStyleCache/IdempiereStyleCache.csproj")]
    [InlineData("generators/IdempiereStyleCache.Generators/IdempiereStyleCache.Generators.csproj", "../../src/IdempiereStyleCache/IdempiereStyleCache.csproj")]
    public void An_import_against_the_direction_is_found(string project, string reference) =>
        Rule.Finds(WrongImports, project, ProjectWith($"""<ProjectReference Include="{reference}" />"""));

    [Fact]
    public void The_generators_may_be_built_before_the_core_to_be_packed_with_it() =>
        Rule.Allows(WrongImports, Core, ProjectWith(
            """<ProjectReference Include="../../generators/IdempiereStyleCache.Generators/IdempiereStyleCache.Generators.csproj" ReferenceOutputAssembly="false" />"""));

    [Fact]
    public void Nothing_imports_tests_bench_or_docs() => Rule.Holds(ImportsOfTestsBenchOrDocs);

    [Theory]
    [InlineData(Core, "../../tests/IdempiereStyleCache.Tests/IdempiereStyleCache.Tests.csproj")]
    [InlineData("tests/IdempiereStyleCache.Tests/IdempiereStyleCache.Tests.csproj", "../../docs/samples/GardenWorld/GardenWorld.csproj")]
    [InlineData("docs/samples/GardenWorld/GardenWorld.csproj", "../../../bench/IdempiereStyleCache.Benchmarks/IdempiereStyleCache.Benchmarks.csproj")]
    [InlineData("bench/IdempiereStyleCache.Benchmarks/IdempiereStyleCache.Benchmarks.csproj", "../../tests/IdempiereStyleCache.Tests/IdempiereStyleCache.Tests.csproj")]
    public void An_import_of_tests_bench_or_docs_is_found(string project, string reference) =>
        Rule.Finds(ImportsOfTestsBenchOrDocs, project, ProjectWith($"""<ProjectReference Include="{reference}" />"""));

    [Fact]
    public void The_tests_of_the_documentation_may_build_its_samples_first() =>
        Rule.Allows(ImportsOfTestsBenchOrDocs, $"tests/{DocsTests}/{DocsTests}.csproj", ProjectWith(
            """<ProjectReference Include="../../docs/samples/GardenWorld/GardenWorld.csproj" ReferenceOutputAssembly="false" />"""));

    [Fact]
    public void Benchmarks_may_start_the_servers_of_the_tests() => Rule.Allows(
        ImportsOfTestsBenchOrDocs,
        "bench/IdempiereStyleCache.Benchmarks/IdempiereStyleCache.Benchmarks.csproj",
        ProjectWith($"""<ProjectReference Include="../../tests/{TestServers}/{TestServers}.csproj" />"""));

    [Theory]
    [InlineData("IdempiereStyleCache.Docs.Tests", "")]
    [InlineData("IdempiereStyleCache.Tests", "ReferenceOutputAssembly=\"false\"")]
    public void Other_tests_that_build_a_sample_first_and_tests_that_import_one_are_found(string project, string how) =>
        Rule.Finds(ImportsOfTestsBenchOrDocs, $"tests/{project}/{project}.csproj", ProjectWith(
            $"""<ProjectReference Include="../../docs/samples/GardenWorld/GardenWorld.csproj" {how} />"""));

    [Fact]
    public void Core_references_no_database_driver() => Rule.Holds(DriversOutsideDialects);

    [Fact]
    public void Core_depends_on_the_framework_and_logging_abstractions_only() => Rule.Holds(PackagesOfCore);

    [Fact]
    public void Only_the_web_and_tool_projects_reference_the_web_framework() => Rule.Holds(WebInTheWrongPlace);

    [Theory]
    [InlineData(Core, "Microsoft.Data.Sqlite.Core")]
    [InlineData(Data, "Npgsql")]
    public void A_database_driver_outside_the_dialects_is_found(string project, string package) =>
        Rule.Finds(DriversOutsideDialects, project, ProjectWith($"""<PackageReference Include="{package}" />"""));

    [Theory]
    [InlineData("Dapper")]
    [InlineData("Microsoft.Extensions.Hosting")]
    public void Another_package_in_the_core_is_found(string package) =>
        Rule.Finds(PackagesOfCore, Core, ProjectWith($"""<PackageReference Include="{package}" />"""));

    [Theory]
    [InlineData(Core, """<Project Sdk="Microsoft.NET.Sdk.Web"></Project>""")]
    [InlineData(Data, """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup></Project>""")]
    [InlineData(Sqlite, """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Microsoft.AspNetCore.Http" /></ItemGroup></Project>""")]
    public void The_web_framework_elsewhere_is_found(string project, string text) => Rule.Finds(WebInTheWrongPlace, project, text);

    [Fact]
    public void Caching_does_not_use_data() => Rule.Holds(DataInCaching);

    [Theory]
    [InlineData("using IdempiereStyleCache.Data;")]
    [InlineData("using System.Data.Common;")]
    [InlineData("    private readonly Dapper.SqlMapper.GridReader _rows;")]
    public void A_use_of_data_in_caching_is_found(string line) => Rule.Finds(DataInCaching, "src/IdempiereStyleCache/Caching/A.cs", line);

    [Theory]
    [InlineData("src/IdempiereStyleCache/Caching/A.cs", "// loads through an interface; Dapper is behind it")]
    [InlineData("src/IdempiereStyleCache/Transactions/A.cs", "using System.Data.Common;")]
    public void Comments_and_other_folders_may_speak_of_data(string path, string line) => Rule.Allows(DataInCaching, path, line);

    private static IEnumerable<string> WrongImports(Repository repository) =>
        from project in repository.Projects
        where project.File.TopFolder is "src" or "generators"
        from import in project.Imports
        where !AllowedImports.GetValueOrDefault(project.Name, []).Contains(ProjectFile.NameOf(import), StringComparer.Ordinal)
        select $"{project.File.Path} must not import {import}";

    // The specification suite of the dialects is shared among tests; everything else imports no test. The tests of the documentation run its samples as
    // programs, for which these are built first. Benchmarks may start the servers that tests start.
    private static IEnumerable<string> ImportsOfTestsBenchOrDocs(Repository repository) =>
        from project in repository.Projects
        from import in project.Name == DocsTests ? project.Imports : project.Imports.Concat(project.BuiltFirst)
        let target = import.Split('/')[0]
        where target is "bench" or "docs" || (target == "tests" && project.File.TopFolder != "tests" && (project.File.TopFolder, ProjectFile.NameOf(import)) != ("bench", TestServers))
        select $"{project.File.Path} must not import {import}";

    private static IEnumerable<string> DriversOutsideDialects(Repository repository) =>
        from project in repository.Projects
        where project.Name is "IdempiereStyleCache" or "IdempiereStyleCache.Data" or "IdempiereStyleCache.Activities" or "IdempiereStyleCache.AspNetCore"
        from package in project.Packages
        where Drivers.Any(driver => package.StartsWith(driver, StringComparison.OrdinalIgnoreCase))
        select $"{project.File.Path} must not reference the database driver {package}";

    private static IEnumerable<string> PackagesOfCore(Repository repository) =>
        from project in repository.Projects
        where project.Name == "IdempiereStyleCache"
        from package in project.Packages
        where package != "Microsoft.Extensions.Logging.Abstractions"
        select $"{project.File.Path} must not reference {package}";

    // Caches load through an interface of core. The compiler keeps Data out of core; this keeps out what Data works with, too.
    private static IEnumerable<string> DataInCaching(Repository repository) =>
        from file in repository.Files
        where file.IsCSharp && file.Path.StartsWith("src/IdempiereStyleCache/Caching/", StringComparison.Ordinal)
        from line in file.Lines.Index()
        where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && DataNames().IsMatch(line.Item)
        select $"{file.Path}:{line.Index + 1} uses data access: {line.Item.Trim()}";

    private static IEnumerable<string> WebInTheWrongPlace(Repository repository) =>
        from project in repository.Projects
        where project.File.TopFolder is "src" or "generators" && project.Name is not ("IdempiereStyleCache.AspNetCore" or "IdempiereStyleCache.Tool")
        from needed in project.Packages.Where(package => package.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)).Concat(project.Frameworks)
        select $"{project.File.Path} must not reference {needed}";

    private static string ProjectWith(string item) => $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{item}</ItemGroup></Project>""";

    [GeneratedRegex(@"\b(IdempiereStyleCache\.Data|System\.Data|Dapper)\b")]
    private static partial Regex DataNames();
}
