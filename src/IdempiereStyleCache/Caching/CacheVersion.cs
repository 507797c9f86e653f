namespace IdempiereStyleCache;

/// <summary>An entry of a cache with the time that it is valid.</summary>
/// <param name="Value">The value.</param>
/// <param name="Since">The epoch of the last reset of its key before it was published: it has been valid since then, as far as the node knows.</param>
/// <param name="Expires">The timestamp at which it expires; <see cref="long.MaxValue"/> for never.</param>
/// <typeparam name="TValue">The type of the value.</typeparam>
internal readonly record struct CacheVersion<TValue>(TValue Value, long Since, long Expires = long.MaxValue)
    where TValue : class;
