using BenchmarkDotNet.Attributes;
using Dapper;
using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>A miss, that is a reset and a load of one record, beside Dapper's query of the same row over a pooled connection.</summary>
[MemoryDiagnoser]
public class MissBenchmarks
{
    private ProductDatabase _database = null!;

    [GlobalSetup]
    public async Task Setup() => _database = await ProductDatabase.StartAsync(10_000);

    [GlobalCleanup]
    public async Task Cleanup() => await _database.DisposeAsync();

    [Benchmark(Baseline = true)]
    public PlainProduct PlainDapper()
    {
        using SqliteConnection connection = _database.OpenConnection();
        return connection.QuerySingle<PlainProduct>("SELECT * FROM M_Product WHERE M_Product_ID = @id", new { id = 7 });
    }

    [Benchmark]
    public MProduct? Miss()
    {
        _database.Node.Bus.Reset(MProduct.TableName, 7);
        return MProduct.Get(7);
    }
}
