using System.Collections.Immutable;
using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>Reads what can be declared of a class that cannot be completed.</summary>
internal static class SkeletonReader
{
    /// <summary>Reads the class; null when no other file can add to it.</summary>
    public static ModelSkeleton? Read(
        INamedTypeSymbol type, ITypeSymbol? key, CacheChoice cache, IReadOnlyList<GeneratedFinder> finders, KnownTypes known, CancellationToken cancellationToken)
    {
        if (!ClassRules.IsPartial(type, cancellationToken) || ClassRules.Around(type).Prepend(type).Any(static around => around.IsFileLocal))
        {
            return null;
        }

        ImmutableArray<string> taken = TakenBy(type);
        bool canDerive = type is { IsRecord: false, IsStatic: false } && !taken.Any(IsAbstractInPO);
        bool namesBaseClass = canDerive && BaseClassRules.NamesNone(type, known);
        return new ModelSkeleton
        {
            Namespace = CodeText.Namespace(type),
            Types = new EquatableArray<string>([.. ClassRules.Around(type).Reverse().Append(type).Select(ClassRules.Opening)]),
            Self = ClassRules.NameWithTypeParameters(type),
            HintName = CodeText.HintName(type),
            NamesBaseClass = namesBaseClass,
            IsPO = namesBaseClass || (canDerive && BaseClassRules.IsPO(type, known)),
            SeesInternals = known.SeesInternals,
            IsCached = cache.IsCached,
            Finders = new EquatableArray<string>([.. Finders(type, cache, finders)]),
            KeyType = key is null or { TypeKind: TypeKind.Error } ? null : CodeText.Type(key),
            Taken = new EquatableArray<string>(taken),
            Properties = new EquatableArray<SkeletonProperty>(
            [
                .. UserCode.PropertiesToComplete(type)
                    .Where(static property => property.Type.TypeKind != TypeKind.Error)
                    .Select(property => new SkeletonProperty(
                        Heading(property, cancellationToken),
                        PropertySyntax.AccessorsOf(property, cancellationToken),
                        PropertySyntax.HasDocs(property, cancellationToken))),
            ]),
        };
    }

    // Each as "name(parameter types) declaration".
    private static IEnumerable<string> Finders(INamedTypeSymbol type, CacheChoice cache, IEnumerable<GeneratedFinder> finders)
    {
        string self = ClassRules.NameWithTypeParameters(type);
        foreach (GeneratedFinder finder in finders)
        {
            foreach ((string declaration, (string name, string parameters)) in finder.Declarations(self)
                .Concat(cache.IsFullTable && finder.Index.IsUnique ? [finder.CreatingDeclaration(self)] : [])
                .Zip(finder.Signatures(CodeText.Type(type), cache.IsFullTable), static (d, s) => (d, s)))
            {
                yield return $"{name}({parameters}) {declaration}";
            }
        }
    }

    private static ImmutableArray<string> TakenBy(INamedTypeSymbol type) =>
    [
        .. UserCode.Members(type)
            .Where(static member => member is not IMethodSymbol { Name: GeneratedMembers.SetInitialDefaults } method || !NameClashes.IsDefaults(method))
            .Select(static member => member is IMethodSymbol method ? $"{method.Name}({NameClashes.Parameters(method)})" : member.Name),
    ];

    // What hides these cannot be a PO.
    private static bool IsAbstractInPO(string taken) =>
        taken == GeneratedMembers.ModelInfo || taken == GeneratedMembers.GetColumnValue.Name || taken == GeneratedMembers.CopyColumnsFrom.Name;

    private static string Heading(IPropertySymbol property, CancellationToken cancellationToken)
    {
        string reference = property.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.RefReadOnly => "ref readonly ",
            _ => "",
        };
        string name = property.IsIndexer
            ? $"this[{string.Join(", ", property.Parameters.Select(Parameter))}]"
            : CodeText.Identifier(property.Name);
        return $"{PropertySyntax.ModifiersOf(property, cancellationToken)} {reference}{CodeText.AnnotatedType(property.Type)} {name}";
    }

    private static string Parameter(IParameterSymbol parameter) => $"{CodeText.AnnotatedType(parameter.Type)} {CodeText.Identifier(parameter.Name)}";
}
