using System.Collections.Immutable;
using System.Composition;
using IdempiereStyleCache.Analyzers.State;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace IdempiereStyleCache.CodeFixes;

/// <summary>ISC0005: holds the immutable counterpart of a collection, if what it begins with can be written for that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ImmutableTypeFix : RuleFix
{
    private const string Namespace = "global::System.Collections.Immutable.";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ModelStateAnalyzer.MutableId];

    private protected override ImmutableArray<NodeChange> Find(SemanticModel model, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (!diagnostic.Properties.TryGetValue(ModelStateAnalyzer.Counterpart, out string? counterpart) || counterpart is null or "string"
            || model.SyntaxTree.GetRoot(cancellationToken).FindNode(diagnostic.Location.SourceSpan) is not TypeSyntax type)
        {
            return [];
        }

        EqualsValueClauseSyntax?[] begins = type.Parent switch
        {
            PropertyDeclarationSyntax property => [property.Initializer],
            VariableDeclarationSyntax fields => [.. fields.Variables.Select(static variable => variable.Initializer)],
            _ => [],
        };
        ImmutableArray<NodeChange>.Builder changes = ImmutableArray.CreateBuilder<NodeChange>();
        string title = $"Hold an {counterpart}";
        changes.Add(new NodeChange(title, type, node => SyntaxFactory.ParseTypeName(Namespace + counterpart).WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation).WithTriviaFrom(node)));
        foreach (EqualsValueClauseSyntax begin in begins.OfType<EqualsValueClauseSyntax>())
        {
            switch (begin.Value)
            {
                case LiteralExpressionSyntax or PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax } or DefaultExpressionSyntax:
                    break;
                case CollectionExpressionSyntax when !counterpart.StartsWith("ImmutableDictionary", StringComparison.Ordinal) && !counterpart.StartsWith("ImmutableSortedDictionary", StringComparison.Ordinal):
                    break;
                case var value when IsEmptyCollection(value):
                    changes.Add(new NodeChange(title, value, node => SyntaxFactory.ParseExpression($"{Namespace}{counterpart}.Empty")
                        .WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(node)));
                    break;
                default:
                    return [];
            }
        }

        return changes.ToImmutable();
    }

    private static bool IsEmptyCollection(ExpressionSyntax value) => value switch
    {
        CollectionExpressionSyntax { Elements.Count: 0 } => true,
        BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null or { Expressions.Count: 0 } } => true,
        ArrayCreationExpressionSyntax { Initializer: { Expressions.Count: 0 } } => true,
        ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: { Count: 1 } ranks } => ranks[0].Sizes is { Count: 1 } sizes && sizes[0].ToString() == "0",
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } } => true,
        _ => false,
    };
}
