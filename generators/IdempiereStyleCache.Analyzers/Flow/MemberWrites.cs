using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.Analyzers.Flow;

/// <summary>Finds what a field or property can hold, where nobody outside its class can set it.</summary>
internal static class MemberWrites
{
    /// <summary>Whether everything that sets the member is inside its class.</summary>
    public static bool IsClosed(ISymbol member) => member switch
    {
        IFieldSymbol field => field.DeclaredAccessibility == Accessibility.Private || field.IsReadOnly,
        IPropertySymbol { IsIndexer: false, IsVirtual: false, IsAbstract: false, IsOverride: false } property =>
            property.SetMethod is not { } setter || setter.DeclaredAccessibility == Accessibility.Private,
        _ => false,
    };

    public static FlowValue ValueOf(ISymbol member, FlowSession session)
    {
        FlowValue all = FlowValue.None;
        foreach (ISymbol writer in WritersOf(member, session))
        {
            foreach (KeyValuePair<ISymbol, FlowValue> write in session.ResultOf(writer).MemberWrites)
            {
                if (SymbolEqualityComparer.Default.Equals(write.Key, member))
                {
                    all = all.Join(write.Value);
                }
            }
        }

        return all is { Kinds: Kinds.Cached, Parameters: 0 } ? all with { Origins = [.. all.Origins.Select(static origin => origin with { Syntax = null })] } : FlowValue.Unknown;
    }

    private static HashSet<ISymbol> WritersOf(ISymbol member, FlowSession session)
    {
        HashSet<ISymbol> writers = new(SymbolEqualityComparer.Default) { member };
        foreach (SyntaxReference part in member.ContainingType.DeclaringSyntaxReferences)
        {
            SyntaxNode declaration = part.GetSyntax(session.CancellationToken);
            if (declaration is not TypeDeclarationSyntax type)
            {
                continue;
            }

            SemanticModel? model = null;
            foreach (SyntaxNode code in Bodies(type))
            {
                if (Mentions(code, member.Name))
                {
                    model ??= session.Context.ModelOf(part.SyntaxTree);
                    if (model.GetDeclaredSymbol(code, session.CancellationToken) is { } writer)
                    {
                        writers.Add(writer);
                    }
                }
            }
        }

        return writers;
    }

    private static IEnumerable<SyntaxNode> Bodies(TypeDeclarationSyntax type) => type.DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax))
        .Where(static node => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);

    // Reading is not looked at: most methods only read.
    private static bool Mentions(SyntaxNode code, string name)
    {
        foreach (SyntaxToken token in code.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name && MaySet(token))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MaySet(SyntaxToken name)
    {
        SyntaxToken next = name.GetNextToken();
        return next.Kind() switch
        {
            SyntaxKind.EqualsToken or SyntaxKind.QuestionQuestionEqualsToken or SyntaxKind.OpenBracketToken => true,
            SyntaxKind.DotToken => FlowLibrary.IsAdding(next.GetNextToken().ValueText),
            SyntaxKind.CommaToken or SyntaxKind.CloseParenToken => name.Parent?.FirstAncestorOrSelf<ArgumentSyntax>() is { } argument
                && (argument.RefKindKeyword.RawKind != 0 || argument.Parent is TupleExpressionSyntax),
            _ => false,
        };
    }
}
