namespace IdempiereStyleCache;

/// <summary>Why a read must look around before it takes what the default node caches.</summary>
[Flags]
internal enum CacheAttention
{
    /// <summary>Nothing to look at.</summary>
    None = 0,

    /// <summary>A node was made ambient or a request scope was begun, in some flow of code.</summary>
    Ambient = 1,

    /// <summary>What the default node knows of others may be older than reads outside a scope allow.</summary>
    Age = 2,

    /// <summary>Somebody collects how often caches have the answer.</summary>
    Lookups = 4,
}
