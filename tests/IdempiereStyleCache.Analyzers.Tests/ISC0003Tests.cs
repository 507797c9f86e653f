using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>Each class that the generator cannot complete gets its reason, where the reason is; each that it can gets none.</summary>
public partial class ISC0003Tests
{
    /// <summary>Expects exactly these messages, at the marked places, that nothing hides them in a build, and that <c>M</c> is not completed.</summary>
    private static Task Reports(string marked, params string[] messages) => ReportsBeside([], marked, messages);

    /// <summary>The same, where the compiler has errors of its own about the declarations, which a build then shows instead.</summary>
    private static async Task ReportsBeside(string[] compilerErrors, string marked, params string[] messages)
    {
        MarkedSource source = MarkedSource.Parse(marked);
        Harness.Outcome outcome = await Harness.RunAsync(new ModelClassAnalyzer(), source.Text);
        Assert.Equal(messages, outcome.Found.Select(static diagnostic => diagnostic.GetMessage()));
        Assert.Equal(source.Spans, outcome.Found.Select(static diagnostic => diagnostic.Location.SourceSpan));
        Assert.All(outcome.Found, static diagnostic => Assert.Equal(("ISC0003", DiagnosticSeverity.Error, Harness.FileName),
            (diagnostic.Id, diagnostic.Severity, diagnostic.Location.SourceTree?.FilePath)));
        Assert.Equal(compilerErrors, outcome.DeclarationErrors.Select(static error => error.Id).Distinct().Order(StringComparer.Ordinal));
        Assert.All(outcome.Generated.Where(static file => file.Key.EndsWith("M.POModel.g.cs", StringComparison.Ordinal)),
            static file => Assert.Contains("// This class cannot be completed", file.Value, StringComparison.Ordinal));
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
