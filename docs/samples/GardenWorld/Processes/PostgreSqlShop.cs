using System.Data.Common;
using System.Net.Sockets;
using Dapper;
using IdempiereStyleCache;
using Npgsql;

namespace GardenWorld;

/// <summary>A small shop in a schema of its own in a PostgreSQL database. Disposing drops the schema.</summary>
internal sealed class PostgreSqlShop : IAsyncDisposable
{
    public const string Schema = "gardenworld";

    private const string Comment = "Made by GardenWorld, the sample of IdempiereStyleCache, which drops it when it ends.";

    // Held by the connection for as long as it is open: two runs would drop each other's schema.
    private const long Lock = 0x47574C44;

    private const int Products = 20;

    private readonly NpgsqlConnection _connection;
    private CacheNode? _node;
    private bool _isOurs;

    private PostgreSqlShop(NpgsqlConnection connection, SharedShop shop)
    {
        _connection = connection;
        Shop = shop;
    }

    public SharedShop Shop { get; }

    public CacheNode Node => _node!;

    /// <summary>Connects, makes the schema with its tables and data, and starts a node that is not the default one.</summary>
    public static async Task<PostgreSqlShop> OpenAsync(string connectionString)
    {
        NpgsqlConnectionStringBuilder address = Parse(connectionString);
        NpgsqlConnection connection = new($"{address.ConnectionString};Pooling=false");
        PostgreSqlShop shop = new(connection, new SharedShop(SharedShop.PostgreSql, address.ConnectionString)
        {
            Remark = $"In the database {address.Database ?? address.Username} on {address.Host}, in the schema {Schema}: made for this, and dropped at the end.",
        });
        try
        {
            await connection.OpenAsync();
            await shop.MakeAsync();
            return shop;
        }
        catch (Exception e)
        {
            await shop.DisposeAsync();
            throw e is DbException or SocketException or TimeoutException or InvalidOperationException or ArgumentException
                ? new GardenException($"The PostgreSQL database of --postgres cannot be used: {e.Message}")
                : e;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        await using (_connection)
        {
            if (_isOurs)
            {
                await _connection.ExecuteAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
            }
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            NpgsqlConnectionStringBuilder address = new(connectionString) { SearchPath = Schema };
            return address.Host is not null ? address : throw BadAddress("This one names no host.");
        }
        catch (ArgumentException e)
        {
            throw BadAddress(e.Message);
        }
    }

    private static GardenException BadAddress(string why) =>
        new($"--postgres takes a connection string such as Host=localhost;Database=garden;Username=gardener;Password=... {why}");

    private async Task MakeAsync()
    {
        if (!await _connection.QuerySingleAsync<bool>($"SELECT pg_try_advisory_lock({Lock})"))
        {
            throw new GardenException("Another GardenWorld uses the PostgreSQL database of --postgres: wait for it, or name another database.");
        }

        // What a run left that was killed is ours to remove; what somebody else made is not.
        (bool exists, string? comment) = await _connection.QuerySingleAsync<(bool, string?)>(
            $"SELECT to_regnamespace('{Schema}') IS NOT NULL, obj_description(to_regnamespace('{Schema}'), 'pg_namespace')");
        if (exists && comment != Comment)
        {
            throw new GardenException($"The PostgreSQL database of --postgres has a schema {Schema} that GardenWorld did not make: name another database.");
        }

        _isOurs = true;
        await _connection.ExecuteAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE; CREATE SCHEMA {Schema}; COMMENT ON SCHEMA {Schema} IS '{Comment}'");
        GardenSchema.Create(_connection, ColumnTypes.PostgreSql);
        _node = await Shop.StartNodeAsync(isDefault: false);
        using Trx trx = _node.BeginTrx();
        new DataSet(Products).Make(trx, new SilentProgress());
        trx.Commit();
    }
}
