using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>A source text in which <c>[|</c> and <c>|]</c> enclose where diagnostics are expected, as <c>[|ISC0001:p.Name|]</c> where the rule matters. Marks may be nested.</summary>
internal sealed partial record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans, IReadOnlyList<string?> Rules)
{
    public static MarkedSource Parse(string marked)
    {
        StringBuilder text = new();
        List<(TextSpan Span, string? Rule)> found = [];
        Stack<(int Start, string? Rule)> open = [];
        for (int i = 0; i < marked.Length; i++)
        {
            if (Stands(marked, i, "[|"))
            {
                Match rule = RulePrefix().Match(marked, i + 2);
                open.Push((text.Length, rule.Success ? rule.Groups[1].Value : null));
                i += 1 + rule.Length;
            }
            else if (Stands(marked, i, "|]"))
            {
                (int start, string? rule) = open.Pop();
                found.Add((TextSpan.FromBounds(start, text.Length), rule));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        found.Sort(static (one, other) => one.Span.CompareTo(other.Span));
        return new MarkedSource(text.ToString(), [.. found.Select(static mark => mark.Span)], [.. found.Select(static mark => mark.Rule)]);
    }

    private static bool Stands(string text, int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;

    [GeneratedRegex(@"\G(ISC\d{4}):")]
    private static partial Regex RulePrefix();
}
