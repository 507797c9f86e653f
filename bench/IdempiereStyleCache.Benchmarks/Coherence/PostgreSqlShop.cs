using Dapper;
using IdempiereStyleCache.Data;
using IdempiereStyleCache.TestServers;
using Npgsql;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>A PostgreSQL server of its own, without fsync, with a table of products. Disposing stops the server and removes it.</summary>
public sealed class PostgreSqlShop : IAsyncDisposable
{
    private readonly PostgreSqlServer _server;

    private PostgreSqlShop(PostgreSqlServer server)
    {
        _server = server;
        ConnectionString = server.CreateDatabase() + ";Maximum Pool Size=40";
    }

    public string ConnectionString { get; }

    public static async Task<PostgreSqlShop> StartAsync(int products)
    {
        PostgreSqlShop shop = new(await PostgreSqlServer.UseAsync());
        await using NpgsqlConnection connection = shop.Connect();
        await connection.ExecuteAsync(
            """
            CREATE TABLE M_Product (
                M_Product_ID integer PRIMARY KEY, Value text NOT NULL, Name text NOT NULL, Price numeric NOT NULL, Weight numeric, IsActive boolean NOT NULL);
            INSERT INTO M_Product SELECT i, 'P' || i, 'Product ' || i, i, NULL, true FROM generate_series(1, @products) AS i
            """,
            new { products });
        return shop;
    }

    public NpgsqlConnection Connect()
    {
        NpgsqlConnection connection = new(ConnectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Starts a node; it is nobody's default.</summary>
    public Task<CacheNode> StartNodeAsync(Action<CacheNodeOptions>? configure = null, bool hasTriggers = false) => CacheNode.StartAsync(o =>
    {
        o.IsDefault = false;
        o.Name = Guid.NewGuid().ToString();
        configure?.Invoke(o);
        o.UsePostgreSql(ConnectionString, p =>
        {
            if (hasTriggers)
            {
                p.Log.InstallTriggersFor<MProduct>();
            }
        });
    });

    public Task RemoveTriggersAsync(CacheNode node) => ((PODatabase)node.Database).Triggers.RemoveAsync([MProduct.TableName]).AsTask();

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        _server.DropDatabase(ConnectionString);
        await _server.DisposeAsync();
    }
}
