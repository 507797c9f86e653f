using BenchmarkDotNet.Attributes;

namespace IdempiereStyleCache.Benchmarks;

/// <summary><c>GetCopy</c> of a cached record beside a dictionary look-up and a copy constructor written by hand.</summary>
[MemoryDiagnoser]
public class CopyBenchmarks
{
    private readonly Dictionary<int, PlainProduct> _plain = new() { [1] = new PlainProduct { M_Product_ID = 1, Value = "P1", Name = "Product 1", Price = 1.5m } };
    private ProductDatabase _database = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _database = await ProductDatabase.StartAsync(10);
        MProduct.Get(1);
    }

    [GlobalCleanup]
    public async Task Cleanup() => await _database.DisposeAsync();

    [Benchmark(Baseline = true)]
    public PlainProduct HandWrittenCopy() => new(_plain[1]);

    [Benchmark]
    public MProduct? GetCopy() => MProduct.GetCopy(1);
}
