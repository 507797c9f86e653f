using Dapper;
using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>A database file of its own with a table of products, and a node over it. Disposing removes the file.</summary>
public sealed class ProductDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("isc-bench-").FullName;

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "products.db")}";

    public CacheNode Node { get; private set; } = null!;

    /// <summary>Makes the table with ids 1 to <paramref name="count"/> and starts the process's default node over it.</summary>
    public static async Task<ProductDatabase> StartAsync(int count)
    {
        ProductDatabase database = new();
        using (SqliteConnection connection = database.OpenConnection())
        {
            // The price is stored as the dialect stores decimals: as text.
            connection.Execute(
                """
                PRAGMA journal_mode = WAL;
                CREATE TABLE M_Product (
                    M_Product_ID INTEGER PRIMARY KEY, Value TEXT NOT NULL, Name TEXT NOT NULL, Price TEXT NOT NULL, Weight TEXT, IsActive INTEGER NOT NULL);
                """);
            connection.Execute(
                """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @count)
                INSERT INTO M_Product SELECT i, 'P' || i, 'Product ' || i, (i % 1000) || '.5', CASE WHEN i % 3 = 0 THEN NULL ELSE '1.25' END, 1 FROM n;
                """,
                new { count });
        }

        using (SqliteConnection connection = database.OpenConnection())
        {
            connection.Execute(
                """
                CREATE TABLE C_Tax (C_Tax_ID INTEGER PRIMARY KEY, Name TEXT NOT NULL UNIQUE, Country TEXT NOT NULL);
                CREATE TABLE M_Part (M_Part_ID INTEGER PRIMARY KEY, Value TEXT NOT NULL UNIQUE, Category INTEGER NOT NULL);
                CREATE INDEX M_Part_Category ON M_Part (Category);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1024)
                INSERT INTO C_Tax SELECT i, 'Tax ' || i, 'C' || (i % 20) FROM n;
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1024)
                INSERT INTO M_Part SELECT i, 'Part ' || i, i % 64 FROM n;
                """);
        }

        database.Node = await CacheNode.StartAsync(o => o.UseSqlite(database.ConnectionString));
        return database;
    }

    public SqliteConnection OpenConnection()
    {
        SqliteConnection connection = new(ConnectionString);
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
