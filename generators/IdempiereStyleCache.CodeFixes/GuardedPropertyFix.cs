using System.Collections.Immutable;
using System.Composition;
using IdempiereStyleCache.Analyzers.State;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>ISC0004: makes an automatic property of a model class a partial one, which freezing guards, if its type can be a column.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class GuardedPropertyFix : RuleFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ModelStateAnalyzer.WritableId];

    private protected override ImmutableArray<NodeChange> Find(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (model.SyntaxTree.GetRoot(cancellationToken).FindNode(diagnostic.Location.SourceSpan) is not PropertyDeclarationSyntax property || !PartialProperty.CanBe(property)
            || model.GetDeclaredSymbol(property, cancellationToken) is not IPropertySymbol symbol || !ModelStateAnalyzer.CanBeColumn(symbol, model.Compilation))
        {
            return [];
        }

        return [PartialProperty.Change(property)];
    }
}
