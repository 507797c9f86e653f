using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Sqlite;

/// <summary>How an SQLite database is used.</summary>
public sealed class SqliteOptions : PODatabaseOptions
{
    private TimeSpan _busyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a statement waits while another connection writes, from 1 millisecond to 1 day; 5 seconds unless set. SQLite has one writer at a time: a transaction waits
    /// here, with its first write, for the transaction that writes now.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a time outside the range.</exception>
    public TimeSpan BusyTimeout
    {
        get => _busyTimeout;
        set => _busyTimeout = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(BusyTimeout)} must be from 1 millisecond to 1 day.");
    }
}
