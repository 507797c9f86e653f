using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Architecture.Tests;

public partial class SourceFileTests
{
    private const int MostLines = 500;

    // Put together here, so that this file does not hold them.
    private static readonly string[] WallClocksAndSleeps =
        ["Thread" + ".Sleep", "Task" + ".Delay", "DateTime" + ".Now", "DateTime" + ".UtcNow", "DateTimeOffset" + ".Now", "DateTimeOffset" + ".UtcNow",
         "Stop" + "watch", "Environment" + ".TickCount"];

    public static TheoryData<string> WallClockAndSleepNames => [.. WallClocksAndSleeps];

    [Fact]
    public void No_source_file_has_more_than_500_lines() => Rule.Holds(LongFiles);

    [Fact]
    public void A_file_of_501_lines_is_found() =>
        Rule.Finds(LongFiles, "src/A/Long.cs", string.Concat(Enumerable.Repeat("// line\n", MostLines + 1)));

    [Fact]
    public void A_file_of_500_lines_is_allowed() =>
        Rule.Allows(LongFiles, "src/A/Long.cs", string.Concat(Enumerable.Repeat("// line\n", MostLines)));

    [Fact]
    public void Source_and_tests_neither_sleep_nor_read_the_wall_clock() => Rule.Holds(ClockReadersAndSleepers);

    [Theory]
    [MemberData(nameof(WallClockAndSleepNames))]
    public void A_wall_clock_or_a_sleep_is_found(string name) =>
        Rule.Finds(ClockReadersAndSleepers, "tests/A/Tests.cs", $"class A\n{{\n    object B() => {name}(1);\n}}\n");

    [Fact]
    public void A_comment_may_name_a_wall_clock() =>
        Rule.Allows(ClockReadersAndSleepers, "src/A/A.cs", $"    // never {WallClocksAndSleeps[0]}\n");

    [Fact]
    public void No_folder_is_a_drawer_for_everything() => Rule.Holds(Drawers);

    [Theory]
    [InlineData("src/A/Utils/B.cs")]
    [InlineData("tests/Helpers/B.cs")]
    [InlineData("generators/A/common/B.cs")]
    public void A_drawer_is_found(string path) => Rule.Finds(Drawers, path, "");

    private static IEnumerable<string> LongFiles(Repository repository) =>
        from file in repository.Files
        where file.IsCSharp && file.Lines.Length > MostLines
        select $"{file.Path} has {file.Lines.Length} lines; more than {MostLines} hold a second idea that wants a file of its own";

    private static IEnumerable<string> ClockReadersAndSleepers(Repository repository) =>
        from file in repository.Files
        where file.IsCSharp && file.TopFolder is "src" or "generators" or "tests"
        from line in file.Lines.Index()
        where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from name in WallClocksAndSleeps
        where line.Item.Contains(name, StringComparison.Ordinal)
        select $"{file.Path}:{line.Index + 1} uses {name}: take the time from a TimeProvider, wait for an event";

    private static IEnumerable<string> Drawers(Repository repository) =>
        from file in repository.Files
        from folder in file.Folders
        where Drawer().IsMatch(folder)
        select $"{file.Path} lies in a folder called {folder}: name it after its idea";

    [GeneratedRegex("^(utils?|utilities|helpers?|commons?|misc)$", RegexOptions.IgnoreCase)]
    private static partial Regex Drawer();
}
