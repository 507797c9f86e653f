using System.Data.Common;
using Dapper;
using IdempiereStyleCache.TestServers;
using Npgsql;

namespace IdempiereStyleCache.Torture;

/// <summary>The database of a run, of its own, gone when it is disposed.</summary>
internal sealed class TortureDatabase : IAsyncDisposable
{
    private readonly PostgreSqlServer? _server;
    private readonly string _folder;

    private TortureDatabase(Engine engine, string connectionString, PostgreSqlServer? server, string folder)
    {
        Engine = engine;
        ConnectionString = connectionString;
        _server = server;
        _folder = folder;
    }

    public Engine Engine { get; }

    public string ConnectionString { get; }

    public bool CanDisconnect => Engine == Engine.PostgreSql;

    public bool CanRestart => _server is { IsOwn: true };

    public static async Task<TortureDatabase> StartAsync(Engine engine)
    {
        string folder = Directory.CreateTempSubdirectory("isc-torture-db-").FullName;
        if (engine == Engine.Sqlite)
        {
            return new TortureDatabase(engine, $"Data Source={Path.Combine(folder, "torture.db")}", null, folder);
        }

        PostgreSqlServer server = await PostgreSqlServer.UseAsync();
        return new TortureDatabase(engine, server.CreateDatabase() + ";Timeout=5;Command Timeout=10", server, folder);
    }

    public void CreateTables(IEnumerable<int> rows)
    {
        using DbConnection connection = ConnectApart();
        foreach (RowTable table in new[] { RowTable.Triggered, RowTable.Bare })
        {
            connection.Execute($"CREATE TABLE {table.Name} ({table.KeyColumn} INTEGER PRIMARY KEY, Token VARCHAR(100) NOT NULL, Version BIGINT NOT NULL)");
        }

        connection.Execute("CREATE TABLE T_Pair (T_Pair_ID INTEGER PRIMARY KEY, Token VARCHAR(100) NOT NULL, Version BIGINT NOT NULL)");
        for (int id = 0; id < 2 * MPair.Count; id++)
        {
            connection.Execute("INSERT INTO T_Pair (T_Pair_ID, Token, Version) VALUES (@id, 'new', 0)", new { id });
        }

        connection.Execute("CREATE TABLE T_History (Token VARCHAR(100) PRIMARY KEY, RowId INTEGER NOT NULL, RowVersion BIGINT NOT NULL)");
        foreach (int row in rows)
        {
            RowTable table = RowTable.Of(row);
            connection.Execute($"INSERT INTO {table.Name} ({table.KeyColumn}, Token, Version) VALUES (@row, 'new', 0)", new { row });
        }
    }

    public Dictionary<(int Row, long Version), string> ReadCommitted()
    {
        using DbConnection connection = ConnectApart();
        return connection.Query<(int Row, long Version, string Token)>("SELECT RowId, RowVersion, Token FROM T_History")
            .ToDictionary(static h => (h.Row, h.Version), static h => h.Token);
    }

    public Dictionary<int, Seen> ReadRows()
    {
        using DbConnection connection = ConnectApart();
        Dictionary<int, Seen> rows = [];
        foreach (RowTable table in new[] { RowTable.Triggered, RowTable.Bare })
        {
            foreach ((int row, long version, string token) in connection.Query<(int Row, long Version, string Token)>($"SELECT {table.KeyColumn}, Version, Token FROM {table.Name}"))
            {
                rows.Add(row, new Seen(version, token));
            }
        }

        return rows;
    }

    public long CountLogRows()
    {
        using DbConnection connection = ConnectApart();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM isc_invalidation");
    }

    /// <summary>Cuts some of the connections of others, as a firewall would.</summary>
    public async Task<int> DisconnectAsync(int one, int outOf)
    {
        await using NpgsqlConnection connection = new(ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return await connection.ExecuteScalarAsync<int>(
            "SELECT count(pg_terminate_backend(pid))::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid % @outOf = @one",
            new { one, outOf });
    }

    /// <summary>Ends the server as a crash would and starts it again.</summary>
    public async Task RestartAsync()
    {
        await _server!.CrashAsync();
        await _server.StartAgainAsync();
    }

    // None of the pool: those may have been cut.
    private DbConnection ConnectApart() => DatabaseUse.Connect(Engine, Engine == Engine.Sqlite ? ConnectionString : ConnectionString + ";Pooling=false");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            _server.DropDatabase(ConnectionString);
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
