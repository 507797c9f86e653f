namespace IdempiereStyleCache;

/// <summary>The key of the one value that a full-table cache keeps.</summary>
internal readonly record struct TableKey;
