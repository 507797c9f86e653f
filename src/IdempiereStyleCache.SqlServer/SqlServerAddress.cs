using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer;

/// <summary>Where the database is, and how SqlClient is to connect to it.</summary>
internal sealed class SqlServerAddress
{
    private const string Example = "Write for example 'Server=localhost;Database=garden;User ID=gardener;Password=...'.";

    public SqlServerAddress(string connectionString, int? maxConnections)
    {
        SqlConnectionStringBuilder builder = Parse(connectionString);
        if (string.IsNullOrWhiteSpace(builder.DataSource))
        {
            throw new ArgumentException($"The connection string names no server. {Example}", nameof(connectionString));
        }

        if (builder.MultipleActiveResultSets)
        {
            throw new ArgumentException(
                "The connection string asks for MultipleActiveResultSets, with which SQL Server keeps no savepoints across statements; saves of several statements need them. Leave it out.",
                nameof(connectionString));
        }

        // A connection that joined a transaction of the application's surroundings would read what nobody has committed, and be committed by somebody else.
        builder.Enlist = false;

        // SqlClient waits for a place in its pool on its own terms; with this, MaxConnections decides.
        builder.MaxPoolSize = Math.Max(builder.MaxPoolSize, maxConnections ?? 0);
        if (!builder.ShouldSerialize("Application Name"))
        {
            builder.ApplicationName = "IdempiereStyleCache";
        }

        ConnectionString = builder.ConnectionString;
        Server = builder.DataSource;
        Database = builder.InitialCatalog;
        User = builder.UserID.Length == 0 ? "of this process" : builder.UserID;
        ConnectTimeout = builder.ConnectTimeout;
        CommandTimeout = builder.CommandTimeout;
        MaxPoolSize = builder.MaxPoolSize;
        IsReadOnly = builder.ApplicationIntent == ApplicationIntent.ReadOnly;
    }

    public string ConnectionString { get; }

    public string Server { get; }

    /// <summary>The database; empty for the one that the login has by default.</summary>
    public string Database { get; }

    public string User { get; }

    /// <summary>How long connecting may take, in seconds; 0 is for ever.</summary>
    public int ConnectTimeout { get; }

    /// <summary>How long a statement may take, in seconds; 0 is for ever.</summary>
    public int CommandTimeout { get; }

    public int MaxPoolSize { get; }

    /// <summary>Whether a secondary replica may answer, which takes no writes.</summary>
    public bool IsReadOnly { get; }

    public override string ToString() => Database.Length == 0 ? $"SQL Server {Server}" : $"SQL Server {Database} on {Server}";

    // What cannot be read may hold a password: it is not repeated, and no exception that might repeat it is passed on.
    private static SqlConnectionStringBuilder Parse(string connectionString)
    {
        string problem;
        try
        {
            return new SqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (IsComplaint(e))
        {
            problem = Keyword(connectionString) is { } keyword ? $" SqlClient does not understand what it says of '{keyword}'." : "";
        }

        throw new ArgumentException($"The connection string of SQL Server cannot be read.{problem} {Example}", nameof(connectionString));
    }

    // The first part that cannot be read alone, by its name only.
    private static string? Keyword(string connectionString) => connectionString.Split(';')
        .Select(part => part.Split('=', 2))
        .FirstOrDefault(part => part.Length == 2 && !IsReadable(part))?[0].Trim();

    private static bool IsReadable(string[] part)
    {
        try
        {
            return new SqlConnectionStringBuilder(string.Join('=', part)) is not null;
        }
        catch (Exception e) when (IsComplaint(e))
        {
            return false;
        }
    }

    private static bool IsComplaint(Exception e) => e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or NotSupportedException or OverflowException;
}
