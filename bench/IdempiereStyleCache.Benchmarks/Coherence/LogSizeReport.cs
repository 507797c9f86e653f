using System.Data;
using System.Globalization;
using Dapper;
using Npgsql;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>What a write adds on PostgreSQL: to the log's table and its indexes until it is purged, and to the write-ahead log.</summary>
internal static class LogSizeReport
{
    private const int Writes = 10_000;

    public static async Task RunAsync()
    {
        double off = await WalBytesAsync(o => o.Coherence.IsEnabled = false, report: false);
        double on = await WalBytesAsync(o => o.Coherence.HeartbeatInterval = TimeSpan.FromMinutes(1), report: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"write-ahead log: {off:F0} bytes a write without coherence, {on:F0} with it"));
    }

    private static async Task<double> WalBytesAsync(Action<CacheNodeOptions> configure, bool report)
    {
        await using PostgreSqlShop shop = await PostgreSqlShop.StartAsync(100);
        await using CacheNode node = await shop.StartNodeAsync(configure);
        await using NpgsqlConnection connection = shop.Connect();
        // The type is named: Dapper takes a command of one word for the name of a stored procedure.
        await connection.ExecuteAsync("CHECKPOINT", commandType: CommandType.Text);
        string before = await connection.ExecuteScalarAsync<string>("SELECT pg_current_wal_insert_lsn()::text") ?? "";
        for (int i = 0; i < Writes; i++)
        {
            await using Trx trx = node.BeginTrx();
            MProduct product = (await MProduct.GetCopyAsync((i % 100) + 1, trx))!;
            product.Price = i;
            await product.SaveAsync(trx);
            await trx.CommitAsync();
        }

        double wal = await connection.ExecuteScalarAsync<double>("SELECT (pg_current_wal_insert_lsn() - @before::pg_lsn)::float8", new { before });
        if (report)
        {
            (long table, long indexes) = await connection.QuerySingleAsync<(long, long)>("SELECT pg_relation_size('isc_invalidation'), pg_indexes_size('isc_invalidation')");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"log: {table / (double)Writes:F0} bytes a write in the table, {indexes / (double)Writes:F0} in its indexes, until every node has read it"));
        }

        return wal / Writes;
    }
}
