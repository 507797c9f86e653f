using System.Collections.Immutable;

namespace IdempiereStyleCache.Data;

/// <summary>What the triggers of one table log. Immutable.</summary>
/// <param name="TableName">The table's name as the log gets it.</param>
/// <param name="QuotedTable">The table as it stands in statements.</param>
/// <param name="KeyColumns">The columns of the key, quoted, in its order; at least one.</param>
/// <param name="Parents">The parents that embed the table's records as children.</param>
/// <param name="IncludesParents">Whether nothing else need be reset: <paramref name="Parents"/> are all that can embed them, and no finder keeps them by an index.</param>
public sealed record TriggerTable(
    string TableName, string QuotedTable, ImmutableArray<string> KeyColumns, ImmutableArray<TriggerParent> Parents, bool IncludesParents);

/// <summary>A parent whose key a column of the child holds. Immutable.</summary>
/// <param name="TableName">The parent's table as the log gets it.</param>
/// <param name="LinkColumn">The child's column, quoted.</param>
public sealed record TriggerParent(string TableName, string LinkColumn);
