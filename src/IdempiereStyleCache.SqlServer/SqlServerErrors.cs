using System.Data.Common;
using IdempiereStyleCache.Data;
using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer;

/// <summary>One error that the server or the driver reported.</summary>
/// <param name="Number">The number, as in <c>sys.messages</c>; the driver's own are negative, and 0 stands for what has none.</param>
/// <param name="Class">The severity; from 20 on the connection is gone.</param>
/// <param name="Message">The text, in the language of the login.</param>
internal readonly record struct SqlServerError(int Number, byte Class, string Message);

/// <summary>What failures mean, by number: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors.</summary>
internal static class SqlServerErrors
{
    private const int DeadlockVictim = 1205;
    private const int Timeout = -2;
    private const int ConstraintConflict = 547;
    private const int FirstOfUsers = 50000;
    private const byte FatalClass = 20;

    public static DatabaseErrorKind Classify(DbException exception) => Classify(ErrorsOf(exception));

    /// <summary>A failure may be reported as several errors, of which some only say that the statement was terminated: the first that tells something counts.</summary>
    public static DatabaseErrorKind Classify(IReadOnlyList<SqlServerError> errors) =>
        errors.Select(KindOf).FirstOrDefault(static kind => kind != DatabaseErrorKind.Other);

    /// <summary>Whether the server chose the transaction as the victim of a deadlock, and rolled it back.</summary>
    public static bool IsDeadlockVictim(DbException exception) => ErrorsOf(exception).Any(static e => e.Number == DeadlockVictim);

    /// <summary>
    /// Only errors that the server answers a commit with and that it rolls the transaction back for. Any other may have come after the commit: who wrongly believed in a rollback
    /// would keep old values.
    /// </summary>
    public static bool IsKnownRollback(IReadOnlyList<SqlServerError> errors) =>
        errors.All(static e => e.Class < FatalClass && e.Number != Timeout)
        && errors.Any(static e => KindOf(e) is DatabaseErrorKind.Conflict or DatabaseErrorKind.TransactionFailed);

    public static IReadOnlyList<SqlServerError> ErrorsOf(Exception exception) =>
        exception is SqlException e ? [.. e.Errors.Cast<SqlError>().Select(static error => new SqlServerError(error.Number, error.Class, error.Message))] : [];

    private static DatabaseErrorKind KindOf(SqlServerError error) => error.Number switch
    {
        _ when error.Class >= FatalClass => DatabaseErrorKind.ConnectionLost,

        // A timeout, a lock request that timed out, no memory for a lock.
        Timeout or 1222 or 1204 => DatabaseErrorKind.Busy,
        515 => DatabaseErrorKind.NotNullViolation,
        2601 or 2627 => DatabaseErrorKind.UniqueViolation,
        ConstraintConflict => NamesCheck(error.Message) ? DatabaseErrorKind.CheckViolation : DatabaseErrorKind.ForeignKeyViolation,

        // A deadlock, conflicts of snapshots, conflicts and lost dependencies of memory-optimized tables.
        DeadlockVictim or 3960 or 3961 or 41301 or 41302 or 41305 or 41325 or 41839 => DatabaseErrorKind.Conflict,

        // A transaction that can only be rolled back, and one that the server rolled back at the end of a batch for it.
        3930 or 3931 or 3998 => DatabaseErrorKind.TransactionFailed,

        // Rights to objects, columns, statements, the database, the server; a database that is read-only.
        229 or 230 or 262 or 297 or 300 or 916 or 3906 or 3908 => DatabaseErrorKind.NotPermitted,

        // Transport errors of Windows, sessions that were killed, a server that shuts down, Azure that moves a database.
        -1 or 2 or 53 or 64 or 121 or 233 or 596 or 6005 or 10053 or 10054 or 10060 or 10061 or 11001 or 40197 or 40501 or 40613 or 49918 or 49919 or 49920
            => DatabaseErrorKind.ConnectionLost,

        // What triggers say by RAISERROR and THROW.
        >= FirstOfUsers => DatabaseErrorKind.CheckViolation,
        _ => DatabaseErrorKind.Other,
    };

    // The number is that of all constraints. Their kind stands in the text before the first name, in every language as SQL writes it.
    private static bool NamesCheck(string message)
    {
        int quote = message.AsSpan().IndexOfAny('"', '\'');
        return (quote < 0 ? message : message[..quote]).Contains("CHECK", StringComparison.Ordinal);
    }
}
