using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>A function that a value holds: a lambda or local function with its graph, or a method.</summary>
internal sealed record FlowFunction(IMethodSymbol Symbol, ControlFlowGraph? Graph)
{
    public bool Equals(FlowFunction? other) => other is not null && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol);

    public ImmutableArray<IParameterSymbol> Parameters => Symbol.Parameters;
}
