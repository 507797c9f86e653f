namespace IdempiereStyleCache.Data;

/// <summary>A column as the database declares it; asked for only when something went wrong or might.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="IsNullable">Whether it may be NULL.</param>
/// <param name="HasDefault">Whether the database gives it a value when an insert leaves it out.</param>
/// <param name="DeclaredType">Its type in the database's own words.</param>
public sealed record TableColumn(string Name, bool IsNullable, bool HasDefault, string DeclaredType);
