using BenchmarkDotNet.Attributes;
using Dapper;
using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>Reading 10,000 rows into models beside Dapper's own mapping of the same rows.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private ProductDatabase _database = null!;

    [GlobalSetup]
    public async Task Setup() => _database = await ProductDatabase.StartAsync(10_000);

    [GlobalCleanup]
    public async Task Cleanup() => await _database.DisposeAsync();

    [Benchmark(Baseline = true)]
    public int PlainDapper()
    {
        using SqliteConnection connection = _database.OpenConnection();
        return connection.Query<PlainProduct>("SELECT * FROM M_Product ORDER BY M_Product_ID").AsList().Count;
    }

    [Benchmark]
    public int Query() => MProduct.Query().List().Count;
}
