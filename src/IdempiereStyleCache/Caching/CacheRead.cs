namespace IdempiereStyleCache;

/// <summary>How one read of a cache is made.</summary>
/// <param name="IsAsync">Whether waiting may be asynchronous.</param>
/// <param name="CancellationToken">Stops waiting; a load goes on for others who wait for it.</param>
internal readonly record struct CacheRead(bool IsAsync, CancellationToken CancellationToken)
{
    /// <summary>What the loader is to know beside the key; it is not kept.</summary>
    public object? State { get; init; }

    /// <summary>A read that blocks the thread.</summary>
    public static CacheRead Sync => default;

    /// <summary>A read that waits asynchronously.</summary>
    public static CacheRead Async(CancellationToken cancellationToken) => new(true, cancellationToken);
}
