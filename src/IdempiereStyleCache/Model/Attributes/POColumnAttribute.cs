namespace IdempiereStyleCache;

/// <summary>Says how a property is stored where that differs from the rule (column name = property name, enums as numbers).</summary>
/// <param name="name">The column's name; null leaves it equal to the property's.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class POColumnAttribute(string? name = null) : Attribute
{
    /// <summary>The column's name, or null when it equals the property's.</summary>
    public string? Name { get; } = name;

    /// <summary>Whether an enum is stored as the name of its member instead of its number.</summary>
    public bool EnumAsText { get; set; }
}
