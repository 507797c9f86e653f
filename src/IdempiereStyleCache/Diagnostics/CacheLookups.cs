namespace IdempiereStyleCache;

/// <summary>
/// How often one cache of one node was asked and had the answer. Counting begins when somebody first collects the numbers, so that hits cost nothing while nobody does.
/// </summary>
internal sealed class CacheLookups(KeyValuePair<string, object?> tag)
{
    public KeyValuePair<string, object?> Tag { get; } = tag;

    public StripedCounter Hits { get; } = new();

    public StripedCounter Misses { get; } = new();

    /// <summary>Hits among the first lookups of a key in a request; repeats in the same request say nothing about the cache.</summary>
    public StripedCounter FirstHits { get; } = new();

    public StripedCounter FirstMisses { get; } = new();

    public void Count(RequestScope? scope, object cache, object key, bool isHit)
    {
        (isHit ? Hits : Misses).Increment();
        if (scope is not null && scope.IsFirstLookup(cache, key))
        {
            (isHit ? FirstHits : FirstMisses).Increment();
        }
    }
}
