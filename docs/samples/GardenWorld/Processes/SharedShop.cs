using System.Data.Common;
using Dapper;
using IdempiereStyleCache;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GardenWorld;

/// <summary>The database that two processes share. It is all that they have in common.</summary>
/// <param name="Kind">Which database it is.</param>
/// <param name="ConnectionString">How to connect to it.</param>
internal sealed record SharedShop(string Kind, string ConnectionString)
{
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    /// <summary>What the user should know of it; null for nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>Starts a node as any application does. That other nodes hear of its changes, and it of theirs, needs nothing more.</summary>
    public Task<CacheNode> StartNodeAsync(bool isDefault) => CacheNode.StartAsync(o =>
    {
        o.IsDefault = isDefault;
        if (Kind == PostgreSql)
        {
            o.UsePostgreSql(ConnectionString);
        }
        else
        {
            o.UseSqlite(ConnectionString);
        }
    });

    /// <summary>Runs statements in one transaction on a connection of the driver, as any other program would: no node knows of it.</summary>
    public async Task RunPlainSqlAsync(params IReadOnlyList<string> statements)
    {
        await using DbConnection connection = Kind == PostgreSql
            ? new NpgsqlConnection($"{ConnectionString};Pooling=false")
            : new SqliteConnection($"{ConnectionString};Pooling=False");
        await connection.OpenAsync();
        await using DbTransaction transaction = await connection.BeginTransactionAsync();
        foreach (string sql in statements)
        {
            await connection.ExecuteAsync(sql, transaction: transaction);
        }

        await transaction.CommitAsync();
    }
}
