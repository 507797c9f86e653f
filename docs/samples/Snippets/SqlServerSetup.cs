using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/use-sql-server.md. No server runs where this is run: it is compiled, and starting says that the server cannot be used.</summary>
internal static class SqlServerSetup
{
    public static async Task RunAsync(string connectionString)
    {
        string said = "";
        try
        {
            await StartAsync();
        }
        catch (PODatabaseException e)
        {
            said = e.Message;
        }

        Claim.Holds(said.StartsWith("Cannot use the database SQL Server garden on garden-server.invalid.", StringComparison.Ordinal), $"starting says why, and not '{said}'");
    }

    private static async Task StartAsync()
    {
        #region start
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlServer(
            "Server=garden-server.invalid;Database=garden;User ID=gardener;Password=...",
            s => s.MaxConnections = 50));
        #endregion
    }
}
