using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>Calls of accessors, and how they are written anew.</summary>
internal static class AccessorCall
{
    /// <summary>The call that stands at a place; null when there is none.</summary>
    public static InvocationExpressionSyntax? At(Location place, CancellationToken cancellationToken) =>
        place.SourceTree?.GetRoot(cancellationToken).FindNode(place.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>();

    /// <summary>The name in a call: of <c>MProduct.Get(id)</c>, of <c>Get(id)</c>, of <c>cache?.Get(id)</c>.</summary>
    public static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>The same call of another method.</summary>
    public static InvocationExpressionSyntax Renamed(InvocationExpressionSyntax call, string name)
    {
        SimpleNameSyntax old = NameOf(call)!;
        return call.ReplaceNode(old, SyntaxFactory.IdentifierName(name).WithTriviaFrom(old));
    }

    /// <summary>The same call with the transaction behind the key.</summary>
    public static InvocationExpressionSyntax WithTrx(InvocationExpressionSyntax call, string trx)
    {
        bool isNamed = call.ArgumentList.Arguments.Any(static argument => argument.NameColon is not null);
        ArgumentSyntax argument = SyntaxFactory.Argument(SyntaxFactory.IdentifierName(trx));
        if (isNamed)
        {
            argument = argument.WithNameColon(SyntaxFactory.NameColon("trx").WithTrailingTrivia(SyntaxFactory.Space));
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        return call.WithArgumentList(call.ArgumentList.WithArguments(Inserted(arguments, isNamed ? arguments.Count : Math.Min(1, arguments.Count), argument)));
    }

    private static SeparatedSyntaxList<ArgumentSyntax> Inserted(SeparatedSyntaxList<ArgumentSyntax> arguments, int at, ArgumentSyntax argument)
    {
        List<ArgumentSyntax> all = [.. arguments];
        all.Insert(at, argument);
        SyntaxToken comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space);
        List<SyntaxToken> commas = [.. arguments.GetSeparators()];
        commas.Insert(Math.Min(Math.Max(at - 1, 0), commas.Count), comma);
        return SyntaxFactory.SeparatedList(all, commas.Take(all.Count - 1));
    }
}
