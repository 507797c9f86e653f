using System.Net.Sockets;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.SqlServer;

/// <summary>Says why a database cannot be opened and what to do.</summary>
internal static class SqlServerOpenErrors
{
    // What SqlClient calls a certificate that nobody vouches for: SEC_E_UNTRUSTED_ROOT.
    private const int UntrustedCertificate = -2146893019;

    public static string Explain(Exception exception, SqlServerAddress address)
    {
        IReadOnlyList<SqlServerError> errors = SqlServerErrors.ErrorsOf(exception);
        return $"Cannot use the database {address}. {Why(errors, exception, address)}";
    }

    /// <summary>The sentences for what the server or the driver reported.</summary>
    internal static string Why(IReadOnlyList<SqlServerError> errors, Exception exception, SqlServerAddress address)
    {
        string database = address.Database.Length == 0 ? "the default database of the login" : $"the database {address.Database}";
        foreach (SqlServerError error in errors)
        {
            string? why = error.Number switch
            {
                18456 or 18452 or 18450 or 18470 or 18486 or 18487 or 18488 =>
                    $"The server does not let the user {address.User} in: {error.Message} Correct User ID and Password in the connection string, or see to the login.",
                4060 => $"The user {address.User} cannot open {database}, or there is none. Create it, grant the right, or correct Database in the connection string.",
                916 or 229 or 262 => $"The user {address.User} may not use it: {error.Message} Grant the user the right to connect.",
                UntrustedCertificate => "The server's certificate is not from an authority that this computer trusts. Install one that is, or, for a server of your own on a safe "
                    + "network, add TrustServerCertificate=True to the connection string.",
                -2 => $"The server at {address.Server} did not answer within the Connect Timeout of {address.ConnectTimeout} s. Start it, correct Server in the connection string, or raise Connect Timeout.",
                40197 or 40501 or 40613 or 6005 or 596 => $"The server at {address.Server} is starting, stopping or moving: {error.Message} Try again in a moment.",
                _ => null,
            };
            if (why is not null)
            {
                return why;
            }
        }

        return exception switch
        {
            _ when SocketErrorOf(exception) is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery =>
                $"No host is called {address.Server}. Correct Server in the connection string.",
            _ when SqlServerErrors.Classify(errors) == DatabaseErrorKind.ConnectionLost || exception is SocketException =>
                $"No SQL Server answers at {address.Server}. Start it, allow TCP connections, or correct Server in the connection string. SqlClient says: {exception.Message}",
            InvalidOperationException when exception.Message.Contains("pool", StringComparison.OrdinalIgnoreCase) =>
                $"All {address.MaxPoolSize} connections of the pool are in use. End transactions sooner, set MaxConnections, or raise Max Pool Size in the connection string.",
            _ => exception.Message,
        };
    }

    private static SocketError? SocketErrorOf(Exception exception) => (exception as SocketException ?? exception.InnerException as SocketException)?.SocketErrorCode;
}
