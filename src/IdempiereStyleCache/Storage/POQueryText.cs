using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>The parts of a query over one table. The conditions given are joined with AND.</summary>
/// <param name="Where">A condition in SQL over the table's columns with named parameters, or null for none.</param>
/// <param name="Parameters">An object whose properties are the parameters, or a dictionary of them; null for none.</param>
/// <param name="OrderBy">An ORDER BY list, or null for the order of the key.</param>
/// <param name="Limit">How many records at most, or null for all.</param>
public sealed record POQueryText(string? Where = null, object? Parameters = null, string? OrderBy = null, int? Limit = null)
{
    /// <summary>Columns that must hold given values; none unless set.</summary>
    public ImmutableArray<POColumnMatch> Matches { get; init; } = [];

    internal static POQueryText ForColumn(string column, object value, string? orderBy) => new(OrderBy: orderBy) { Matches = [new(column, value)] };
}
