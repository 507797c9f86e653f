namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>
/// What the generator knows of a class that it cannot complete. A build that has errors in declarations reports no analyzer's: so the generator declares
/// what is missing, without content, and the error that says why is seen.
/// </summary>
internal sealed record ModelSkeleton
{
    /// <summary>The namespace as it is written after the keyword, or empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The types around and the class itself as they are opened, outermost first: <c>partial class M</c>.</summary>
    public required EquatableArray<string> Types { get; init; }

    /// <summary>The class as it is written inside itself: <c>M</c>, or <c>M&lt;T&gt;</c>.</summary>
    public required string Self { get; init; }

    public required string HintName { get; init; }

    /// <summary>Whether the skeleton names PO as the base class.</summary>
    public required bool NamesBaseClass { get; init; }

    /// <summary>Whether the class is a PO in the end, and can be declared a model.</summary>
    public required bool IsPO { get; init; }

    public required bool SeesInternals { get; init; }

    /// <summary>Whether any node may cache the records; where none may, there are no accessors that do.</summary>
    public required bool IsCached { get; init; }

    /// <summary>The accessors of indexes, each as <c>Name(parameter types) declaration</c>.</summary>
    public required EquatableArray<string> Finders { get; init; }

    /// <summary>The type of the key; null when there is none.</summary>
    public required string? KeyType { get; init; }

    /// <summary>Names of the user's members, and <c>Name(parameter types)</c> of the user's methods: these are not declared again.</summary>
    public required EquatableArray<string> Taken { get; init; }

    /// <summary>The properties without body.</summary>
    public required EquatableArray<SkeletonProperty> Properties { get; init; }
}
