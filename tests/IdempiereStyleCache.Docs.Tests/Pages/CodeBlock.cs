using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Docs.Tests.Pages;

/// <summary>A fenced block of code in a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="LineNumber">The line of the opening fence, from 1.</param>
/// <param name="Language">The first word behind the fence, in small letters; empty when there is none.</param>
/// <param name="Snippet">What a comment right above the block names as its source; null when there is none.</param>
/// <param name="Text">The lines between the fences.</param>
internal sealed partial record CodeBlock(string Page, int LineNumber, string Language, string? Snippet, string Text)
{
    public bool IsCSharp => Language is "csharp" or "cs" or "c#";

    public string Place => $"{Page}:{LineNumber}";

    /// <summary>Reads the blocks of a page; one that is not closed reaches to the page's end.</summary>
    public static IEnumerable<CodeBlock> Of(DocumentationFile page)
    {
        string[] lines = page.Lines;
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } fence)
            {
                continue;
            }

            int first = i + 1;
            int end = first;
            while (end < lines.Length && !IsClosedBy(fence, lines[end]))
            {
                end++;
            }

            int indent = fence.Groups["indent"].Length;
            IEnumerable<string> code = lines[first..end].Select(line => line[Math.Min(indent, line.Length - line.TrimStart(' ').Length)..]);
            string language = fence.Groups["language"].Value;
            yield return new CodeBlock(page.Path, first, language.ToLowerInvariant(), SnippetAbove(lines, i), string.Join('\n', code));
            i = end;
        }
    }

    /// <summary>The lines of a page that are no code.</summary>
    public static IEnumerable<(int Number, string Text)> Prose(DocumentationFile page)
    {
        HashSet<int> code = [.. Of(page).SelectMany(block => Enumerable.Range(block.LineNumber, block.Text.Split('\n').Length + 2))];
        return page.Lines.Index().Where(line => !code.Contains(line.Index + 1)).Select(line => (line.Index + 1, line.Item));
    }

    private static bool IsClosedBy(Match fence, string line)
    {
        string trimmed = line.Trim();
        string marks = fence.Groups["marks"].Value;
        return trimmed.Length >= marks.Length && trimmed.All(letter => letter == marks[0]);
    }

    private static string? SnippetAbove(string[] lines, int fence)
    {
        int above = fence - 1;
        while (above >= 0 && string.IsNullOrWhiteSpace(lines[above]))
        {
            above--;
        }

        return above >= 0 && SnippetComment().Match(lines[above]) is { Success: true } comment ? comment.Groups["source"].Value : null;
    }

    [GeneratedRegex(@"^(?<indent> *)(?<marks>`{3,}|~{3,})\s*(?<language>[^\s`{]*)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*<!--\s*snippet:\s*(?<source>\S+)\s*-->\s*$")]
    private static partial Regex SnippetComment();
}
