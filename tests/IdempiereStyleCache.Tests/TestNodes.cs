namespace IdempiereStyleCache.Tests;

/// <summary>
/// Two nodes over one database in memory and its invalidation log, with a clock that stands still: neither does anything by itself. The reader is ambient. Each has a
/// database object of its own, as two processes have, so gates and counts are apart.
/// </summary>
internal sealed class TestNodes : IDisposable
{
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    public TestNodes(CoherenceFaults faults = CoherenceFaults.None, Action<CacheNodeOptions>? reader = null, Action<CacheNodeOptions>? writer = null)
    {
        MemoryTables tables = new(ignoreCaseOfKeys: false);
        Log = new MemoryLog();
        Writer = Start(tables, faults, writer);
        Reader = Start(tables, faults, reader);
    }

    public TestClock Clock { get; } = new();

    public MemoryLog Log { get; }

    public TestNode Writer { get; }

    public TestNode Reader { get; }

    /// <summary>The reader's link to the log.</summary>
    public GatedLog ReaderLog => Reader.Database.Log!;

    public GatedLog WriterLog => Writer.Database.Log!;

    /// <summary>Adds a product on the writer and caches it on the reader.</summary>
    public int AddCached(decimal price = 10)
    {
        int id;
        using (Writer.Node.Use())
        {
            id = Writer.AddProduct(price: price);
        }

        Reader.Node.CatchUp();
        Assert.Equal(price, MProduct.Get(id)!.Price);
        return id;
    }

    /// <summary>Does something on the writer, which has heard of everything before; the reader has heard of it after.</summary>
    public T OnWriter<T>(Func<T> work)
    {
        T result;
        using (Writer.Node.Use())
        {
            Writer.Node.CatchUp();
            result = work();
        }

        Reader.Node.CatchUp();
        return result;
    }

    public void OnWriter(Action work) => OnWriter(() =>
    {
        work();
        return true;
    });

    /// <summary>What the reader says a product's price is, in a request of its own.</summary>
    public decimal PriceInRequest(int id, Freshness? freshness = null)
    {
        using RequestScope scope = Reader.Node.BeginRequestScope(freshness);
        return MProduct.Get(id)!.Price;
    }

    public async Task<decimal> PriceInRequestAsync(int id, CancellationToken cancellationToken = default)
    {
        using RequestScope scope = Reader.Node.BeginRequestScope();
        return (await MProduct.GetAsync(id, cancellationToken))!.Price;
    }

    /// <summary>How many readings of the log the reader sent for an action.</summary>
    public int ReadingsOf(Action action)
    {
        int before = ReaderLog.Readings;
        action();
        return ReaderLog.Readings - before;
    }

    public void Dispose()
    {
        Reader.Dispose();
        Writer.Dispose();
        Assert.Equal((0, 0), (ReaderLog.Overlaps, WriterLog.Overlaps));
    }

    private TestNode Start(MemoryTables tables, CoherenceFaults faults, Action<CacheNodeOptions>? configure) =>
        TestNode.Start(faults, new GatedDatabase(tables) { Log = new GatedLog(Log) { SuggestedPollInterval = PollInterval } }, o =>
        {
            o.TimeProvider = Clock;
            o.Coherence.UsesWakeUps = false;
            configure?.Invoke(o);
        });
}
