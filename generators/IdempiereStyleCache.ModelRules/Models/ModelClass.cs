namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>All that the generator needs to know of one model class.</summary>
internal sealed record ModelClass
{
    /// <summary>The namespace as it is written after the keyword, or empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types that the class is nested in, outermost first, as they are opened: <c>partial class Outer</c>.</summary>
    public required EquatableArray<string> OuterTypes { get; init; }

    /// <summary>The name as it is written in code: <c>MProduct</c>, <c>@class</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the generated file; no two classes of a compilation share it.</summary>
    public required string HintName { get; init; }

    public required string TableName { get; init; }

    /// <summary>Whether the generated part names the base class, because the user's part names none.</summary>
    public required bool NamesBaseClass { get; init; }

    /// <summary>Whether the compilation sees the internals of the core; overrides then repeat <c>internal</c>.</summary>
    public required bool SeesInternals { get; init; }

    public required bool HasHooks { get; init; }

    public required CacheChoice Cache { get; init; }

    /// <summary>Whether a member is <c>required</c>: constructors that set everything then say so.</summary>
    public required bool HasRequiredMembers { get; init; }

    /// <summary>The properties that hold columns, in the order of their declaration.</summary>
    public required EquatableArray<ModelProperty> Properties { get; init; }

    public required EquatableArray<ModelChildren> Children { get; init; }

    public required EquatableArray<ModelIndex> Indexes { get; init; }

    /// <summary>The accessors of the indexes.</summary>
    public IEnumerable<GeneratedFinder> Finders => Indexes.Select(index => GeneratedFinder.Of(index, Properties));

    public ModelProperty Key => Properties.First(static property => property.KeyGeneration is not null);

    /// <summary>Every column with the property that holds it; a column's position is its ordinal.</summary>
    public IEnumerable<(ModelProperty Property, ModelColumn Column)> Columns =>
        Properties.SelectMany(static property => property.Columns, static (property, column) => (property, column));
}
