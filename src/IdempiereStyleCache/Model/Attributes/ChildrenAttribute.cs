namespace IdempiereStyleCache;

/// <summary>
/// Marks a <see cref="POList{T}"/> of the records that belong to this one: those whose <see cref="ParentKeyAttribute"/> column holds this record's key.
/// They are loaded when first touched, saved and deleted with their parent, and frozen with it.
/// </summary>
/// <remarks>The list is ordered by the child's key unless <see cref="OrderBy"/> says otherwise.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ChildrenAttribute : Attribute
{
    /// <summary>An SQL ORDER BY list over the child's columns, for example <c>"ValidFrom DESC, M_ProductPrice_ID"</c>; null orders by key.</summary>
    public string? OrderBy { get; set; }

    /// <summary>The child's property that holds the parent's key; needed only when the child has several for this parent.</summary>
    public string? ParentKey { get; set; }
}
