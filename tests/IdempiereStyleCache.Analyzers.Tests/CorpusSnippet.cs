namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>One use of cached objects, right or wrong: members of a class, with marks where a rule is expected to speak.</summary>
internal sealed record CorpusSnippet(string Way, string Name, bool IsMisuse, MarkedSource Source)
{
    private const string Header = "//! ";

    private const string Usings = "using System.Linq; using System.Threading; using System.Threading.Tasks; using Microsoft.Extensions.Caching.Memory; namespace Garden;";

    /// <summary>Where the snippet stands in the compilation; failures name it.</summary>
    public string Path => $"{Way}: {Name}";

    /// <summary>The snippets of one file, each behind a line such as <c>//! misuse: a local is changed</c> or <c>//! fine: a copy is changed</c>.</summary>
    public static IEnumerable<CorpusSnippet> Read(string way, string text)
    {
        string[] parts = text.ReplaceLineEndings("\n").Split("\n" + Header);
        for (int i = 1; i < parts.Length; i++)
        {
            string heading = parts[i][..parts[i].IndexOf('\n', StringComparison.Ordinal)];
            string[] words = heading.Split(": ", 2);
            Assert.True(words is ["misuse" or "fine", _], $"{way}: '{heading}' is no heading.");
            string code = parts[i][(heading.Length + 1)..];
            MarkedSource source = MarkedSource.Parse($"{Usings}\ninternal class {way}{i}\n{{\n{code}\n}}\n");
            yield return new CorpusSnippet(way, words[1], words[0] == "misuse", source);
        }
    }

    /// <summary>What is expected: rule and text of each mark.</summary>
    public IEnumerable<string> Expected => Source.Spans.Zip(Source.Rules, (span, rule) => $"{rule} at {span.Start}: {Source.Text.Substring(span.Start, span.Length)}");
}
