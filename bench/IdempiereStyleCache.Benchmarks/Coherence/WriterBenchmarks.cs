using BenchmarkDotNet.Attributes;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>
/// What the log costs writers on PostgreSQL: an editable copy, a change, a save and a commit, by several writers at once, each on records of its own; without coherence, with
/// it, and with triggers besides. The server does without fsync, so that the cost of the log is not hidden behind the disk's.
/// </summary>
public class WriterBenchmarks
{
    private const int Commits = 128;

    private PostgreSqlShop _shop = null!;
    private CacheNode _node = null!;
    private decimal _price;

    [Params(1, 4, 16)]
    public int Writers { get; set; }

    [GlobalSetup(Target = nameof(WithoutCoherence))]
    public async Task SetupOff()
    {
        _shop = await PostgreSqlShop.StartAsync(100);
        _node = await _shop.StartNodeAsync(o => o.Coherence.IsEnabled = false);
    }

    [GlobalSetup(Target = nameof(WithCoherence))]
    public async Task SetupOn()
    {
        _shop = await PostgreSqlShop.StartAsync(100);
        _node = await _shop.StartNodeAsync();
    }

    [GlobalSetup(Target = nameof(WithCoherenceAndTriggers))]
    public async Task SetupTriggers()
    {
        _shop = await PostgreSqlShop.StartAsync(100);
        _node = await _shop.StartNodeAsync(hasTriggers: true);
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _node.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Commits)]
    public Task WithoutCoherence() => WriteAsync();

    [Benchmark(OperationsPerInvoke = Commits)]
    public Task WithCoherence() => WriteAsync();

    [Benchmark(OperationsPerInvoke = Commits)]
    public Task WithCoherenceAndTriggers() => WriteAsync();

    private Task WriteAsync()
    {
        decimal price = ++_price;
        return Task.WhenAll(Enumerable.Range(1, Writers).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < Commits / Writers; i++)
            {
                await using Trx trx = _node.BeginTrx();
                MProduct product = (await MProduct.GetCopyAsync(writer, trx))!;
                product.Price = price + (i * 0.001m);
                await product.SaveAsync(trx);
                await trx.CommitAsync();
            }
        })));
    }
}
