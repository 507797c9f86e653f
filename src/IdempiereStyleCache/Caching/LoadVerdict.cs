namespace IdempiereStyleCache;

/// <summary>What a loader says of a value that is made of records which other caches keep.</summary>
internal enum LoadVerdict
{
    /// <summary>Nothing: the ticket decides.</summary>
    None,

    /// <summary>A commit under way may be changing one of the records: who loaded it may have it, nobody else, and it is not cached.</summary>
    InDoubt,

    /// <summary>One of the records was reset while it was loaded: it is to be loaded again.</summary>
    Overtaken,
}
