namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>A partial property of a class that cannot be completed.</summary>
/// <param name="Heading">Modifiers, type and name.</param>
/// <param name="Accessors">The accessors with their modifiers: <c>get</c>, <c>private set</c>.</param>
/// <param name="HasDocs">Whether the user documented the property.</param>
internal sealed record SkeletonProperty(string Heading, EquatableArray<string> Accessors, bool HasDocs);
