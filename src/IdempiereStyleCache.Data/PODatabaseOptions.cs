namespace IdempiereStyleCache.Data;

/// <summary>How a database is used, whichever it is.</summary>
public class PODatabaseOptions
{
    private int? _maxConnections;
    private TimeSpan _connectionTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Where the invalidation log is kept and how.</summary>
    public InvalidationLogOptions Log { get; } = new();

    /// <summary>
    /// How many connections are open for records at the same time, from 1; null, the default, sets no limit of its own. With 1, everything works as long as no transaction
    /// holds the connection while something is read outside it. The invalidation log has up to four connections of its own beside them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 1.</exception>
    public int? MaxConnections
    {
        get => _maxConnections;
        set => _maxConnections = value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(MaxConnections)} must be 1 or more, or null for no limit.");
    }

    /// <summary>How long to wait for one of <see cref="MaxConnections"/> to come free; 30 seconds unless set. <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a negative time.</exception>
    public TimeSpan ConnectionTimeout
    {
        get => _connectionTimeout;
        set => _connectionTimeout = value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"{nameof(ConnectionTimeout)} must not be negative. Timeout.InfiniteTimeSpan waits for ever.");
    }
}
