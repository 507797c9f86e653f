namespace IdempiereStyleCache;

/// <summary>A list of children that a model embeds.</summary>
/// <param name="PropertyName">The parent's property.</param>
/// <param name="LinkOrdinal">The position, in the child's <see cref="POModelInfo.Columns"/>, of the column that holds the parent's key.</param>
/// <param name="OrderBy">An SQL ORDER BY list over the child's columns; null orders by the child's key.</param>
/// <param name="Model">The child's model; a function, because the classes of a family refer to each other.</param>
public sealed record POChildInfo(string PropertyName, int LinkOrdinal, string? OrderBy, Func<POModelInfo> Model);
