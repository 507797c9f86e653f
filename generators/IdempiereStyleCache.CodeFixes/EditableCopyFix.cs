using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>ISC0001, ISC0002: takes an editable copy where the object was taken from the cache, in the transaction that is in scope there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class EditableCopyFix : RuleFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ISC0001", "ISC0002"];

    private protected override ImmutableArray<NodeChange> Find(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        ImmutableArray<NodeChange>.Builder changes = ImmutableArray.CreateBuilder<NodeChange>();
        foreach (Location origin in diagnostic.AdditionalLocations)
        {
            if (AccessorCall.At(origin, cancellationToken) is not { } call || Change(call, model, cancellationToken) is not { } change)
            {
                // Half a fix would leave the warning where it is.
                return [];
            }

            changes.Add(change);
        }

        return changes.ToImmutable();
    }

    private static NodeChange? Change(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(call, cancellationToken).Symbol is not IMethodSymbol method
            || method.Name is not ("Get" or "GetAsync" or "GetRequired" or "GetRequiredAsync"))
        {
            return null;
        }

        string copy = method.Name.EndsWith("Async", StringComparison.Ordinal) ? "GetCopyAsync" : "GetCopy";
        if (!Has(method.ContainingType, copy))
        {
            return null;
        }

        string? trx = method.Parameters.Any(static parameter => TrxInScope.IsTrx(parameter.Type)) && HasTrx(call, model, cancellationToken)
            ? null
            : TrxInScope.Find(model, call.SpanStart);
        bool isRequired = method.Name.StartsWith("GetRequired", StringComparison.Ordinal);
        SyntaxNode whole = isRequired && call.Parent is AwaitExpressionSyntax awaited ? awaited : call;
        return new NodeChange(
            trx is null ? $"Take an editable copy: {copy}" : $"Take an editable copy: {copy}(..., {trx})",
            whole,
            node => isRequired ? NotNull(node, inner => Rewrite(inner, copy, trx)) : Rewrite((InvocationExpressionSyntax)node, copy, trx));
    }

    private static InvocationExpressionSyntax Rewrite(InvocationExpressionSyntax call, string copy, string? trx)
    {
        InvocationExpressionSyntax renamed = AccessorCall.Renamed(call, copy);
        return trx is null ? renamed : AccessorCall.WithTrx(renamed, trx);
    }

    private static PostfixUnaryExpressionSyntax NotNull(SyntaxNode node, Func<InvocationExpressionSyntax, InvocationExpressionSyntax> rewrite)
    {
        ExpressionSyntax found = node is AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } awaited
            ? SyntaxFactory.ParenthesizedExpression(awaited.WithoutTrivia().WithExpression(rewrite(call.WithoutTrivia())))
            : rewrite((InvocationExpressionSyntax)node.WithoutTrivia());
        return SyntaxFactory.PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, found).WithTriviaFrom(node);
    }

    private static bool HasTrx(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        call.ArgumentList.Arguments.Any(argument => TrxInScope.IsTrx(model.GetTypeInfo(argument.Expression, cancellationToken).Type));

    private static bool Has(INamedTypeSymbol type, string method)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (!level.GetMembers(method).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
