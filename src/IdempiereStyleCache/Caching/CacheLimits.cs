namespace IdempiereStyleCache;

/// <summary>How many entries a cache may hold, and how long. What is null is not limited here.</summary>
public sealed record CacheLimits
{
    /// <summary>
    /// How many entries at the most, from 1; <see cref="int.MaxValue"/> for no limit. Where another would be one too many, S3-FIFO decides which goes; what was evicted is loaded
    /// again when somebody asks.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int? MaxSize
    {
        get;
        init => field = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxSize must be 1 or more.");
    }

    /// <summary>How long an entry is kept, however often it is read; more than zero. Some go earlier by up to <see cref="Jitter"/> of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above zero.</exception>
    public TimeSpan? AbsoluteExpiration
    {
        get;
        init => field = Checked(value, nameof(AbsoluteExpiration));
    }

    /// <summary>How long an entry is kept that nobody reads; more than zero. A read is noted to a 32nd of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above zero.</exception>
    public TimeSpan? IdleExpiration
    {
        get;
        init => field = Checked(value, nameof(IdleExpiration));
    }

    /// <summary>The share of <see cref="AbsoluteExpiration"/>, from 0 to 1, by which entries expire earlier at random, so that what was loaded together is not loaded again together; 0.1 when null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is outside 0 to 1.</exception>
    public double? Jitter
    {
        get;
        init => field = value is null or (>= 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Jitter must be from 0 to 1.");
    }

    /// <summary>Whether a cache with these limits must keep an account of its entries.</summary>
    internal bool AreAny => MaxSize is not (null or int.MaxValue) || AbsoluteExpiration is not null || IdleExpiration is not null;

    /// <summary>These limits, and others where these say nothing.</summary>
    internal CacheLimits Or(CacheLimits others) => new()
    {
        MaxSize = MaxSize ?? others.MaxSize,
        AbsoluteExpiration = AbsoluteExpiration ?? others.AbsoluteExpiration,
        IdleExpiration = IdleExpiration ?? others.IdleExpiration,
        Jitter = Jitter ?? others.Jitter,
    };

    private static TimeSpan? Checked(TimeSpan? value, string name) => value is null || value > TimeSpan.Zero
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be more than zero.");
}
