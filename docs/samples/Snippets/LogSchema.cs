using IdempiereStyleCache;
using IdempiereStyleCache.Data;

namespace Snippets;

/// <summary>The code about the log's tables in docs/how-to/run-several-processes.md.</summary>
internal static class LogSchema
{
    public static async Task RunAsync(string connectionString)
    {
        try
        {
            await ShopAsync(connectionString);
            Claim.Holds(false, "a node that must not make the tables does not start without them");
        }
        catch (PODatabaseException e)
        {
            Claim.Holds(e.Message.Contains("not installed", StringComparison.Ordinal), "it says why");
        }

        await AdministratorAsync(connectionString);
        await ShopAsync(connectionString);
    }

    private static async Task AdministratorAsync(string connectionString)
    {
        #region script
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.Coherence.IsEnabled = false;      // otherwise it would look for the tables, or make them
            o.UseSqlite(connectionString);
        });
        PODatabase database = (PODatabase)node.Database;
        Console.WriteLine(database.SchemaScript);      // to read, or to run with another tool
        await database.InstallSchemaAsync();           // or to run from here
        #endregion
    }

    private static async Task ShopAsync(string connectionString)
    {
        #region no-install
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString, sqlite => sqlite.Log.InstallSchema = false));
        #endregion
    }
}
