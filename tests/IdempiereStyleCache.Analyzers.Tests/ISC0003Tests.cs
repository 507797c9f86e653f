using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>Each class that the generator cannot complete gets its reason, where the reason is; each that it can gets none.</summary>
public partial class ISC0003Tests
{
    /// <summary>Expects exactly these messages, at the marked places, and no generated part of <c>M</c>.</summary>
    private static async Task Reports(string marked, params string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        Harness.Outcome outcome = await Harness.RunAsync(new ModelClassAnalyzer(), source.Text);
        Assert.Equal(messages, outcome.Found.Select(static diagnostic => diagnostic.GetMessage()));
        Assert.Equal(source.Spans, outcome.Found.Select(static diagnostic => diagnostic.Location.SourceSpan));
        Assert.All(outcome.Found, static diagnostic => Assert.Equal(("ISC0003", DiagnosticSeverity.Error, Harness.FileName),
            (diagnostic.Id, diagnostic.Severity, diagnostic.Location.SourceTree?.FilePath)));
        Assert.DoesNotContain(outcome.Generated, static file => file.EndsWith("M.POModel.g.cs", StringComparison.Ordinal));
    }

    /// <summary>Expects no message, and that the completed compilation has no error.</summary>
    private static async Task IsFine(string source)
    {
        Harness.Outcome outcome = await Harness.RunAsync(new ModelClassAnalyzer(), source);
        Assert.Empty(outcome.Found);
        Assert.NotEmpty(outcome.Generated);
        Assert.Empty(outcome.Errors);
    }
}
