using System.Collections.Immutable;
using IdempiereStyleCache.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IdempiereStyleCache.Analyzers;

/// <summary>
/// ISC0001, ISC0002, ISC0006, ISC0007, ISC0008 and ISC0010: follows model objects from where they come from, through variables, collections, functions and methods, to
/// where they are misused. One walk of a method serves all of these rules.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CachedObjectAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        FlowRules.ChangesCached,
        FlowRules.SavesCached,
        FlowRules.NeedlessCopy,
        FlowRules.SharesEditable,
        FlowRules.ReadsPastTrx,
        FlowRules.OutdatedAfterCommit,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (FlowSymbols.Of(start.Compilation) is { } symbols)
            {
                FlowContext flow = new(start.Compilation, symbols);
                FlowSinks sinks = new(symbols);
                start.RegisterOperationBlockAction(block => Analyze(block, flow, sinks));
            }
        });
    }

    private static void Analyze(OperationBlockAnalysisContext context, FlowContext flow, FlowSinks sinks)
    {
        if (!context.OperationBlocks.Any(block => MentionsModel(block, flow.Symbols) && sinks.AreIn(block)))
        {
            return;
        }

        if (context.OperationBlocks[0].SemanticModel is { } model)
        {
            flow.Offer(model);
        }

        FlowSession session = new(flow, context.CancellationToken);
        foreach (IOperation block in context.OperationBlocks)
        {
            if (block is not (IBlockOperation or IFieldInitializerOperation or IPropertyInitializerOperation))
            {
                continue;
            }

            ISymbol member = block is IPropertyInitializerOperation or IFieldInitializerOperation ? InitializedBy(block, context.OwningSymbol) : context.OwningSymbol;
            foreach (FlowFinding finding in session.ResultOf(member, () => context.GetControlFlowGraph(block)).Findings)
            {
                context.ReportDiagnostic(finding.ToDiagnostic());
            }
        }
    }

    // The blocks of a constructor come with the initializers of what it initializes.
    private static ISymbol InitializedBy(IOperation block, ISymbol owner) => block switch
    {
        IFieldInitializerOperation { InitializedFields: { Length: > 0 } fields } => fields[0],
        IPropertyInitializerOperation { InitializedProperties: { Length: > 0 } properties } => properties[0],
        _ => owner,
    };

    private static bool MentionsModel(IOperation block, FlowSymbols symbols)
    {
        foreach (IOperation operation in block.Descendants())
        {
            if (symbols.Carries(operation.Type))
            {
                return true;
            }
        }

        return false;
    }
}
