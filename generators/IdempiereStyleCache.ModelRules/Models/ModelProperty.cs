namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>A partial property that holds a column, or the columns of a key of several.</summary>
internal sealed record ModelProperty
{
    /// <summary>The name as it is written in code.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the generated field.</summary>
    public required string Field { get; init; }

    /// <summary>The type as it is written in generated code, with its nullability.</summary>
    public required string Type { get; init; }

    /// <summary>The modifiers that the implementing part repeats, <c>partial</c> included.</summary>
    public required string Modifiers { get; init; }

    /// <summary>The modifiers of the getter with a space behind them, or empty.</summary>
    public required string GetterModifiers { get; init; }

    /// <summary>The setter as it is declared, modifiers included, such as <c>private set</c> or <c>init</c>; null when there is none.</summary>
    public required string? Setter { get; init; }

    /// <summary>Whether the user documented the property; the generated part then must not.</summary>
    public required bool HasDocs { get; init; }

    /// <summary>Who makes the key, as a member of <c>POKeyGeneration</c>; null for a property that is not the key.</summary>
    public required string? KeyGeneration { get; init; }

    /// <summary>One column, or for a key of several columns one for each positional parameter of its type.</summary>
    public required EquatableArray<ModelColumn> Columns { get; init; }

    /// <summary>Whether the property is a key of several columns.</summary>
    public bool IsComposite => Columns[0].Part is not null;
}
