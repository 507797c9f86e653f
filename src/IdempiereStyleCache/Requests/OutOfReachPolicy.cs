namespace IdempiereStyleCache;

/// <summary>
/// What a cached read does when the node could not read the invalidation log within the allowance of its <see cref="Freshness"/>, because the database is out of reach.
/// The node goes on trying by itself, and catches up when it succeeds.
/// </summary>
public enum OutOfReachPolicy
{
    /// <summary>It throws <see cref="CacheStaleException"/>.</summary>
    Throw,

    /// <summary>It asks the database past the cache, and fails as the database does.</summary>
    ReadThrough,

    /// <summary>It returns what is cached, which may be older than allowed, and marks the request: <see cref="RequestScope.IsStale"/>.</summary>
    ServeStale,
}
