namespace IdempiereStyleCache;

/// <summary>
/// A node could not find out what other nodes committed, for longer than its freshness allows, and was told to refuse cached reads then. The inner exception says why the
/// database is out of reach. The node recovers by itself.
/// </summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="innerException">Why the log could not be read.</param>
public sealed class CacheStaleException(string message, Exception? innerException) : POException(message, innerException)
{
    /// <summary>How long ago the last reading of the log that succeeded was sent.</summary>
    public TimeSpan Age { get; init; }
}
