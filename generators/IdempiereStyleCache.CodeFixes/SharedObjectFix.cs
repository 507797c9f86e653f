using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>ISC0006: reads the shared object where a copy is made for nothing.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SharedObjectFix : RuleFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["ISC0006"];

    private protected override ImmutableArray<NodeChange> Find(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (AccessorCall.At(diagnostic.Location, cancellationToken) is not { } call
            || AccessorCall.NameOf(call) is not { Identifier.ValueText: "GetCopy" or "GetCopyAsync" } name)
        {
            return [];
        }

        string get = name.Identifier.ValueText == "GetCopy" ? "Get" : "GetAsync";
        return [new NodeChange($"Read the shared object: {get}", call, node => AccessorCall.Renamed((InvocationExpressionSyntax)node, get))];
    }
}
