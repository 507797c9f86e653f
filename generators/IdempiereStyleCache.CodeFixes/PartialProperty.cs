using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>Turns an automatic property into a partial one, which is a column.</summary>
internal static class PartialProperty
{
    /// <summary>Whether nothing is lost by it: accessors without bodies, no initial value, no modifier that does not fit.</summary>
    public static bool CanBe(PropertyDeclarationSyntax property) =>
        property is { Initializer: null, ExpressionBody: null, AccessorList: { } accessors } && accessors.Accessors.All(static accessor => accessor is { Body: null, ExpressionBody: null })
        && !property.Modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PartialKeyword or SyntaxKind.StaticKeyword or SyntaxKind.AbstractKeyword);

    public static NodeChange Change(PropertyDeclarationSyntax property) =>
        new($"Make {property.Identifier.ValueText} a partial property", property, static node => Partial((PropertyDeclarationSyntax)node));

    private static PropertyDeclarationSyntax Partial(PropertyDeclarationSyntax property)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (property.Modifiers.Count > 0)
        {
            return property.WithModifiers(property.Modifiers.Add(partial));
        }

        SyntaxTriviaList before = property.Type.GetLeadingTrivia();
        return property.WithType(property.Type.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(before)));
    }
}
