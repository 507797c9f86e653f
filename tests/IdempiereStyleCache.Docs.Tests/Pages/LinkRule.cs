using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Docs.Tests.Pages;

/// <summary>A link that points into the repository reaches a file, and the heading that it names.</summary>
internal static partial class LinkRule
{
    public static IEnumerable<string> Faults(Documentation documentation) =>
        from page in documentation.Pages
        from line in CodeBlock.Prose(page)
        from target in Targets(line.Text)
        let fault = Fault(page, target, documentation)
        where fault is not null
        select $"{page.Path}:{line.Number}: {fault}";

    /// <summary>The relative targets of the links in a line.</summary>
    public static IEnumerable<string> Targets(string line)
    {
        string prose = InlineCode().Replace(line, "");
        return Link().Matches(prose).Concat(Definition().Matches(prose))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !Scheme().IsMatch(target));
    }

    private static string? Fault(DocumentationFile page, string target, Documentation documentation)
    {
        string[] parts = target.Split('#', 2);
        string? path = parts[0].Length == 0 ? page.Path : Resolve(page.Path, Uri.UnescapeDataString(parts[0]));
        if (path is null || !documentation.Exists(path))
        {
            return $"the link {target} leads nowhere";
        }

        return parts.Length == 1 || documentation.Find(path) is not { IsPage: true } reached || Anchors(reached).Contains(parts[1], StringComparer.Ordinal)
            ? null
            : $"the link {target} names a heading that {path} does not have";
    }

    // From a path beside the page, or from the root when it begins with a slash, to one from the root; null when it leaves the repository.
    private static string? Resolve(string page, string target)
    {
        List<string> parts = target.StartsWith('/') ? [] : [.. page.Split('/')[..^1]];
        foreach (string part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                if (parts.Count == 0)
                {
                    return null;
                }

                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    // As GitHub makes them: small letters, hyphens for spaces, other signs left out; a second heading of one name gets -1.
    private static IEnumerable<string> Anchors(DocumentationFile page)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        foreach ((_, string text) in CodeBlock.Prose(page))
        {
            if (Heading().Match(text) is { Success: true } heading)
            {
                string anchor = NotInAnchors().Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
                int before = seen.GetValueOrDefault(anchor);
                seen[anchor] = before + 1;
                yield return before == 0 ? anchor : $"{anchor}-{before}";
            }
        }
    }

    [GeneratedRegex(@"\]\(\s*<?(?<target>[^)\s>]+)>?(\s+""[^""]*"")?\s*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\s{0,3}\[[^\]]+\]:\s*<?(?<target>[^\s>]+)>?")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^([a-zA-Z][a-zA-Z0-9+.-]*:|//)")]
    private static partial Regex Scheme();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();
}
