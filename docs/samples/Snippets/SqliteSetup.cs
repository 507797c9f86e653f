using Dapper;
using IdempiereStyleCache;
using IdempiereStyleCache.Data;

namespace Snippets;

/// <summary>The code of docs/how-to/sqlite.md.</summary>
internal static class SqliteSetup
{
    public static async Task RunAsync(string connectionString)
    {
        await FileAsync(connectionString);
        await MemoryAsync();
        await ScopedAsync(connectionString);
    }

    private static async Task FileAsync(string connectionString)
    {
        #region file
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.Name = "till-1";
            o.UseSqlite(connectionString, sqlite =>
            {
                sqlite.BusyTimeout = TimeSpan.FromSeconds(10);     // how long a writer waits for the writer before it
                sqlite.MaxConnections = 8;                         // without it as many as are needed at once
            });
        });
        #endregion
        MProduct.Get(124);
        #region statements
        long statements = ((PODatabase)node.Database).StatementCount;
        #endregion
        Claim.Holds(statements == 1, $"one Get sends one statement, and not {statements}");
    }

    private static async Task MemoryAsync()
    {
        #region memory
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite("Data Source=garden;Mode=Memory;Cache=Shared"));
        using (Trx trx = node.BeginTrx())
        {
            trx.Connection.Execute("CREATE TABLE M_Storage (M_Warehouse_ID INTEGER, M_Product_ID INTEGER, QtyOnHand TEXT NOT NULL)", transaction: trx.Transaction);
            trx.Commit();
        }
        #endregion
        new MStorage { Key = new(1, 1), QtyOnHand = 3m }.Save();
        Claim.Holds(MStorage.Get(new StorageKey(1, 1))?.QtyOnHand == 3m, "a database in memory works");
    }

    private static async Task ScopedAsync(string connectionString)
    {
        #region ambient
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.IsDefault = false;
            o.UseSqlite(connectionString);
        });
        using (node.Use())
        {
            MProduct? oak = MProduct.Get(124);      // from this node; so is what the code that is called from here reads
        }
        #endregion
    }
}
