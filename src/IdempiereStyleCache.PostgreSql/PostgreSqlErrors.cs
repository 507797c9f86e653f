using System.Net.Sockets;
using IdempiereStyleCache.Data;
using Npgsql;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>What failures mean, by SQLSTATE where the server says one: https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
internal static class PostgreSqlErrors
{
    public static DatabaseErrorKind Classify(Exception exception) => exception switch
    {
        PostgresException e => e.SqlState switch
        {
            PostgresErrorCodes.NotNullViolation => DatabaseErrorKind.NotNullViolation,
            PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => DatabaseErrorKind.UniqueViolation,
            PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.RestrictViolation => DatabaseErrorKind.ForeignKeyViolation,
            PostgresErrorCodes.CheckViolation or PostgresErrorCodes.RaiseException or PostgresErrorCodes.WithCheckOptionViolation => DatabaseErrorKind.CheckViolation,
            PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled => DatabaseErrorKind.Busy,
            PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => DatabaseErrorKind.Conflict,
            PostgresErrorCodes.InFailedSqlTransaction => DatabaseErrorKind.TransactionFailed,
            PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseErrorKind.NotPermitted,
            _ when EndsConnection(e) => DatabaseErrorKind.ConnectionLost,
            _ => DatabaseErrorKind.Other,
        },
        NpgsqlException { InnerException: TimeoutException } => DatabaseErrorKind.Busy,
        NpgsqlException { InnerException: IOException or SocketException or ObjectDisposedException } => DatabaseErrorKind.ConnectionLost,
        _ => DatabaseErrorKind.Other,
    };

    /// <summary>
    /// An error that the server answers a commit with says that it did not take place; not so one that ends the connection, or one that finds the transaction ended by somebody
    /// else: then it may have.
    /// </summary>
    public static bool IsKnownRollback(Exception exception) => exception is PostgresException e && !EndsConnection(e) && e.SqlState != PostgresErrorCodes.NoActiveSqlTransaction;

    public static string ExplainOpenFailure(Exception exception, PostgreSqlAddress address)
    {
        string why = exception switch
        {
            PostgresException e => e.SqlState switch
            {
                PostgresErrorCodes.InvalidPassword => $"The server does not accept the password of the user {address.User}. Correct Username and Password in the connection string.",
                PostgresErrorCodes.InvalidAuthorizationSpecification =>
                    $"The server does not let the user {address.User} in: {e.MessageText}. Correct Username in the connection string, create the user, or allow it in pg_hba.conf.",
                PostgresErrorCodes.InvalidCatalogName => $"The server has no database {address.Database}. Create it, or correct Database in the connection string.",
                PostgresErrorCodes.InsufficientPrivilege => $"The user {address.User} may not use it: {e.MessageText}. Grant the user the right to connect.",
                PostgresErrorCodes.TooManyConnections => $"The server has no connection free: {e.MessageText}. Set MaxConnections, or raise the server's max_connections.",
                PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
                    $"The server at {address.Server} is starting or stopping: {e.MessageText}. Try again in a moment.",
                _ => e.Message,
            },
            NpgsqlException when exception.Message.Contains("pool", StringComparison.OrdinalIgnoreCase) =>
                $"All {address.MaxPoolSize} connections of the pool are in use. End transactions sooner, set MaxConnections, or raise Maximum Pool Size in the connection string.",
            NpgsqlException when !address.HasPassword && exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
                $"The server asks for a password of the user {address.User}. Give Password in the connection string.",
            NpgsqlException { InnerException: TimeoutException } or TimeoutException =>
                $"The server at {address.Server} did not answer within the Timeout of {address.Timeout} s. Start it, correct Host and Port in the connection string, or raise Timeout.",
            _ when (exception as SocketException ?? exception.InnerException as SocketException)?.SocketErrorCode
                is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery =>
                $"No host is called {address.Server}. Correct Host in the connection string.",
            NpgsqlException { InnerException: SocketException or IOException } or SocketException =>
                $"No PostgreSQL server answers at {address.Server}. Start it, or correct Host and Port in the connection string.",
            _ => exception.Message,
        };
        return $"Cannot use the database {address}. {why}";
    }

    // The server closes the connection after these; whatever was under way may have been finished before.
    private static bool EndsConnection(PostgresException e) =>
        e.InvariantSeverity is "FATAL" or "PANIC"
        || e.SqlState.StartsWith("08", StringComparison.Ordinal)
        || e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.StatementCompletionUnknown;
}
