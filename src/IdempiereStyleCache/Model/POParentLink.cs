namespace IdempiereStyleCache;

/// <summary>A column of a child that holds the key of its parent.</summary>
/// <param name="ParentTableName">The parent's table.</param>
/// <param name="ColumnOrdinal">The position of the column in the child's <see cref="POModelInfo.Columns"/>.</param>
public sealed record POParentLink(string ParentTableName, int ColumnOrdinal);
