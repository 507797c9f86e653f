namespace IdempiereStyleCache;

/// <summary>A column of a query that must hold a value. The data layer quotes it.</summary>
/// <param name="Column">The column's name, as the model has it.</param>
/// <param name="Value">The value, as it is stored.</param>
/// <param name="IgnoreCase">Whether text may differ in case; which letters have a case the database decides.</param>
public readonly record struct POColumnMatch(string Column, object Value, bool IgnoreCase = false);
