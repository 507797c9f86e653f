namespace IdempiereStyleCache;

/// <summary>A column of a child that holds the key of its parent.</summary>
/// <param name="ColumnOrdinal">The position of the column in the child's <see cref="POModelInfo.Columns"/>.</param>
/// <param name="Parent">The parent's model; a function, because the classes of a family refer to each other.</param>
public sealed record POParentLink(int ColumnOrdinal, Func<POModelInfo> Parent);
