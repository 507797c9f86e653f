using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Microsoft.Extensions.Caching.Memory;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>The other ways of looking up, each beside what people would use instead: full tables, finders, lists, misses, many at once, bounded caches, cached attributes.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class LookupBenchmarks
{
    private const int Reads = 16_384;
    private const int Records = 1_024;

    private readonly int[] _ids = new int[Reads];
    private readonly int[] _hundred = [.. Enumerable.Range(1, 100)];
    private readonly string[] _names = new string[Reads];
    private readonly string[] _values = new string[Reads];
    private readonly ConcurrentDictionary<int, MProduct> _products = new();
    private readonly ConcurrentDictionary<string, MPart> _parts = new();
    private readonly ConcurrentDictionary<int, ImmutableArray<MPart>> _lists = new();
    private readonly MemoryCache _memory = new(new MemoryCacheOptions { SizeLimit = 1_000_000 });
    private FrozenDictionary<int, MTax> _taxes = null!;
    private FrozenDictionary<string, MTax> _taxesByName = null!;
    private ProductDatabase _database = null!;
    private ImmutableIntPOCache<MProduct> _bounded = null!;
    private Lazy<string> _lazy = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _database = await ProductDatabase.StartAsync(Records);
        _bounded = new ImmutableIntPOCache<MProduct>(MProduct.TableName) { Limits = new() { MaxSize = 2 * Records } };
        foreach (MProduct product in _bounded.GetMany(Enumerable.Range(1, Records)).Values)
        {
            _products[product.M_Product_ID] = product;
            _memory.Set(product.M_Product_ID, product, new MemoryCacheEntryOptions { Size = 1 });
        }

        _taxes = MTax.GetAll().ToFrozenDictionary(static t => t.C_Tax_ID);
        _taxesByName = MTax.GetAll().ToFrozenDictionary(static t => t.Name);
        Random random = new(42);
        for (int i = 0; i < Reads; i++)
        {
            _ids[i] = random.Next(1, Records + 1);
            _names[i] = $"Tax {_ids[i]}";
            _values[i] = $"Part {_ids[i]}";
            _parts[_values[i]] = MPart.GetByValue(_values[i])!;
            _lists[_ids[i] % 64] = MPart.GetByCategory(_ids[i] % 64);
        }

        MProduct.GetMany(_ids);
        MProduct.Get(-1);
        _lazy = new Lazy<string>(Settings.Motto);
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        _memory.Dispose();
        _bounded.Dispose();
        await _database.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    [BenchmarkCategory("full table by id")]
    public object? FrozenById()
    {
        object? last = null;
        foreach (int id in _ids)
        {
            last = _taxes.GetValueOrDefault(id);
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    [BenchmarkCategory("full table by id")]
    public object? FullTableById()
    {
        object? last = null;
        foreach (int id in _ids)
        {
            last = MTax.Get(id);
        }

        return last;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    [BenchmarkCategory("full table by unique string")]
    public object? FrozenByName()
    {
        object? last = null;
        foreach (string name in _names)
        {
            last = _taxesByName.GetValueOrDefault(name);
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    [BenchmarkCategory("full table by unique string")]
    public object? FullTableByName()
    {
        object? last = null;
        foreach (string name in _names)
        {
            last = MTax.GetByName(name);
        }

        return last;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    [BenchmarkCategory("finder by unique string")]
    public object? DictionaryByValue()
    {
        object? last = null;
        foreach (string value in _values)
        {
            last = _parts.TryGetValue(value, out MPart? part) ? part : null;
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    [BenchmarkCategory("finder by unique string")]
    public object? FinderByValue()
    {
        object? last = null;
        foreach (string value in _values)
        {
            last = MPart.GetByValue(value);
        }

        return last;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    [BenchmarkCategory("cached list")]
    public int DictionaryOfLists()
    {
        int count = 0;
        foreach (int id in _ids)
        {
            count += _lists.TryGetValue(id % 64, out ImmutableArray<MPart> list) ? list.Length : 0;
        }

        return count;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    [BenchmarkCategory("cached list")]
    public int CachedList()
    {
        int count = 0;
        foreach (int id in _ids)
        {
            count += MPart.GetByCategory(id % 64).Length;
        }

        return count;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    [BenchmarkCategory("remembered miss")]
    public int DictionaryMiss()
    {
        int count = 0;
        foreach (int _ in _ids)
        {
            count += _products.TryGetValue(-1, out MProduct? _) ? 1 : 0;
        }

        return count;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    [BenchmarkCategory("remembered miss")]
    public int RememberedMiss()
    {
        int count = 0;
        foreach (int _ in _ids)
        {
            count += MProduct.Get(-1) is null ? 0 : 1;
        }

        return count;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 100)]
    [BenchmarkCategory("100 at once")]
    public int DictionaryMany()
    {
        Dictionary<int, MProduct> found = [];
        foreach (int id in _hundred)
        {
            if (_products.TryGetValue(id, out MProduct? product))
            {
                found[id] = product;
            }
        }

        return found.Count;
    }

    [Benchmark(OperationsPerInvoke = 100)]
    [BenchmarkCategory("100 at once")]
    public int GetMany() => MProduct.GetMany(_hundred).Count;

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    [BenchmarkCategory("bounded hit")]
    public object? Dictionary()
    {
        object? last = null;
        foreach (int id in _ids)
        {
            last = _products.TryGetValue(id, out MProduct? product) ? product : null;
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    [BenchmarkCategory("bounded hit")]
    public object? BoundedHit()
    {
        object? last = null;
        foreach (int id in _ids)
        {
            last = _bounded.Get(id);
        }

        return last;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    [BenchmarkCategory("bounded hit")]
    public object? MemoryCacheWithSize()
    {
        object? last = null;
        foreach (int id in _ids)
        {
            last = _memory.TryGetValue(id, out MProduct? product) ? product : null;
        }

        return last;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Reads)]
    [BenchmarkCategory("cached attribute")]
    public int LazyValue()
    {
        int length = 0;
        for (int i = 0; i < Reads; i++)
        {
            length += _lazy.Value.Length;
        }

        return length;
    }

    [Benchmark(OperationsPerInvoke = Reads)]
    [BenchmarkCategory("cached attribute")]
    public int CachedAttribute()
    {
        int length = 0;
        for (int i = 0; i < Reads; i++)
        {
            length += Settings.Motto.Length;
        }

        return length;
    }
}
