using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>What a request scope costs: a hit in it and outside it once there have been scopes, one that begins, reads and ends, and hits while others change the table.</summary>
[MemoryDiagnoser]
public class ScopeBenchmarks
{
    private const int Reads = 65_536;
    private const int Records = 1_024;

    private readonly int[] _ids = new int[Reads];
    private readonly int[] _hundred = [.. Enumerable.Range(1, 100)];
    private readonly ConcurrentDictionary<int, MProduct> _dictionary = new();
    private ProductDatabase _database = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _database = await ProductDatabase.StartAsync(Records);
        foreach (MProduct product in MProduct.GetMany(Enumerable.Range(1, Records)).Values)
        {
            _dictionary[product.M_Product_ID] = product;
        }

        Random random = new(42);
        for (int i = 0; i < Reads; i++)
        {
            _ids[i] = random.Next(1, Records + 1);
        }
    }

    [GlobalSetup(Target = nameof(GetOutsideAfterScopes))]
    public async Task SetupAfterScopes()
    {
        await Setup();
        RequestScope.Begin().Dispose();
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _database.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    public decimal ConcurrentDictionary()
    {
        decimal last = 0;
        foreach (int id in _ids)
        {
            last = _dictionary.TryGetValue(id, out MProduct? product) ? product.Price : 0;
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    public decimal GetOutsideAfterScopes() => GetAll();

    [Benchmark(OperationsPerInvoke = Reads)]
    public decimal GetInScope()
    {
        // Without the check of the log, which is measured elsewhere. The benchmark's own flow of code is not that of the setup.
        using RequestScope scope = RequestScope.Begin(Freshness.Manual);
        return GetAll();
    }

    [Benchmark(OperationsPerInvoke = 100)]
    public int GetManyInScope()
    {
        using RequestScope scope = RequestScope.Begin(Freshness.Manual);
        return MProduct.GetMany(_hundred).Count;
    }

    [Benchmark]
    public decimal BeginReadEnd()
    {
        using RequestScope scope = RequestScope.Begin(Freshness.Manual);
        return MProduct.Get(1)!.Price;
    }

    private decimal GetAll()
    {
        decimal last = 0;
        foreach (int id in _ids)
        {
            last = MProduct.Get(id) is { } product ? product.Price : 0;
        }

        return last;
    }
}
