namespace IdempiereStyleCache;

/// <summary>
/// The moment as of which request scopes read: a count of resets, and a time. Scopes that begin between two resets share one. A link in the list of those that are open, and
/// the owner of the old versions that would not be kept without it. Everything but the moment itself is guarded by <see cref="OpenScopes"/>.
/// </summary>
internal sealed class ScopeMoment(long epoch, long timestamp)
{
    /// <summary>How many resets had been applied.</summary>
    public long Epoch { get; } = epoch;

    /// <summary>The monotonic clock then: what had expired by it is gone for the scope.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>How many open scopes read as of the moment.</summary>
    public int Scopes { get; set; }

    public ScopeMoment? Older { get; set; }

    public ScopeMoment? Newer { get; set; }

    /// <summary>The versions that were removed later and lived at this moment, and at no open moment after it.</summary>
    public List<IRetainedVersion> Versions { get; } = [];

    /// <summary>How many entries those are.</summary>
    public long VersionCount { get; set; }

    /// <summary>Whether it was said that the moment keeps too many.</summary>
    public bool IsReported { get; set; }
}
