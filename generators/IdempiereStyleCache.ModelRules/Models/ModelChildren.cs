namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>A list of children.</summary>
internal sealed record ModelChildren
{
    /// <summary>The property's name as it is written in code.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the generated field.</summary>
    public required string Field { get; init; }

    /// <summary>The child's class as it is written in generated code.</summary>
    public required string ChildType { get; init; }

    /// <summary>The modifiers that the implementing part repeats, <c>partial</c> included.</summary>
    public required string Modifiers { get; init; }

    public required bool HasDocs { get; init; }

    /// <summary>The position, among the child's columns, of the one that holds the parent's key.</summary>
    public required int LinkOrdinal { get; init; }

    public required string? OrderBy { get; init; }
}
