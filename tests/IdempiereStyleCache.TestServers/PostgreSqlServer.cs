using System.Collections.Concurrent;
using Npgsql;

namespace IdempiereStyleCache.TestServers;

/// <summary>
/// A PostgreSQL server for tests: one of our own in a temporary folder, on a free port, without fsync, whose users need no password; or an existing one. Safe for use by several
/// threads, except that it is stopped and started by one at a time.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    /// <summary>An environment variable with the connection string of an existing server, whose user may create databases.</summary>
    public const string ExistingServer = "ISC_TEST_POSTGRESQL";

    private static int s_databaseCount;

    // Making a database takes longer than most tests; emptying one does not.
    private const string Empty = """
        SELECT COUNT(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        DO $$
        DECLARE name text;
        BEGIN
            FOR name IN SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                EXECUTE 'DROP SCHEMA ' || name || ' CASCADE';
            END LOOP;
            EXECUTE 'ALTER ROLE CURRENT_USER IN DATABASE ' || quote_ident(current_database()) || ' RESET ALL';
        END $$;
        CREATE SCHEMA public;
        GRANT USAGE ON SCHEMA public TO PUBLIC
        """;

    private readonly ServerKeeper? _keeper;
    private readonly ConcurrentBag<string> _empty = [];

    private PostgreSqlServer(string connectionString, ServerKeeper? keeper)
    {
        ConnectionString = connectionString;
        _keeper = keeper;
    }

    /// <summary>Connects to the server's own database, as a user who may do everything.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether the server is this process's own, and can be stopped.</summary>
    public bool IsOwn => _keeper is not null;

    /// <summary>The existing server that the environment names, or else a new one.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The server; dispose it.</returns>
    /// <exception cref="TestServerMissingException">PostgreSQL is not installed.</exception>
    /// <exception cref="InvalidOperationException">The server does not start; the message holds what it says.</exception>
    public static async Task<PostgreSqlServer> UseAsync(CancellationToken cancellationToken = default) =>
        Environment.GetEnvironmentVariable(ExistingServer) is { Length: > 0 } existing
            ? new PostgreSqlServer(existing, keeper: null)
            : await StartAsync(cancellationToken);

    /// <summary>Starts a new server. It ends when it is disposed, and when this process ends in whatever way.</summary>
    /// <inheritdoc cref="UseAsync"/>
    public static async Task<PostgreSqlServer> StartAsync(CancellationToken cancellationToken = default)
    {
        ServerKeeper keeper = await ServerKeeper.StartAsync(cancellationToken);
        return new PostgreSqlServer($"Host=127.0.0.1;Port={keeper.Port};Username=postgres;Database=postgres", keeper);
    }

    /// <summary>Makes an empty database with a name that no other has.</summary>
    /// <returns>How to connect to it.</returns>
    public string CreateDatabase()
    {
        string name = $"isc_test_{Environment.ProcessId}_{Interlocked.Increment(ref s_databaseCount)}";
        Execute($"CREATE DATABASE {name} TEMPLATE template0");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    /// <param name="connectionString">How to connect to it.</param>
    public void DropDatabase(string connectionString) =>
        Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    /// <summary>An empty database: a new one, or one that was given back.</summary>
    /// <returns>How to connect to it.</returns>
    public string TakeDatabase() => _empty.TryTake(out string? connectionString) ? connectionString : CreateDatabase();

    /// <summary>Cuts whoever is connected to a database and empties it for the next who takes one.</summary>
    /// <param name="connectionString">How to connect to it.</param>
    public void GiveBack(string connectionString)
    {
        Execute(Empty, connectionString);
        _empty.Add(connectionString);
    }

    /// <summary>Stops the server as an administrator would: open transactions are rolled back.</summary>
    /// <returns>A task that ends when the server is stopped.</returns>
    public Task StopAsync() => Keeper.DoAsync("stop");

    /// <summary>Stops the server as a crash would: connections are cut, and it recovers with the next start.</summary>
    /// <returns>A task that ends when the server is stopped.</returns>
    public Task CrashAsync() => Keeper.DoAsync("crash");

    /// <summary>Starts the stopped server again, on the same port.</summary>
    /// <returns>A task that ends when it takes connections.</returns>
    public Task StartAgainAsync() => Keeper.DoAsync("start");

    /// <summary>Stops the server and removes its folder; of an existing one only the databases that were given back are removed.</summary>
    /// <returns>A task that ends when that is done.</returns>
    public ValueTask DisposeAsync()
    {
        if (_keeper is not null)
        {
            return _keeper.DisposeAsync();
        }

        foreach (string database in _empty)
        {
            DropDatabase(database);
        }

        return default;
    }

    private ServerKeeper Keeper => _keeper ?? throw new InvalidOperationException($"The server of {ExistingServer} is not ours to stop.");

    private void Execute(string sql) => Execute(sql, ConnectionString);

    private static void Execute(string sql, string connectionString)
    {
        using NpgsqlConnection connection = new(connectionString + ";Pooling=false");
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        command.ExecuteNonQuery();
    }
}
