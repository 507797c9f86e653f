using IdempiereStyleCache.Data;
using IdempiereStyleCache.PostgreSql;

// Here, and not in the assembly's own namespace, so that it is found where a node is set up.
namespace IdempiereStyleCache;

/// <summary>Lets a node use PostgreSQL.</summary>
public static class PostgreSqlCacheNodeOptionsExtensions
{
    /// <summary>Uses a PostgreSQL database, version 13 or later. Npgsql keeps the connections; the node has a pool of its own, which is closed with it.</summary>
    /// <param name="options">The options of the node.</param>
    /// <param name="connectionString">
    /// A connection string of Npgsql, for example <c>Host=localhost;Database=garden;Username=gardener;Password=...</c>. Its <c>Timeout</c> limits how long connecting may
    /// take, its <c>Command Timeout</c> a statement, both in seconds.
    /// </param>
    /// <param name="configure">Sets what else there is to set; null for nothing.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or names no server.</exception>
    public static void UsePostgreSql(this CacheNodeOptions options, string connectionString, Action<PostgreSqlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        PostgreSqlOptions postgreSql = new();
        configure?.Invoke(postgreSql);
        PostgreSqlAddress address = new(connectionString, postgreSql.MaxConnections);
        options.UseDatabase(node => new PODatabase(new PostgreSqlDialect(address, postgreSql.FoldsNames), postgreSql, node));
    }
}
