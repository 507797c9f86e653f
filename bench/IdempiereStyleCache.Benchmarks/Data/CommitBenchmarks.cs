using BenchmarkDotNet.Attributes;
using Dapper;
using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>An editable copy, a change, a save and a commit, beside the same update and commit by Dapper.</summary>
[MemoryDiagnoser]
public class CommitBenchmarks
{
    private ProductDatabase _database = null!;
    private int _price;

    [GlobalSetup]
    public async Task Setup() => _database = await ProductDatabase.StartAsync(10_000);

    [GlobalCleanup]
    public async Task Cleanup() => await _database.DisposeAsync();

    [Benchmark(Baseline = true)]
    public int PlainDapper()
    {
        using SqliteConnection connection = _database.OpenConnection();
        using SqliteTransaction transaction = connection.BeginTransaction();
#pragma warning disable ISC0009 // the peer does without the framework, on a record that nothing else reads
        int written = connection.Execute(
            "UPDATE M_Product SET Price = @price WHERE M_Product_ID = @id", new { id = 7, price = $"{++_price}" }, transaction);
#pragma warning restore ISC0009
        transaction.Commit();
        return written;
    }

    [Benchmark]
    public bool SaveAndCommit()
    {
        using Trx trx = Trx.Begin();
        MProduct product = MProduct.GetCopy(8, trx)!;
        product.Price = ++_price;
        bool written = product.Save(trx);
        trx.Commit();
        return written;
    }
}
