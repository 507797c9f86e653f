using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>What is known of a compilation, found when it is asked for and kept as long as the compilation. Safe for use by several threads.</summary>
internal sealed class FlowContext(Compilation compilation, FlowSymbols symbols)
{
    private readonly ConcurrentDictionary<ISymbol, FlowResult> _results = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, FlowValue> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    public FlowSymbols Symbols { get; } = symbols;

    /// <summary>The members that were walked so far.</summary>
    public IEnumerable<ISymbol> Walked => _results.Keys;

    /// <summary>Whether a method's body is in this compilation and a call can reach no other.</summary>
    public bool HasBody(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
        && method is { IsAbstract: false, IsExtern: false, IsVirtual: false }
        && (!method.IsOverride || method.IsSealed || method.ContainingType.IsSealed);

    public bool TryGetResult(ISymbol member, out FlowResult result) => _results.TryGetValue(member, out result!);

    public void Keep(ISymbol member, FlowResult result) => _results.TryAdd(member, result);

    public bool TryGetMember(ISymbol member, out FlowValue value) => _members.TryGetValue(member, out value!);

    public void Keep(ISymbol member, FlowValue value) => _members.TryAdd(member, value);

    /// <summary>The graph of a method, or of what a field or property begins with; null when there is none.</summary>
    public ControlFlowGraph? GraphOf(ISymbol member, CancellationToken cancellationToken)
    {
        ISymbol written = member is IMethodSymbol { PartialImplementationPart: { } part } ? part : member;
        foreach (SyntaxReference reference in written.DeclaringSyntaxReferences)
        {
            if (FlowGraphs.Of(reference.GetSyntax(cancellationToken), ModelOf(reference.SyntaxTree), cancellationToken) is { } graph)
            {
                return graph;
            }
        }

        return null;
    }

    /// <summary>Takes the compiler's own model of a file, which has bound its methods already.</summary>
    public void Offer(SemanticModel model) => _models.TryAdd(model.SyntaxTree, model);

    public SemanticModel ModelOf(SyntaxTree tree)
    {
#pragma warning disable RS1030 // a call leads to other files; one model per file serves the whole compilation
        return _models.GetOrAdd(tree, key => compilation.GetSemanticModel(key));
#pragma warning restore RS1030
    }
}
