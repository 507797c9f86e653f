namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>An index of a model class: a unique key, or one that gives lists.</summary>
internal sealed record ModelIndex
{
    /// <summary>What follows <c>GetBy</c>; unique in its class.</summary>
    public required string Name { get; init; }

    public required bool IsUnique { get; init; }

    public required bool IgnoresCase { get; init; }

    /// <summary>The names of the properties, in the order of their declaration, as they are written in code.</summary>
    public required EquatableArray<string> Properties { get; init; }
}
