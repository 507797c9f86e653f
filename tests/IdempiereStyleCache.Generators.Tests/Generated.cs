using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>Finds things in generated text.</summary>
internal static partial class Generated
{
    /// <summary>The columns of the model in their order.</summary>
    public static IEnumerable<string> ColumnNames(string text) => Column().Matches(text).Select(static match => match.Groups[1].Value);

    /// <summary>The line that holds a text, without indentation.</summary>
    public static string Line(string text, string part) => Assert.Single(text.Split('\n'), line => line.Contains(part, StringComparison.Ordinal)).Trim();

    [GeneratedRegex("""new\("([^"]+)", [^,]+, global::IdempiereStyleCache\.POColumnType\.""")]
    private static partial Regex Column();
}
