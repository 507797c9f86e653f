using System.Collections.Immutable;
using IdempiereStyleCache.Analyzers;
using IdempiereStyleCache.Analyzers.State;
using IdempiereStyleCache.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IdempiereStyleCache.CodeFixes.Tests;

/// <summary>Runs fixes over texts: what comes out must be what is expected, compile, and leave nothing of the rule behind.</summary>
internal static class FixCheck
{
    private const string Head =
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;
        using IdempiereStyleCache;


        """;

    private const string Models =
        """

        [POModel("M_Product")]
        public sealed partial class MProduct
        {
            [POKey] public partial int M_Product_ID { get; }
            public partial string Name { get; set; }
            public partial decimal Price { get; set; }
        }
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Preview);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is string name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll"))
            .Append(typeof(PO).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly DiagnosticAnalyzer[] s_analyzers = [new CachedObjectAnalyzer(), new ModelStateAnalyzer(), new ModelClassAnalyzer()];

    /// <summary>Applies a fix to the first diagnostic that it knows, again and again while there is one; then the same to all at once. Both must give the same text.</summary>
    public static async Task MendsAsync(CodeFixProvider fix, string before, string after, string? title = null)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, before);
        Document one = document;
        for (int i = 0; i < 20 && (await FoundAsync(one, fix)) is [{ } first, ..]; i++)
        {
            ImmutableArray<CodeAction> actions = await ActionsAsync(one, fix, first);
            CodeAction action = Assert.Single(actions);
            if (i == 0 && title is not null)
            {
                Assert.Equal(title, action.Title);
            }

            one = await ApplyAsync(one, action);
        }

        await IsAsync(after, one, fix);

        ImmutableArray<Diagnostic> all = await FoundAsync(document, fix);
        CodeAction? mendAll = await fix.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            document, fix, FixAllScope.Document, fix.GetType().Name, fix.FixableDiagnosticIds, new Known(all), TestContext.Current.CancellationToken));
        Assert.NotNull(mendAll);
        await IsAsync(after, await ApplyAsync(document, mendAll), fix);
    }

    /// <summary>Expects that the rule speaks and the fix offers nothing.</summary>
    public static async Task OffersNothingAsync(CodeFixProvider fix, string source)
    {
        using AdhocWorkspace workspace = new();
        Document document = Open(workspace, source);
        Diagnostic found = (await FoundAsync(document, fix))[0];
        Assert.Empty(await ActionsAsync(document, fix, found));
    }

    private static Document Open(AdhocWorkspace workspace, string source)
    {
        Project project = workspace.AddProject("Shop", LanguageNames.CSharp)
            .WithParseOptions(s_parse)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .WithMetadataReferences(s_references)
            .AddAnalyzerReference(new GeneratorReference());
        return project.AddDocument("Models.cs", Head + Models, filePath: "Models.cs").Project.AddDocument("Shop.cs", SourceText.From(Head + source), filePath: "Shop.cs");
    }

    private static async Task<ImmutableArray<Diagnostic>> FoundAsync(Document document, CodeFixProvider fix)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        SyntaxTree? tree = await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken);
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([.. s_analyzers]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Where(one => one.Location.SourceTree == tree && fix.FixableDiagnosticIds.Contains(one.Id)).OrderBy(static one => one.Location.SourceSpan)];
    }

    private static async Task<ImmutableArray<CodeAction>> ActionsAsync(Document document, CodeFixProvider fix, Diagnostic diagnostic)
    {
        ImmutableArray<CodeAction>.Builder actions = ImmutableArray.CreateBuilder<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions.ToImmutable();
    }

    private static async Task<Document> ApplyAsync(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
    }

    private static async Task IsAsync(string expected, Document document, CodeFixProvider fix)
    {
        string text = (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        Assert.Equal(expected.ReplaceLineEndings("\n"), text[Head.Length..].ReplaceLineEndings("\n"));
        Assert.Empty(await FoundAsync(document, fix));
        Compilation compilation = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static one => one.Severity >= DiagnosticSeverity.Warning));
    }

    private sealed class GeneratorReference : AnalyzerReference
    {
        // The workspace finds a generator again by its identity.
        private readonly ImmutableArray<ISourceGenerator> _generators = [new POModelGenerator().AsSourceGenerator()];

        public override string FullPath => nameof(POModelGenerator);

        public override object Id => FullPath;

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
