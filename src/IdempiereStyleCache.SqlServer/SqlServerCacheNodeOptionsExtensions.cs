using IdempiereStyleCache.Data;
using IdempiereStyleCache.SqlServer;

// Here, and not in the assembly's own namespace, so that it is found where a node is set up.
namespace IdempiereStyleCache;

/// <summary>Lets a node use SQL Server.</summary>
public static class SqlServerCacheNodeOptionsExtensions
{
    /// <summary>
    /// Uses a SQL Server database of compatibility level 130 or higher (SQL Server 2016), or one in Azure. The driver keeps the connections, in a pool of the node's own
    /// connection string.
    /// </summary>
    /// <param name="options">The options of the node.</param>
    /// <param name="connectionString">
    /// A connection string of Microsoft.Data.SqlClient, for example <c>Server=localhost;Database=garden;User ID=gardener;Password=...</c>. Its <c>Connect Timeout</c> limits
    /// how long connecting may take, its <c>Command Timeout</c> a statement, both in seconds. <c>Enlist</c> is off, whatever it says: transactions are those of the node.
    /// </param>
    /// <param name="configure">Sets what else there is to set; null for nothing.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, names no server, or asks for several active result sets, with which there are no savepoints.</exception>
    public static void UseSqlServer(this CacheNodeOptions options, string connectionString, Action<SqlServerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        SqlServerOptions sqlServer = new();
        configure?.Invoke(sqlServer);
        SqlServerAddress address = new(connectionString, sqlServer.MaxConnections);
        SqlServerValues values = new(sqlServer.SendsTextAsUnicode);
        options.UseDatabase(node => new PODatabase(new SqlServerDialect(address, values), sqlServer, node));
    }
}
