namespace IdempiereStyleCache.Tests;

/// <summary>
/// Readers in request scopes read pairs of products that writers, on the same node and on another, always give one price in one transaction. A pair of which both were
/// cached when the scope began, and which the scope read as they were then, must agree.
/// </summary>
internal sealed class PairRun : IDisposable
{
    private const int Pairs = 24;

    private readonly TestNodes _nodes;
    private readonly int[] _ids = new int[Pairs * 2];
    private readonly Lock[] _writers = [.. Enumerable.Range(0, Pairs).Select(static _ => new Lock())];
    private long _read;
    private long _torn;
    private long _uncached;
    private long _changed;
    private long _pinned;
    private int _readersLeft;

    public PairRun(CoherenceFaults faults = CoherenceFaults.None)
    {
        _nodes = new TestNodes(faults);
        for (int i = 0; i < _ids.Length; i++)
        {
            _ids[i] = _nodes.AddCached(price: 0);
        }
    }

    /// <summary>Pairs that were read.</summary>
    public long Read => _read;

    /// <summary>Pairs that disagreed although both had been cached.</summary>
    public long Torn => _torn;

    /// <summary>Records that were another in a second read of the same scope.</summary>
    public long Changed => _changed;

    /// <summary>Pairs of which one had not been cached when the scope began, or was changed as it began.</summary>
    public long Uncached => _uncached;

    /// <summary>Pairs that the scope had to keep a record of by itself.</summary>
    public long Pinned => _pinned;

    public CacheNode Reader => _nodes.Reader.Node;

    public void Work(int readers, int pairsPerReader)
    {
        _readersLeft = readers;
        Task[] all =
        [
            .. Enumerable.Range(0, readers).Select(seed => Background.Run(() => ReadPairs(new Random(seed), pairsPerReader))),
            Background.Run(() => WritePairs(_nodes.Reader, new Random(-1))),
            Background.Run(() => WritePairs(_nodes.Writer, new Random(-2))),
        ];
        Task.WhenAll(all).WaitAsync(TimeSpan.FromHours(1)).GetAwaiter().GetResult();
    }

    public void Dispose() => _nodes.Dispose();

    private void ReadPairs(Random random, int count)
    {
        for (int i = 0; i < count; i += 4)
        {
            int pair = random.Next(Pairs);
            (int a, int b) = (_ids[2 * pair], _ids[(2 * pair) + 1]);
            (MProduct? cachedA, MProduct? cachedB) = (MProduct.Cache.Peek(a), MProduct.Cache.Peek(b));
            using RequestScope scope = _nodes.Reader.Node.BeginRequestScope();
            (MProduct? firstA, MProduct? firstB) = (null, null);
            for (int again = 0; again < 4; again++)
            {
                MProduct readA = MProduct.Get(a)!;
                if (random.Next(16) == 0)
                {
                    Thread.Yield();
                }

                MProduct readB = MProduct.Get(b)!;
                Judge(readA, readB, cachedA, cachedB);
                (firstA, firstB) = (firstA ?? readA, firstB ?? readB);
                Interlocked.Add(ref _changed, (firstA == readA ? 0 : 1) + (firstB == readB ? 0 : 1));
            }

            Interlocked.Add(ref _pinned, scope.PinCount > 0 ? 4 : 0);
        }

        Interlocked.Decrement(ref _readersLeft);
    }

    private void Judge(MProduct a, MProduct b, MProduct? cachedA, MProduct? cachedB)
    {
        Interlocked.Increment(ref _read);
        if (a != cachedA || b != cachedB)
        {
            Interlocked.Increment(ref _uncached);
        }
        else if (a.Price != b.Price)
        {
            Interlocked.Increment(ref _torn);
        }
    }

    private void WritePairs(TestNode node, Random random)
    {
        using IDisposable ambient = node.Node.Use();
        while (Volatile.Read(ref _readersLeft) > 0)
        {
            int pair = random.Next(Pairs);
            lock (_writers[pair])
            {
                using Trx trx = node.Node.BeginTrx();
                decimal price = random.Next();
                Set(node, _ids[2 * pair], price, trx);
                Set(node, _ids[(2 * pair) + 1], price, trx);
                trx.Commit();
            }

            Thread.Yield();
        }
    }

    // Read past the caches: this node may not have heard of what the other wrote.
    private static void Set(TestNode node, int id, decimal price, Trx trx)
    {
        MProduct product = node.Database.LoadAsync(MProduct.Info, id, new StorageCall(null, IsAsync: false)).AsTask().GetAwaiter().GetResult()!;
        product.Price = price;
        product.Save(trx);
    }
}
