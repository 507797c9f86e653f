namespace IdempiereStyleCache;

/// <summary>What came of a value that was to be cached.</summary>
internal enum PublishOutcome
{
    /// <summary>It may be older than the last reset of its key: nobody gets it.</summary>
    TooOld,

    /// <summary>A commit under way may be changing it: whoever loaded it may have it, but it is not cached.</summary>
    InDoubt,

    /// <summary>It is current, but another was there first, or there is no place or no key for it.</summary>
    NotAdded,

    /// <summary>It is cached.</summary>
    Added,
}
