using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>
/// Tells what the user wrote from what the generator added. The generator sees a class without its generated part, the analyzer with it; both must judge
/// alike.
/// </summary>
internal static class UserCode
{
    /// <summary>How the names of generated files end.</summary>
    public const string GeneratedFileSuffix = ".POModel.g.cs";

    /// <summary>How the names of generated files end that implement cached attributes.</summary>
    public const string CachedFileSuffix = ".Cached.g.cs";

    /// <summary>The members that the user declared, in the order of files and lines.</summary>
    public static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        IEnumerable<ISymbol> members = type.GetMembers().Where(static member => !member.IsImplicitlyDeclared && IsWritten(member));
        return type.DeclaringSyntaxReferences.Length > 1
            ? members.OrderBy(static member => FirstReference(member)?.SyntaxTree.FilePath, StringComparer.Ordinal)
                .ThenBy(static member => FirstReference(member)?.Span.Start ?? 0)
            : members;
    }

    /// <summary>The properties that the user declared and left to a generator to implement.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesToComplete(INamedTypeSymbol type) =>
        Members(type).OfType<IPropertySymbol>().Where(IsToComplete);

    /// <summary>Whether a property is partial and has no body of the user's, and is no cached attribute.</summary>
    public static bool IsToComplete(IPropertySymbol property) =>
        property.IsPartialDefinition && !IsCached(property) && (property.PartialImplementationPart is not { } implementation || !IsWritten(implementation));

    /// <summary>The declaration that the user wrote, or null for what comes from another assembly.</summary>
    public static SyntaxNode? SyntaxOf(ISymbol symbol, CancellationToken cancellationToken) => FirstReference(symbol)?.GetSyntax(cancellationToken);

    /// <summary>Where the user wrote the name.</summary>
    public static Location LocationOf(ISymbol symbol)
    {
        foreach (Location location in symbol.Locations)
        {
            if (location.SourceTree is { } tree && IsWritten(tree))
            {
                return location;
            }
        }

        return symbol.Locations.FirstOrDefault() ?? Location.None;
    }

    public static bool IsWritten(SyntaxTree tree) =>
        !tree.FilePath.EndsWith(GeneratedFileSuffix, StringComparison.Ordinal) && !tree.FilePath.EndsWith(CachedFileSuffix, StringComparison.Ordinal);

    // The generator of cached attributes implements it.
    private static bool IsCached(IPropertySymbol property) =>
        property.GetAttributes().Any(static a => a.AttributeClass is { Name: "CachedAttribute", Arity: 0, ContainingNamespace: { Name: "IdempiereStyleCache", ContainingNamespace.IsGlobalNamespace: true } });

    private static bool IsWritten(ISymbol symbol) => symbol.DeclaringSyntaxReferences.IsEmpty || FirstReference(symbol) is not null;

    private static SyntaxReference? FirstReference(ISymbol symbol)
    {
        ImmutableArray<SyntaxReference> references = symbol.DeclaringSyntaxReferences;
        foreach (SyntaxReference reference in references)
        {
            if (IsWritten(reference.SyntaxTree))
            {
                return reference;
            }
        }

        return null;
    }
}
