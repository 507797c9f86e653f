namespace IdempiereStyleCache.ModelRules.Models;

/// <summary>Which cache a class has, and its limits.</summary>
internal sealed record CacheChoice
{
    /// <summary>Whether any node may cache the records; where none may, there are no accessors that do.</summary>
    public required bool IsCached { get; init; }

    public required bool IsCopyCached { get; init; }

    /// <summary>How many records a full-table cache may hold; null for another cache.</summary>
    public required int? MaxRows { get; init; }

    /// <summary>How many records the cache holds at the most; 0 for no limit.</summary>
    public required int MaxSize { get; init; }

    /// <summary>How long a record is kept, in ticks; 0 for no limit.</summary>
    public required long AbsoluteExpiration { get; init; }

    /// <summary>How long a record is kept that nobody reads, in ticks; 0 for no limit.</summary>
    public required long IdleExpiration { get; init; }

    /// <summary>How many keys without record are remembered; null for what is usual.</summary>
    public required int? MissCapacity { get; init; }

    public bool IsFullTable => MaxRows is not null;

    public bool HasLimits => MaxSize > 0 || AbsoluteExpiration > 0 || IdleExpiration > 0;
}
