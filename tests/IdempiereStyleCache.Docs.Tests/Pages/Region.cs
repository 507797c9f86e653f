namespace IdempiereStyleCache.Docs.Tests.Pages;

/// <summary>The lines of a <c>#region</c>, as a page shows them.</summary>
internal static class Region
{
    /// <summary>Finds a region; regions inside it stand without their own lines, and what all lines are indented by is taken off.</summary>
    /// <returns>The text, or null when the file has no region of that name, or more than one.</returns>
    public static string? Find(DocumentationFile source, string name)
    {
        string[] lines = source.Lines;
        int[] begins = [.. lines.Index().Where(line => NameOf(line.Item) == name).Select(line => line.Index)];
        return begins is [int begin] ? Unindented([.. Inside(lines, begin)]) : null;
    }

    private static IEnumerable<string> Inside(string[] lines, int begin)
    {
        int depth = 1;
        foreach (string line in lines.Skip(begin + 1))
        {
            if (NameOf(line) is not null)
            {
                depth++;
            }
            else if (line.TrimStart().StartsWith("#endregion", StringComparison.Ordinal))
            {
                if (--depth == 0)
                {
                    yield break;
                }
            }
            else
            {
                yield return line.TrimEnd();
            }
        }
    }

    private static string? NameOf(string line)
    {
        const string start = "#region ";
        string trimmed = line.Trim();
        return trimmed.StartsWith(start, StringComparison.Ordinal) ? trimmed[start.Length..].Trim() : null;
    }

    private static string Unindented(string[] lines)
    {
        int indent = lines.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line));
    }
}
