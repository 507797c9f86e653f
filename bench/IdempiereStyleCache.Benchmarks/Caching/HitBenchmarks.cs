using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Caching.Memory;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>A hit of <c>MProduct.Get(id)</c> beside the dictionary and the memory cache that people would use instead.</summary>
[MemoryDiagnoser]
public class HitBenchmarks
{
    private const int Reads = 65_536;

    private readonly int[] _ids = new int[Reads];
    private readonly ConcurrentDictionary<int, MProduct> _dictionary = new();
    private readonly MemoryCache _memoryCache = new(new MemoryCacheOptions());
    private ProductDatabase _database = null!;

    /// <summary>How many records are cached: 1,024 stay in the processor's caches, 1,000,000 do not.</summary>
    [Params(1_024, 1_000_000)]
    public int Records { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        _database = await ProductDatabase.StartAsync(Records);
        foreach (MProduct[] chunk in Enumerable.Range(1, Records).Chunk(10_000).Select(static ids => MProduct.GetMany(ids).Values.ToArray()))
        {
            foreach (MProduct product in chunk)
            {
                _dictionary[product.M_Product_ID] = product;
                _memoryCache.Set(product.M_Product_ID, product);
            }
        }

        Random random = new(42);
        for (int i = 0; i < Reads; i++)
        {
            _ids[i] = random.Next(1, Records + 1);
        }
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        _memoryCache.Dispose();
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
    public decimal Get()
    {
        decimal last = 0;
        foreach (int id in _ids)
        {
            last = MProduct.Get(id) is { } product ? product.Price : 0;
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    public decimal MemoryCache()
    {
        decimal last = 0;
        foreach (int id in _ids)
        {
            last = _memoryCache.TryGetValue(id, out MProduct? product) ? product!.Price : 0;
        }

        return last;
    }
}
