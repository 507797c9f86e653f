using System.Text;
using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IdempiereStyleCache.Generators;

/// <summary>Completes every class that is marked with <c>[POModel]</c>. It reports nothing: why it cannot complete a class the analyzer
/// ISC0003 says.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class POModelGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<EmittedModel> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(ModelReader.AttributeName, static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax, Read)
            .WithTrackingName(TrackingNames.ReadModel)
            .SelectMany(static (reading, _) => Emit(reading) is { } emitted ? [emitted] : Enumerable.Empty<EmittedModel>())
            .WithTrackingName(TrackingNames.EmittedModel);
        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(model.HintName, SourceText.From(model.Text, Encoding.UTF8)));
    }

    private static EmittedModel? Emit(ModelReading? reading) =>
        reading?.Complete is { } model ? new EmittedModel(model.HintName, ModelEmitter.Emit(model))
        : reading?.Skeleton is { } skeleton ? new EmittedModel(skeleton.HintName, SkeletonEmitter.Emit(skeleton))
        : null;

    private static ModelReading? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        // Two parts of one class that both carry the attribute are the compiler's error; one of them is completed.
        if (context.TargetSymbol is not INamedTypeSymbol type
            || KnownTypes.Of(context.SemanticModel.Compilation) is not { } known
            || known.ModelAttributeOf(type) is not { } model
            || !ReferenceEquals(model.ApplicationSyntaxReference?.SyntaxTree, context.TargetNode.SyntaxTree)
            || !context.TargetNode.Span.Contains(model.ApplicationSyntaxReference.Span))
        {
            return null;
        }

        return ModelReader.Read(type, model, known, new ProblemList(type, cancellationToken), cancellationToken);
    }
}
