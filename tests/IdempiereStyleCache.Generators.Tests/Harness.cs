using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IdempiereStyleCache.Generators.Tests;

/// <summary>Source text in; generated text, diagnostics and the generator's steps out.</summary>
internal static class Harness
{
    /// <summary>The project's root namespaces, which every source of a test may use without saying so.</summary>
    private const string GlobalUsings = "global using System; global using System.Collections.Generic; global using System.Collections.Immutable; global using IdempiereStyleCache;";

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Append(typeof(PO).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A compilation of sources, each in a file of its own: <c>0.cs</c>, <c>1.cs</c>.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile("Models", [], sources);

    public static CSharpCompilation Compile(string assemblyName, IEnumerable<MetadataReference> further, params string[] sources) => CSharpCompilation.Create(
        assemblyName,
        [Tree("Usings.cs", GlobalUsings), .. sources.Select(static (source, i) => Tree($"{i}.cs", source))],
        [.. References, .. further],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    public static SyntaxTree Tree(string path, string source) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    public static GeneratorDriver Driver() => Driver(new POModelGenerator());

    public static GeneratorDriver Driver(params IIncrementalGenerator[] generators) => CSharpGeneratorDriver.Create(
        generators.Select(GeneratorExtensions.AsSourceGenerator),
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator; fails when it throws or reports anything.</summary>
    public static GeneratorRunResult Run(Compilation compilation) => ResultOf(Driver().RunGenerators(compilation, TestContext.Current.CancellationToken));

    public static GeneratorRunResult ResultOf(GeneratorDriver driver)
    {
        GeneratorRunResult result = Assert.Single(driver.GetRunResult().Results);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        return result;
    }

    /// <summary>The text of every generated file by its name.</summary>
    public static IReadOnlyDictionary<string, string> Generate(params string[] sources) =>
        RunAll(Compile(sources)).ToDictionary(static source => source.HintName, static source => source.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>The only generated file.</summary>
    public static string GenerateOne(params string[] sources) => Assert.Single(Generate(sources)).Value;

    /// <summary>The compilation with the generated files.</summary>
    public static CSharpCompilation Complete(CSharpCompilation compilation) =>
        compilation.AddSyntaxTrees(RunAll(compilation).Select(static source => source.SyntaxTree));

    /// <summary>What all generators make; fails when one throws or reports anything.</summary>
    private static IEnumerable<GeneratedSourceResult> RunAll(Compilation compilation)
    {
        GeneratorDriverRunResult result = Driver(new POModelGenerator(), new CachedAttributeGenerator()).RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult();
        Assert.All(result.Results, static one => Assert.Null(one.Exception));
        Assert.Empty(result.Diagnostics);
        return result.Results.SelectMany(static one => one.GeneratedSources);
    }

    /// <summary>Errors and warnings of a compilation as text.</summary>
    public static IReadOnlyList<string> Complaints(Compilation compilation) =>
    [
        .. compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
            .Select(static diagnostic => diagnostic.ToString()),
    ];

    /// <summary>The class <c>M</c> of a source, completed, compiled and loaded.</summary>
    public static Type Load(string source)
    {
        CSharpCompilation compilation = Complete(Compile(source));
        using MemoryStream image = new();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success, string.Join('\n', Complaints(compilation)));
        return Assembly.Load(image.ToArray()).GetType("M")!;
    }

    public static MetadataReference Emit(CSharpCompilation compilation)
    {
        using MemoryStream stream = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
