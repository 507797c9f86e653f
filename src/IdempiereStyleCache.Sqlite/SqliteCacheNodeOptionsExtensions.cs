using IdempiereStyleCache.Data;
using IdempiereStyleCache.Sqlite;

// Here, and not in the assembly's own namespace, so that it is found where a node is set up.
namespace IdempiereStyleCache;

/// <summary>Lets a node use SQLite.</summary>
public static class SqliteCacheNodeOptionsExtensions
{
    /// <summary>
    /// Uses an SQLite database. The file is made when it does not exist, unless the connection string has a <c>Mode</c> that says otherwise, and put into WAL mode,
    /// so that readers and the one writer do not hold each other up.
    /// </summary>
    /// <param name="options">The options of the node.</param>
    /// <param name="connectionString">
    /// A connection string of Microsoft.Data.Sqlite, for example <c>Data Source=garden.db</c>. A database in memory needs a name and a shared cache, as in
    /// <c>Data Source=garden;Mode=Memory;Cache=Shared</c>; it lives as long as the node, and there readers wait for open transactions that wrote what they read.
    /// </param>
    /// <param name="configure">Sets what else there is to set; null for nothing.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names a database in memory that only one connection could see.</exception>
    public static void UseSqlite(this CacheNodeOptions options, string connectionString, Action<SqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        SqliteOptions sqlite = new();
        configure?.Invoke(sqlite);
        SqliteAddress address = new(connectionString, sqlite.BusyTimeout);
        options.UseDatabase(node => new PODatabase(new SqliteDialect(address, sqlite.BusyTimeout), sqlite, node));
    }
}
