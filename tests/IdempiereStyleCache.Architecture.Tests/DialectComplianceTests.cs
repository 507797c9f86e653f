using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Architecture.Tests;

/// <summary>What one dialect must do, all must do: a specification that the test project of one does not run is a gap that nobody sees.</summary>
public partial class DialectComplianceTests
{
    private const string Specs = "tests/IdempiereStyleCache.Specs/";

    private static readonly RepositoryFile s_dialect = new("src/IdempiereStyleCache.Oracle/OracleDialect.cs", "internal sealed class OracleDialect(int a) : Dialect\n");

    private static readonly RepositoryFile s_spec = new(Specs + "Sub/KeySpecs.cs", "public abstract class KeySpecs<TDatabase> : DatabaseSpecs<TDatabase>\n{\n    [Fact]\n");

    private static readonly RepositoryFile s_base = new(Specs + "DatabaseSpecs.cs", "public abstract class DatabaseSpecs<TDatabase> : IAsyncLifetime\n");

    [Fact]
    public void The_tests_of_every_dialect_run_every_specification()
    {
        Rule.Holds(MissingSpecs);
        Assert.True(SpecsOf(Repository.ThisOne).Count() > 6, "The specifications were not found.");
        Assert.True(DialectsOf(Repository.ThisOne).Count() > 1, "The dialects were not found.");
    }

    [Theory]
    [InlineData("tests/IdempiereStyleCache.Oracle.Tests/A.cs", "public sealed class OracleQueryTests : QuerySpecs<OracleSpecDatabase>;")]
    [InlineData("tests/IdempiereStyleCache.Oracle.Tests/A.cs", "// public sealed class OracleKeyTests : KeySpecs<OracleSpecDatabase>;")]
    [InlineData("tests/IdempiereStyleCache.Oracle.Tests/A.cs", "public abstract class OracleKeyTests : KeySpecs<OracleSpecDatabase>;")]
    [InlineData("tests/IdempiereStyleCache.Sqlite.Tests/A.cs", "public sealed class SqliteKeyTests : KeySpecs<SqliteSpecDatabase>;")]
    public void A_specification_that_a_dialects_tests_do_not_run_is_found(string path, string text)
    {
        string fault = Assert.Single(MissingSpecs(new Repository([s_dialect, s_spec, s_base, new RepositoryFile(path, text)])));

        Assert.Contains("tests/IdempiereStyleCache.Oracle.Tests runs no KeySpecs", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public sealed class OracleKeyTests : KeySpecs<OracleSpecDatabase>;")]
    [InlineData("public class OracleKeyTests : KeySpecs<OracleSpecDatabase>\n{\n}\n")]
    public void A_specification_that_they_run_is_enough(string text) =>
        Assert.Empty(MissingSpecs(new Repository([s_dialect, s_spec, s_base, new RepositoryFile("tests/IdempiereStyleCache.Oracle.Tests/Oracle/A.cs", text)])));

    private static IEnumerable<string> MissingSpecs(Repository repository) =>
        from dialect in DialectsOf(repository)
        let tests = $"tests/{dialect}.Tests"
        let run = repository.Files.Where(file => file.IsCSharp && file.Path.StartsWith(tests + "/", StringComparison.Ordinal))
            .SelectMany(file => Inheritance().Matches(file.Text)).Select(match => match.Groups["spec"].Value).ToHashSet(StringComparer.Ordinal)
        from spec in SpecsOf(repository)
        where !run.Contains(spec)
        select $"{tests} runs no {spec}: add a class that inherits it";

    private static IEnumerable<string> DialectsOf(Repository repository) =>
        from file in repository.Files
        where file.IsCSharp && file.TopFolder == "src" && Dialect().IsMatch(file.Text)
        select file.Path.Split('/')[1];

    private static IEnumerable<string> SpecsOf(Repository repository) =>
        from file in repository.Files
        where file.IsCSharp && file.Path.StartsWith(Specs, StringComparison.Ordinal) && Test().IsMatch(file.Text)
        from Match spec in Spec().Matches(file.Text)
        select spec.Groups["spec"].Value;

    [GeneratedRegex(@"^(public |internal |sealed )*class \w+(\([^)]*\))? : Dialect\b", RegexOptions.Multiline)]
    private static partial Regex Dialect();

    [GeneratedRegex(@"^public abstract (partial )?class (?<spec>\w+)<TDatabase>", RegexOptions.Multiline)]
    private static partial Regex Spec();

    [GeneratedRegex(@"^\s*\[(Fact|Theory)\b", RegexOptions.Multiline)]
    private static partial Regex Test();

    [GeneratedRegex(@"^public (sealed )?(partial )?class \w+(\([^)]*\))? : (?<spec>\w+)<\w+>", RegexOptions.Multiline)]
    private static partial Regex Inheritance();
}
