namespace IdempiereStyleCache;

/// <summary>How a node keeps up with what other nodes of its database commit.</summary>
public sealed class CoherenceOptions
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    private TimeSpan? _pollInterval;
    private TimeSpan _heartbeatInterval = TimeSpan.FromSeconds(10);
    private TimeSpan _unscopedAllowance = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the node writes and reads the invalidation log; true unless set. Set it to false only where one process alone changes the database: other nodes hear nothing
    /// of what this one commits, and it hears nothing of them.
    /// </summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>How current cached reads must be; <see cref="Freshness.Strict"/> unless set. A <see cref="RequestScope"/> can ask for another.</summary>
    public Freshness Freshness { get; set; } = Freshness.Strict;

    /// <summary>What a cached read does when the log cannot be read; it throws unless set.</summary>
    public OutOfReachPolicy WhenOutOfReach { get; set; }

    /// <summary>
    /// How often the log is read when no wake-up comes, from 1 millisecond to 1 day; null, the default, takes what suits the database. With wake-ups dead a change is found
    /// within this time.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a time outside the range.</exception>
    public TimeSpan? PollInterval
    {
        get => _pollInterval;
        set => _pollInterval = value is { } interval ? Checked(interval, nameof(PollInterval)) : null;
    }

    /// <summary>How often the node says that it is alive and clears away log rows that every node has read, from 1 millisecond to 1 day; 10 seconds unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a time outside the range.</exception>
    public TimeSpan HeartbeatInterval
    {
        get => _heartbeatInterval;
        set => _heartbeatInterval = Checked(value, nameof(HeartbeatInterval));
    }

    /// <summary>
    /// For a strict node: how old what a read outside any <see cref="RequestScope"/> returns may be before the node counts as out of reach, from 1 millisecond to 1 day; 30
    /// seconds unless set. Such reads do not ask; they are as current as the background reading keeps them, normally within <see cref="PollInterval"/>. On a bounded node
    /// its own allowance applies to them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a time outside the range.</exception>
    public TimeSpan UnscopedAllowance
    {
        get => _unscopedAllowance;
        set => _unscopedAllowance = Checked(value, nameof(UnscopedAllowance));
    }

    /// <summary>Whether to wake other nodes after a commit and be woken by theirs, where the database can; true unless set.</summary>
    public bool UsesWakeUps { get; set; } = true;

    private static TimeSpan Checked(TimeSpan value, string name) => value >= s_shortest && value <= s_longest
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be from 1 millisecond to 1 day.");
}
