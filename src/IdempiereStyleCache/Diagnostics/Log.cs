using Microsoft.Extensions.Logging;

namespace IdempiereStyleCache;

/// <summary>Every log message of the core.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "A listener of cache resets failed on the reset of {TableName}. The reset itself took place.")]
    public static partial void ListenerFailed(ILogger logger, string tableName, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A transaction could not be rolled back; the database rolls it back with its connection.")]
    public static partial void RollbackFailed(ILogger logger, Exception exception);
}
