using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IdempiereStyleCache.Analyzers;

/// <summary>
/// ISC0003: a class that is marked with <c>[POModel]</c> and that the generator cannot complete. It reads classes with the generator's own rules.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelClassAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The id of the rule.</summary>
    public const string DiagnosticId = "ISC0003";

    private static readonly DiagnosticDescriptor Descriptor = Rule.Create(
        DiagnosticId,
        "The generator cannot complete this model class",
        "{0}",
        DiagnosticSeverity.Error,
        "A class marked with [POModel] is completed by the generator. Where that is not possible it stays without content, and this error says why.");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.Of(start.Compilation) is { } known)
            {
                start.RegisterSymbolAction(symbol => Analyze(symbol, known), SymbolKind.NamedType);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, KnownTypes known)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || known.ModelAttributeOf(type) is not { } model)
        {
            return;
        }

        ProblemList problems = new(type, context.CancellationToken);
        ModelReader.Read(type, model, known, problems, context.CancellationToken);
        foreach (ModelProblem problem in problems)
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, problem.Location, problem.Message));
        }
    }
}
