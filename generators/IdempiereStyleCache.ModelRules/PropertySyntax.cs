using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.ModelRules;

/// <summary>What the implementing part of a partial property repeats of the declaring one, as it is written there.</summary>
internal static class PropertySyntax
{
    /// <summary>The modifiers, in their order, with one space between.</summary>
    public static string ModifiersOf(IPropertySymbol property, CancellationToken cancellationToken) =>
        Declaration(property, cancellationToken) is { } declaration ? Join(declaration.Modifiers) : "";

    /// <summary>The getter's modifiers with a space behind them, or empty.</summary>
    public static string GetterModifiersOf(IPropertySymbol property, CancellationToken cancellationToken) =>
        Accessor(property, static kind => kind == SyntaxKind.GetAccessorDeclaration, cancellationToken) is { Modifiers.Count: > 0 } getter
            ? Join(getter.Modifiers) + " "
            : "";

    /// <summary>The setter with its modifiers, such as <c>private set</c>; null when there is none.</summary>
    public static string? SetterOf(IPropertySymbol property, CancellationToken cancellationToken)
    {
        AccessorDeclarationSyntax? setter = Accessor(
            property, static kind => kind is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration, cancellationToken);
        return setter is null ? null : setter.Modifiers.Count > 0 ? $"{Join(setter.Modifiers)} {setter.Keyword.Text}" : setter.Keyword.Text;
    }

    /// <summary>All accessors with their modifiers.</summary>
    public static EquatableArray<string> AccessorsOf(IPropertySymbol property, CancellationToken cancellationToken) => new(
    [
        .. Declaration(property, cancellationToken)?.AccessorList?.Accessors.Select(static accessor =>
            accessor.Modifiers.Count > 0 ? $"{Join(accessor.Modifiers)} {accessor.Keyword.Text}" : accessor.Keyword.Text) ?? [],
    ]);

    /// <summary>Whether a documentation comment stands before the declaration, also where the compiler does not parse them.</summary>
    public static bool HasDocs(IPropertySymbol property, CancellationToken cancellationToken)
    {
        foreach (SyntaxTrivia trivia in Declaration(property, cancellationToken)?.GetLeadingTrivia() ?? default)
        {
            if (trivia.HasStructure && trivia.GetStructure() is DocumentationCommentTriviaSyntax)
            {
                return true;
            }

            if (trivia.ToString() is { } text && (text.StartsWith("///", StringComparison.Ordinal) || text.StartsWith("/**", StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Join(SyntaxTokenList modifiers) => string.Join(" ", modifiers.Select(static modifier => modifier.Text));

    private static BasePropertyDeclarationSyntax? Declaration(IPropertySymbol property, CancellationToken cancellationToken) =>
        UserCode.SyntaxOf(property, cancellationToken) as BasePropertyDeclarationSyntax;

    private static AccessorDeclarationSyntax? Accessor(IPropertySymbol property, Func<SyntaxKind, bool> isWanted, CancellationToken cancellationToken) =>
        Declaration(property, cancellationToken)?.AccessorList?.Accessors.FirstOrDefault(accessor => isWanted(accessor.Kind()));
}
