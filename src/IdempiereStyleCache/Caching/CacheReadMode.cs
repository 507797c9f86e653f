namespace IdempiereStyleCache;

/// <summary>How a cached read may be answered.</summary>
internal enum CacheReadMode
{
    /// <summary>Nobody has found out yet.</summary>
    Unknown,

    /// <summary>From the cache: it is as current as the reader asked.</summary>
    Fresh,

    /// <summary>From the cache, although it may be older than the reader asked.</summary>
    Stale,

    /// <summary>From the database.</summary>
    Through,
}
