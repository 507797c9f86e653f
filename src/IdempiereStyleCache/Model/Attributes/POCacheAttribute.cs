namespace IdempiereStyleCache;

/// <summary>
/// Limits the cache of the class: how many records, and how long. A node can set other limits with <see cref="CacheNodeOptions.Limits"/>. Without the attribute the cache has none.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class POCacheAttribute : Attribute
{
    /// <summary>How many records at the most, from 1; 0, the default, for no limit.</summary>
    public int MaxSize { get; set; }

    /// <summary>How long a record is kept, however often it is read, as <c>"01:00:00"</c> for an hour; null for no limit.</summary>
    public string? AbsoluteExpiration { get; set; }

    /// <summary>How long a record is kept that nobody reads, as <c>"00:10:00"</c> for ten minutes; null for no limit.</summary>
    public string? IdleExpiration { get; set; }

    /// <summary>How many keys without record are remembered; 1,000 unless set, 0 for none.</summary>
    public int MissCapacity { get; set; } = 1_000;
}
