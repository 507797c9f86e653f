namespace IdempiereStyleCache;

/// <summary>
/// How current cached reads must be, with regard to what other nodes committed. What this node committed itself is always seen at once. Immutable.
/// </summary>
public sealed record Freshness
{
    private Freshness(TimeSpan allowance) => Allowance = allowance;

    /// <summary>
    /// A request sees everything that was committed before it began: before its first cached read the node reads the invalidation log, in one small query that all requests
    /// which wait at that moment share. A request that reads nothing cached asks nothing.
    /// </summary>
    public static Freshness Strict { get; } = new(TimeSpan.Zero);

    /// <summary>
    /// The node reads the log when the application calls <see cref="CacheNode.CatchUp()"/>, and for a <see cref="RequestScope"/> that asks for another freshness; at no other
    /// time.
    /// </summary>
    public static Freshness Manual { get; } = new(Timeout.InfiniteTimeSpan);

    /// <summary>The oldest that a cached value may be: zero when strict, <see cref="Timeout.InfiniteTimeSpan"/> when manual.</summary>
    public TimeSpan Allowance { get; }

    internal bool IsManual => Allowance == Timeout.InfiniteTimeSpan;

    internal bool IsStrict => Allowance == TimeSpan.Zero;

    /// <summary>
    /// A read sees everything that was committed longer ago than an allowance. The node reads the log in the background; a read asks for itself only when the last reading
    /// that succeeded was sent longer ago than that, by the monotonic clock.
    /// </summary>
    /// <param name="allowance">The oldest that a value may be, from 1 millisecond to 1 day. Above the polling interval, reads rarely ask.</param>
    /// <returns>The freshness.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The allowance is outside the range.</exception>
    public static Freshness Bounded(TimeSpan allowance) => allowance >= TimeSpan.FromMilliseconds(1) && allowance <= TimeSpan.FromDays(1)
        ? new Freshness(allowance)
        : throw new ArgumentOutOfRangeException(nameof(allowance), allowance, "The allowance must be from 1 millisecond to 1 day. Use Freshness.Strict for none, Freshness.Manual for no limit.");

    /// <inheritdoc/>
    public override string ToString() => IsStrict ? "strict" : IsManual ? "manual" : $"bounded({Allowance})";
}
