using System.Text;
using IdempiereStyleCache.ModelRules;
using IdempiereStyleCache.ModelRules.Cached;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IdempiereStyleCache.Generators;

/// <summary>Implements every member that is marked with <c>[Cached]</c>. It reports nothing: why it cannot implement one the analyzer ISC0011 says.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CachedAttributeGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<EmittedModel> members = context.SyntaxProvider
            .ForAttributeWithMetadataName(CachedMemberReader.AttributeName, static (node, _) => node is MemberDeclarationSyntax, Read)
            .WithTrackingName(TrackingNames.ReadCached)
            .SelectMany(static (member, _) => member is null ? Enumerable.Empty<EmittedModel>() : [new EmittedModel(member.HintName, CachedEmitter.Emit(member))])
            .WithTrackingName(TrackingNames.EmittedCached);
        context.RegisterSourceOutput(members, static (output, member) => output.AddSource(member.HintName, SourceText.From(member.Text, Encoding.UTF8)));
    }

    private static CachedMember? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is IPropertySymbol or IMethodSymbol && KnownTypes.Of(context.SemanticModel.Compilation) is { } known
            ? CachedMemberReader.Read(context.TargetSymbol, context.Attributes[0], known, new ProblemList(context.TargetSymbol.ContainingType, cancellationToken), cancellationToken)
            : null;
}
