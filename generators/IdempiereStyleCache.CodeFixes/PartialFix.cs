using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>ISC0003: makes partial what the generator must complete: the class, the types around it, a property that is marked as a column.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PartialFix : RuleFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ISC0003"];

    private protected override ImmutableArray<NodeChange> Find(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        MemberDeclarationSyntax? member = model.SyntaxTree.GetRoot(cancellationToken).FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>();
        return member switch
        {
            PropertyDeclarationSyntax property when PartialProperty.CanBe(property) => [PartialProperty.Change(property)],
            TypeDeclarationSyntax type =>
            [
                .. type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(static one => !one.Modifiers.Any(SyntaxKind.PartialKeyword))
                    .Select(one => new NodeChange($"Make {one.Identifier.ValueText} partial", one, node => WithPartial((TypeDeclarationSyntax)node))),
            ],
            _ => [],
        };
    }

    private static TypeDeclarationSyntax WithPartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
        {
            return (TypeDeclarationSyntax)type.WithModifiers(type.Modifiers.Add(partial));
        }

        SyntaxTriviaList before = type.Keyword.LeadingTrivia;
        return (TypeDeclarationSyntax)type.WithKeyword(type.Keyword.WithLeadingTrivia()).WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(before)));
    }
}
