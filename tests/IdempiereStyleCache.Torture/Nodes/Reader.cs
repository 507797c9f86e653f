namespace IdempiereStyleCache.Torture;

/// <summary>Reads rows, in requests and outside, synchronously and not, one after the other.</summary>
internal sealed class Reader(NodeArguments arguments, string name, int seed, Func<bool> isStopping)
{
    private readonly Random _random = new(seed);

    public async Task RunAsync()
    {
        using HistoryWriter history = arguments.OpenHistory(name);
        while (!isStopping())
        {
            try
            {
                if (_random.Next(3) == 0)
                {
                    await ReadUnscopedAsync(history);
                }
                else if (_random.Next(3) == 0)
                {
                    await ReadPairAsync(history);
                }
                else
                {
                    await ReadInRequestAsync(history);
                }
            }
            catch (Exception e) when (Errors.AreExpected(e))
            {
                await Clock.PassAsync(TimeSpan.FromMilliseconds(20));
            }

            if (_random.Next(20) == 0)
            {
                await Clock.PassAsync(TimeSpan.FromMilliseconds(1));
            }
        }
    }

    private async Task ReadInRequestAsync(HistoryWriter history)
    {
        long began = Clock.Now;
        using RequestScope scope = RequestScope.Begin();
        for (int i = _random.Next(3); i >= 0; i--)
        {
            int row = PickRow();
            Seen seen = await ReadAsync(row);
            history.Add(new HistoryEvent(EventKind.ScopedRead, row, seen.Version, seen.Token, began, Clock.Now));
        }
    }

    private async Task ReadPairAsync(HistoryWriter history)
    {
        int pair = _random.Next(MPair.Count);
        (MPair? cachedA, MPair? cachedB) = (MPair.Cache.Peek(2 * pair), MPair.Cache.Peek((2 * pair) + 1));
        long began = Clock.Now;
        using RequestScope scope = RequestScope.Begin();
        MPair a = (await MPair.GetAsync(2 * pair))!;
        if (_random.Next(4) == 0)
        {
            await Clock.PassAsync(TimeSpan.FromMilliseconds(_random.Next(4)));
        }

        MPair b = MPair.Get((2 * pair) + 1)!;
        MPair again = MPair.Get(2 * pair)!;
        int wereCached = a == cachedA && b == cachedB ? 1 : 0;
        history.Add(new HistoryEvent(EventKind.PairRead, pair, a.Version, $"{b.Version}/{again.Version}/{wereCached}", began, Clock.Now));
    }

    private async Task ReadUnscopedAsync(HistoryWriter history)
    {
        int row = PickRow();
        long began = Clock.Now;
        Seen seen = await ReadAsync(row);
        history.Add(new HistoryEvent(EventKind.UnscopedRead, row, seen.Version, seen.Token, began, Clock.Now));
    }

    private async Task<Seen> ReadAsync(int row) => _random.Next(2) == 0 ? RowTable.Of(row).Read(row) : await RowTable.Of(row).ReadAsync(row);

    private int PickRow() => arguments.Rows[_random.Next(arguments.Rows.Count)];
}
