using System.Data.Common;
using IdempiereStyleCache.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IdempiereStyleCache.Sqlite;

/// <summary>What SQLite's result codes mean.</summary>
internal static class SqliteErrors
{
    // Extended codes that SQLitePCLRaw 2.0 does not name.
    private const int ConstraintCheck = 275;
    private const int ConstraintForeignKey = 787;
    private const int ConstraintNotNull = 1299;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintTrigger = 1811;
    private const int ConstraintUnique = 2067;
    private const int ConstraintRowId = 2579;

    public static DatabaseErrorKind Classify(DbException exception) => exception is not SqliteException e
        ? DatabaseErrorKind.Other
        : e.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => DatabaseErrorKind.Busy,
            raw.SQLITE_CONSTRAINT => e.SqliteExtendedErrorCode switch
            {
                ConstraintNotNull => DatabaseErrorKind.NotNullViolation,
                ConstraintUnique or ConstraintPrimaryKey or ConstraintRowId => DatabaseErrorKind.UniqueViolation,
                ConstraintForeignKey => DatabaseErrorKind.ForeignKeyViolation,
                ConstraintCheck or ConstraintTrigger => DatabaseErrorKind.CheckViolation,
                _ => DatabaseErrorKind.Other,
            },
            _ => DatabaseErrorKind.Other,
        };

    /// <summary>A lock or a deferred constraint refused the commit: the transaction is still open and is then rolled back.</summary>
    public static bool IsKnownRollback(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CONSTRAINT };

    public static string ExplainOpenFailure(Exception exception, SqliteAddress address)
    {
        string file = address.IsMemory ? address.DataSource : Path.GetFullPath(address.DataSource);
        string why = exception is not SqliteException e ? exception.Message : e.SqliteErrorCode switch
        {
            raw.SQLITE_CANTOPEN when address.IsMemory => e.Message,
            raw.SQLITE_CANTOPEN when Directory.Exists(file) => $"{file} is a folder. Name a file in it.",
            raw.SQLITE_CANTOPEN when !Directory.Exists(Path.GetDirectoryName(file)) => $"The folder {Path.GetDirectoryName(file)} does not exist. Create it, or correct the path.",
            raw.SQLITE_CANTOPEN when !File.Exists(file) && !address.MakesFile =>
                $"The file {file} does not exist, and the connection string's Mode does not make it. Correct the path, or leave Mode out.",
            raw.SQLITE_CANTOPEN => $"The file {file} cannot be opened or made. Look at the rights of this process on it and its folder.",
            raw.SQLITE_NOTADB => $"The file {file} is not an SQLite database, or it is encrypted. Correct the path.",
            raw.SQLITE_READONLY =>
                $"The file {file} cannot be written. Give this process the right to write to it and its folder, or add Mode=ReadOnly to the connection string.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => $"Another process holds a lock on {file}. End it, or raise BusyTimeout.",
            raw.SQLITE_CORRUPT => $"The file {file} is damaged. Restore it from a backup.",
            _ => e.Message,
        };
        return $"Cannot use the database SQLite {address.DataSource}. {why}";
    }
}
