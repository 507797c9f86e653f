namespace IdempiereStyleCache;

/// <summary>
/// Marks the column of a child record that holds its parent's key. A save or delete of the child then refreshes the cached
/// parent that embeds it, the old one too when the child moves.
/// </summary>
/// <param name="parent">The parent's model class.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParentKeyAttribute(Type parent) : Attribute
{
    /// <summary>The parent's model class.</summary>
    public Type Parent { get; } = parent;
}
