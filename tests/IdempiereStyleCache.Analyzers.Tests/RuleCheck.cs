using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>Runs one analyzer on a source beside the models of the corpus.</summary>
internal static class RuleCheck
{
    public const string Usings = "using System.Linq; using System.Text; using System.Threading; using System.Threading.Tasks; using System.Collections.Concurrent; using System.Data.Common; namespace Garden;\n";

    public static SyntaxTree Models { get; } = Harness.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", "Models.cs")), "Garden.cs");

    /// <summary>Expects exactly these diagnostics, at the marked places in their order; that the source compiles; and nothing of other rules of the analyzer.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> ReportsAsync(DiagnosticAnalyzer analyzer, string id, string marked, params string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(Usings + marked);
        Compilation compilation = Harness.Complete([Harness.Parse(source.Text, Harness.FileName), Models]);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Diagnostic[] found =
        [
            .. (await Harness.AnalyzeAsync(compilation, analyzer))
                .Where(static diagnostic => diagnostic.Location.SourceTree?.FilePath == Harness.FileName)
                .OrderBy(static diagnostic => diagnostic.Location.SourceSpan),
        ];
        Assert.Equal(source.Spans.Select(span => $"{id} {source.Text.Substring(span.Start, span.Length)}"), found.Select(static diagnostic => $"{diagnostic.Id} {TextOf(diagnostic)}"));
        Assert.Equal(source.Spans, found.Select(static diagnostic => diagnostic.Location.SourceSpan));
        if (messages.Length > 0)
        {
            Assert.Equal(messages, found.Select(static diagnostic => diagnostic.GetMessage()));
        }

        return found;
    }

    public static string TextOf(Diagnostic diagnostic) => TextOf(diagnostic.Location);

    public static string TextOf(Location location) => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);
}
