using Npgsql;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>Where the database is, and how Npgsql is to connect to it.</summary>
internal sealed class PostgreSqlAddress
{
    private const int LogConnections = 4;

    public PostgreSqlAddress(string connectionString, int? maxConnections)
    {
        NpgsqlConnectionStringBuilder builder = Parse(connectionString);
        if (string.IsNullOrWhiteSpace(builder.Host))
        {
            throw new ArgumentException(
                "The connection string names no server. Write for example 'Host=localhost;Database=garden;Username=gardener'.", nameof(connectionString));
        }

        // Npgsql waits for a place in its pool on its own terms; with this, MaxConnections decides, and the log has its own beside them.
        builder.MaxPoolSize = Math.Max(builder.MaxPoolSize, maxConnections + LogConnections ?? 0);
        ConnectionString = builder.ConnectionString;
        Server = builder.Host.Contains(',', StringComparison.Ordinal) || builder.Host.StartsWith('/') ? builder.Host : $"{builder.Host}:{builder.Port}";
        Database = builder.Database ?? builder.Username ?? Environment.UserName;
        User = builder.Username ?? Environment.UserName;
        HasPassword = builder.Password is not null;
        Timeout = builder.Timeout;
        CommandTimeout = builder.CommandTimeout;
        MaxPoolSize = builder.MaxPoolSize;
    }

    public string ConnectionString { get; }

    /// <summary>Host and port, or hosts; a folder for a local socket.</summary>
    public string Server { get; }

    public string Database { get; }

    public string User { get; }

    public bool HasPassword { get; }

    /// <summary>How long connecting may take, in seconds; 0 is for ever.</summary>
    public int Timeout { get; }

    /// <summary>How long a statement may take, in seconds; 0 is for ever.</summary>
    public int CommandTimeout { get; }

    public int MaxPoolSize { get; }

    public override string ToString() => $"PostgreSQL {Database} on {Server}";

    // What cannot be read may hold a password: it is not repeated, and no exception that might repeat it is passed on.
    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        string problem;
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            problem = Keyword(connectionString) is { } keyword ? $" Npgsql does not understand what it says of '{keyword}'." : "";
        }

        throw new ArgumentException(
            $"The connection string of PostgreSQL cannot be read.{problem} Write for example 'Host=localhost;Database=garden;Username=gardener;Password=...'.",
            nameof(connectionString));
    }

    // The first part that cannot be read alone, by its name only.
    private static string? Keyword(string connectionString) => connectionString.Split(';')
        .Select(part => part.Split('=', 2))
        .FirstOrDefault(part => part.Length == 2 && !IsReadable(part))?[0].Trim();

    private static bool IsReadable(string[] part)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(string.Join('=', part)) is not null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            return false;
        }
    }
}
