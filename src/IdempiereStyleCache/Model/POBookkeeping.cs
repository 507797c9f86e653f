namespace IdempiereStyleCache;

/// <summary>What a save changes of an object besides its columns; put back when the save is rolled back.</summary>
/// <param name="Flags">New, deleted.</param>
/// <param name="Origin">The record as the database held it; null for a new one.</param>
/// <param name="Key">The generated key of a new record before it had one, or null.</param>
/// <param name="Token">The concurrency token, or null.</param>
internal readonly record struct POBookkeeping(POFlags Flags, PO? Origin, object? Key, object? Token);
