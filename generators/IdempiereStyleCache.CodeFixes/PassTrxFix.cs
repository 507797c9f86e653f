using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>ISC0008: passes the transaction that has written the table.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class PassTrxFix : RuleFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ISC0008"];

    private protected override ImmutableArray<NodeChange> Find(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        return diagnostic.Properties.TryGetValue("Trx", out string? trx) && trx is not null
            && AccessorCall.At(diagnostic.Location, cancellationToken) is { } call
            ? [new NodeChange($"Pass the transaction {trx}", call, node => AccessorCall.WithTrx((InvocationExpressionSyntax)node, trx))]
            : [];
    }
}
