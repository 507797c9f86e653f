using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>All snippets in one compilation, analysed once by all flow rules: a snippet is right when exactly what it marks is found in it.</summary>
internal static class Corpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    private static readonly Lazy<Task<ILookup<string, string>>> Found = new(static () => FindAsync(Snippets!));

    public static IReadOnlyList<CorpusSnippet> Snippets { get; } =
    [
        .. Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(static file => CorpusSnippet.Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];

    /// <summary>What is wrong with the snippets of one way of flowing: diagnostics too many or too few, errors of the compiler.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string way) => Faults(Snippets.Where(snippet => snippet.Way == way), await Found.Value);

    /// <summary>The same for a snippet that is no part of the corpus.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(CorpusSnippet snippet) => Faults([snippet], await FindAsync([snippet]));

    /// <summary>What is found in the model classes that the snippets use.</summary>
    public static async Task<IEnumerable<string>> FoundInModelsAsync() => (await Found.Value)["Models.cs"];

    private static List<string> Faults(IEnumerable<CorpusSnippet> snippets, ILookup<string, string> found) =>
    [
        .. snippets.SelectMany(snippet =>
        {
            string[] there = [.. found[snippet.Path]];
            string[] expected = [.. snippet.Expected];
            return expected.Except(there).Select(one => $"{snippet.Path}: missed {one}").Concat(there.Except(expected).Select(one => $"{snippet.Path}: found {one}"));
        }),
    ];

    private static async Task<ILookup<string, string>> FindAsync(IReadOnlyList<CorpusSnippet> snippets)
    {
        IEnumerable<SyntaxTree> trees = snippets.Select(static snippet => Harness.Parse(snippet.Source.Text, snippet.Path))
            .Append(Harness.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "Models.cs")), "Models.cs"));
        Compilation compilation = Harness.Complete(trees);
        IEnumerable<Diagnostic> errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        IEnumerable<Diagnostic> diagnostics = errors.Concat(await Harness.AnalyzeAsync(compilation, new CachedObjectAnalyzer()));
        return diagnostics.ToLookup(
            static diagnostic => diagnostic.Location.SourceTree?.FilePath ?? "",
            Describe);
    }

    private static string Describe(Diagnostic diagnostic)
    {
        string text = diagnostic.Location.SourceTree?.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length) ?? "";
        string place = $"{diagnostic.Id} at {diagnostic.Location.SourceSpan.Start}: {text}";
        return diagnostic.Id.StartsWith("ISC", StringComparison.Ordinal) ? place : $"{place} ({diagnostic.GetMessage()})";
    }
}
