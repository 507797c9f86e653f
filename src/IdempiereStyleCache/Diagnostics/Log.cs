using Microsoft.Extensions.Logging;

namespace IdempiereStyleCache;

/// <summary>Every log message of the core.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A listener of cache resets failed on the reset of {TableName}. The reset itself took place.")]
    public static partial void ListenerFailed(ILogger logger, string tableName, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A transaction could not be rolled back; the database rolls it back with its connection.")]
    public static partial void RollbackFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "The node {Node} cannot read the invalidation log. Until it can, cached reads beyond their allowance do this: {Policy}. It goes on trying.")]
    public static partial void OutOfReach(ILogger logger, string node, OutOfReachPolicy policy, Exception exception);

    [LoggerMessage(4, LogLevel.Information, "The node {Node} reads the invalidation log again and has caught up.")]
    public static partial void InReachAgain(ILogger logger, string node);

    [LoggerMessage(5, LogLevel.Warning, "The node {Node} cannot know all that changed since it last read the invalidation log, and has emptied its caches.")]
    public static partial void Resynchronised(ILogger logger, string node);

    [LoggerMessage(6, LogLevel.Warning,
        "{Others} other live node(s) of the database have the name {Node} too. No reset is lost by it, but messages and metrics cannot be told apart: give each a name of its own with CacheNodeOptions.Name.")]
    public static partial void NameIsTaken(ILogger logger, string node, int others);

    [LoggerMessage(7, LogLevel.Warning, "The node {Node} could not say that it is alive. If that lasts past the log's retention it will empty its caches once.")]
    public static partial void BeatFailed(ILogger logger, string node, Exception exception);

    [LoggerMessage(8, LogLevel.Debug, "The node {Node} could not wake others. They find the change at their next reading.")]
    public static partial void WakeUpFailed(ILogger logger, string node, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "The invalidation log has the key '{Key}' for {TableName}, which is none of that table's keys. The whole table was reset instead.")]
    public static partial void UnreadableKey(ILogger logger, string tableName, string key);

    [LoggerMessage(10, LogLevel.Error, "The node {Node} could not apply what it read from the invalidation log, and has emptied its caches instead.")]
    public static partial void RowsNotApplied(ILogger logger, string node, Exception exception);

    [LoggerMessage(11, LogLevel.Warning,
        "On the node {Node} a request scope that began {Seconds} s ago keeps more than {Count} old versions of cached records, because it may still read them. Dispose scopes when their request ends, and give long work a scope for each piece.")]
    public static partial void ScopeKeepsMany(ILogger logger, string node, int count, double seconds);

    [LoggerMessage(12, LogLevel.Warning, "The table {TableName} could not be read again in the background. Readers who are content with what it was before get that; the others try again.")]
    public static partial void RefreshFailed(ILogger logger, string tableName, Exception exception);
}
