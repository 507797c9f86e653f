using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>How methods of the class library pass on what they are given: known by their names, because there are hundreds that follow the same habits.</summary>
internal static class FlowLibrary
{
    private static readonly HashSet<string> Projections = new(StringComparer.Ordinal)
    {
        "selector", "resultSelector", "elementSelector", "collectionSelector", "converter", "valueFactory", "function", "addValueFactory",
    };

    private static readonly HashSet<string> Added = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "AddBefore", "AddAfter", "Insert", "InsertRange", "Enqueue", "EnqueueRange", "Push", "PushRange", "TryAdd", "TryWrite",
        "WriteAsync", "AddOrUpdate", "GetOrAdd", "TryUpdate", "SetValue", "UnionWith", "SetItem",
    };

    /// <summary>Whether a method puts its arguments into the collection that it is called on.</summary>
    public static bool IsAdding(string method) => Added.Contains(method);

    /// <summary>Whether a type belongs to the class library, whose methods hand on what they are given.</summary>
    public static bool IsLibrary(ITypeSymbol? type)
    {
        INamespaceSymbol? space = type?.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return type is IArrayTypeSymbol || space is { Name: "System", IsGlobalNamespace: false };
    }

    /// <summary>Whether a method only asks: its arguments are not kept.</summary>
    public static bool IsAsking(IMethodSymbol method) => method.Name is "ThrowIfNull" or "Equals" or "ReferenceEquals" or "Contains" or "ContainsKey" or "IndexOf" or "Compare" or "GetHashCode"
        || method.ContainingNamespace is { Name: "Linq", ContainingNamespace.Name: "System" };

    /// <summary>Whether the result is what a function argument returns, and not what the others are.</summary>
    public static bool IsProjection(IParameterSymbol parameter) => Projections.Contains(parameter.Name);

    /// <summary>Whether a function argument only decides: what it returns is not handed on.</summary>
    public static bool IsDecision(IParameterSymbol parameter) => parameter.Name is "predicate" or "match" or "keySelector" or "comparison" or "comparer" or "outerKeySelector" or "innerKeySelector";
}
