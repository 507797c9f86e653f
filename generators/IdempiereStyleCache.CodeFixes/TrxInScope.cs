using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>The transaction that code at a place would use.</summary>
internal static class TrxInScope
{
    /// <summary>The name of the nearest one: a local variable that is declared before, a parameter, a field or property; null when there is none.</summary>
    public static string? Find(SemanticModel model, int position)
    {
        bool isStatic = model.GetEnclosingSymbol(position) is { IsStatic: true };
        ISymbol? best = null;
        foreach (ISymbol candidate in model.LookupSymbols(position))
        {
            if (IsTrx(TypeOf(candidate)) && IsUsable(candidate, position, isStatic) && (best is null || Rank(candidate) > Rank(best)))
            {
                best = candidate;
            }
        }

        return best?.Name;
    }

    public static bool IsTrx(ITypeSymbol? type) =>
        type is { Name: "Trx", ContainingNamespace: { Name: "IdempiereStyleCache", ContainingNamespace.IsGlobalNamespace: true } };

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
        _ => null,
    };

    private static bool IsUsable(ISymbol symbol, int position, bool isStatic) => symbol switch
    {
        ILocalSymbol => symbol.DeclaringSyntaxReferences.All(reference => reference.Span.End <= position),
        IFieldSymbol or IPropertySymbol => symbol.IsStatic || !isStatic,
        _ => true,
    };

    // Of two variables the one that is declared later is the nearer.
    private static int Rank(ISymbol symbol) => symbol switch
    {
        ILocalSymbol => 3 + symbol.DeclaringSyntaxReferences[0].Span.Start,
        IParameterSymbol => 2,
        _ => 1,
    };
}
