namespace IdempiereStyleCache.Data;

/// <summary>A trigger that writes the invalidation log. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TableName">Its table.</param>
public sealed record InvalidationTrigger(string Name, string TableName);
