using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IdempiereStyleCache.Torture;

/// <summary>How each engine is reached: by nodes, and by plain SQL.</summary>
internal static class DatabaseUse
{
    private static readonly TimeSpan s_nodeTimeout = TimeSpan.FromSeconds(1);

    public static void Configure(CacheNodeOptions node, Engine engine, string connectionString)
    {
        if (engine == Engine.Sqlite)
        {
            node.UseSqlite(connectionString, o =>
            {
                o.Log.NodeTimeout = s_nodeTimeout;
                o.Log.InstallTriggersFor<MRow>();
            });
        }
        else
        {
            node.UsePostgreSql(connectionString, o =>
            {
                o.Log.NodeTimeout = s_nodeTimeout;
                o.Log.InstallTriggersFor<MRow>();
            });
        }
    }

    public static DbConnection Connect(Engine engine, string connectionString)
    {
        DbConnection connection = engine == Engine.Sqlite ? new SqliteConnection(connectionString + ";Pooling=False;Default Timeout=10") : new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    public static DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.Unspecified);
}
