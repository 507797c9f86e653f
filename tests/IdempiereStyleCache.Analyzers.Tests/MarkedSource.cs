using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>A source text in which <c>[|</c> and <c>|]</c> enclose where diagnostics are expected.</summary>
internal sealed record MarkedSource(string Text, IReadOnlyList<TextSpan> Spans)
{
    public static MarkedSource Parse(string marked)
    {
        StringBuilder text = new();
        List<TextSpan> spans = [];
        int start = -1;
        for (int i = 0; i < marked.Length; i++)
        {
            if (Stands(marked, i, "[|"))
            {
                start = text.Length;
                i++;
            }
            else if (Stands(marked, i, "|]"))
            {
                spans.Add(TextSpan.FromBounds(start, text.Length));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return new MarkedSource(text.ToString(), spans);
    }

    private static bool Stands(string text, int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;
}
