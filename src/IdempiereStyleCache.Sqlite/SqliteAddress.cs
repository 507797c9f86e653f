using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Sqlite;

/// <summary>Where the database is: a file, or memory that several connections share.</summary>
internal sealed class SqliteAddress
{
    public SqliteAddress(string connectionString, TimeSpan busyTimeout)
    {
        SqliteConnectionStringBuilder builder = new(connectionString);
        IsMemory = builder.Mode == SqliteOpenMode.Memory || builder.DataSource == ":memory:"
            || (builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && builder.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase));
        if (builder.DataSource.Length == 0)
        {
            throw new ArgumentException($"The connection string '{connectionString}' names no database. Write for example 'Data Source=garden.db'.", nameof(connectionString));
        }

        if (builder.DataSource == ":memory:" || (builder.Mode == SqliteOpenMode.Memory && builder.Cache != SqliteCacheMode.Shared))
        {
            throw new ArgumentException(
                $"In the database of '{connectionString}' every connection would see tables of its own. Write for example 'Data Source=garden;Mode=Memory;Cache=Shared'.",
                nameof(connectionString));
        }

        // Idle connections are kept by the connection source, with their settings. The driver repeats a statement that met a lock until the default timeout,
        // in whole seconds; SQLite itself has waited for the busy timeout by then.
        builder.Pooling = false;
        builder.ForeignKeys ??= true;
        builder.DefaultTimeout = (int)Math.Ceiling(busyTimeout.TotalSeconds);
        ConnectionString = builder.ConnectionString;
        DataSource = builder.DataSource;
        IsReadOnly = builder.Mode == SqliteOpenMode.ReadOnly;
        MakesFile = builder.Mode == SqliteOpenMode.ReadWriteCreate;
    }

    public string ConnectionString { get; }

    public string DataSource { get; }

    public bool IsMemory { get; }

    public bool IsReadOnly { get; }

    /// <summary>Whether opening makes the file when there is none.</summary>
    public bool MakesFile { get; }
}
