using System.Collections.Immutable;
using IdempiereStyleCache.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IdempiereStyleCache.Analyzers.Tests;

/// <summary>Compiles a source as a project of a user's does: the generator first, then the analyzer.</summary>
internal static class Harness
{
    public const string FileName = "Models.cs";

    private const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.Collections.Immutable; global using IdempiereStyleCache;";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is string name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll"))
            .Append(typeof(PO).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    public static async Task<Outcome> RunAsync(DiagnosticAnalyzer analyzer, string source, params MetadataReference[] further)
    {
        SyntaxTree written = Parse(source, FileName);
        Compilation completed = Complete([written], further);
        ImmutableArray<Diagnostic> found = await AnalyzeAsync(completed, analyzer);
        return new Outcome(
            completed,
            [.. found.OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(static diagnostic => diagnostic.GetMessage(), StringComparer.Ordinal)],
            completed.SyntaxTrees.Where(static tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).ToDictionary(static tree => Path.GetFileName(tree.FilePath), static tree => tree.ToString(), StringComparer.Ordinal));
    }

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    /// <summary>A compilation of what was written and of what the generator adds.</summary>
    public static Compilation Complete(IEnumerable<SyntaxTree> written, params MetadataReference[] further)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Models",
            [Parse(GlobalUsings, "Usings.cs"), .. written],
            [.. References, .. further],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new POModelGenerator().AsSourceGenerator(), new CachedAttributeGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation completed, out _, TestContext.Current.CancellationToken);
        return completed;
    }

    /// <summary>What an analyzer finds; one that throws fails the test.</summary>
    public static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, DiagnosticAnalyzer analyzer)
    {
        CompilationWithAnalyzersOptions options = new(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        return new CompilationWithAnalyzers(compilation, [analyzer], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What came out: the completed compilation, what the analyzer found in the order of the text, and the generated files.</summary>
    internal sealed record Outcome(Compilation Compilation, IReadOnlyList<Diagnostic> Found, IReadOnlyDictionary<string, string> Generated)
    {
        /// <summary>Errors of declarations. When there is one, a build reports it and nothing that an analyzer finds.</summary>
        public IEnumerable<Diagnostic> DeclarationErrors => CompilationErrors(((CSharpCompilation)Compilation).GetDeclarationDiagnostics(TestContext.Current.CancellationToken));

        /// <summary>What the compiler complains of.</summary>
        public IEnumerable<Diagnostic> Errors => CompilationErrors(Compilation.GetDiagnostics(TestContext.Current.CancellationToken));

        private static IEnumerable<Diagnostic> CompilationErrors(IEnumerable<Diagnostic> diagnostics) =>
            diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }
}
