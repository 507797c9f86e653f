using IdempiereStyleCache.ModelRules.Models;
using Microsoft.CodeAnalysis;

namespace IdempiereStyleCache.ModelRules;

/// <summary>
/// Reads a model class: what the generator needs of it, and what is wrong with it. Generator and analyzer read with the same rules, so that a class is
/// completed exactly when nothing is reported.
/// </summary>
internal static class ModelReader
{
    public const string AttributeName = "IdempiereStyleCache.POModelAttribute";

    private static readonly string[] Hooks = ["BeforeSave", "AfterSave", "BeforeDelete", "AfterDelete"];

    /// <summary>Reads a class that is marked with <c>[POModel]</c>.</summary>
    /// <returns>The model, or what can be declared of it when there are problems or the compiler reports errors of its own.</returns>
    public static ModelReading Read(
        INamedTypeSymbol type, AttributeData model, KnownTypes known, ProblemList problems, CancellationToken cancellationToken)
    {
        CacheChoice cache = CacheChoiceReader.Read(type, model, known, problems);
        ClassRules.Check(type, model, problems, cancellationToken);
        BaseClassRules.Check(type, known, problems);
        MemberReader members = new(type, known, problems, cancellationToken);
        members.Read(cache.IsCached);
        NameClashes.Check(type, members.KeyType, cache, FindersOf(members), known, problems, cancellationToken);
        return problems.Count > 0 || problems.IsBroken
            ? new ModelReading(Complete: null, SkeletonReader.Read(type, members.KeyType, cache, FindersOf(members), known, cancellationToken))
            : new ModelReading(ReadComplete(type, model, cache, members, known), Skeleton: null);
    }

    private static ModelClass ReadComplete(INamedTypeSymbol type, AttributeData model, CacheChoice cache, MemberReader members, KnownTypes known) =>
        new()
        {
            Namespace = CodeText.Namespace(type),
            OuterTypes = new EquatableArray<string>([.. ClassRules.Around(type).Reverse().Select(ClassRules.Opening)]),
            Name = CodeText.Identifier(type.Name),
            HintName = CodeText.HintName(type),
            TableName = PropertyMarks.Text(model)!,
            NamesBaseClass = BaseClassRules.NamesNone(type, known),
            SeesInternals = known.SeesInternals,
            HasHooks = HasHooks(type, known),
            Cache = cache,
            HasRequiredMembers = HasRequired(type) || BaseClassRules.UserBases(type, known).Any(HasRequired),
            Properties = new EquatableArray<ModelProperty>(members.Properties),
            Children = new EquatableArray<ModelChildren>(members.Children),
            Indexes = new EquatableArray<ModelIndex>(members.Indexes),
        };

    private static IReadOnlyList<GeneratedFinder> FindersOf(MemberReader members) => [.. members.Indexes.Select(index => GeneratedFinder.Of(index, members.Properties))];

    private static bool HasHooks(INamedTypeSymbol type, KnownTypes known) =>
        BaseClassRules.UserBases(type, known).Prepend(type)
            .Any(static declaring => Hooks.Any(hook => declaring.GetMembers(hook).OfType<IMethodSymbol>().Any(static method => method.IsOverride)));

    private static bool HasRequired(INamedTypeSymbol type) =>
        type.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
}
