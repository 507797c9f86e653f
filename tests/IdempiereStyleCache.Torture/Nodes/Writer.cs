namespace IdempiereStyleCache.Torture;

/// <summary>Writes rows through the framework: commits, rolls back, uses savepoints, holds transactions open.</summary>
internal sealed class Writer(CacheNode node, NodeArguments arguments, string name, int seed, Func<bool> isStopping)
{
    private readonly Random _random = new(seed);
    private int _number;

    public async Task RunAsync()
    {
        using HistoryWriter history = arguments.OpenHistory(name);
        while (!isStopping())
        {
            try
            {
                if (_random.Next(3) == 0)
                {
                    await WritePairAsync(history);
                }
                else
                {
                    await WriteAsync(history);
                }
            }
            catch (Exception e) when (Errors.AreExpected(e))
            {
                await Clock.PassAsync(TimeSpan.FromMilliseconds(20));
            }

            await Clock.PassAsync(TimeSpan.FromMilliseconds(_random.Next(8)));
        }
    }

    private async Task WriteAsync(HistoryWriter history)
    {
        List<(int Row, Seen Seen)> written = [];
        using Trx trx = node.BeginTrx();

        // In one order, so that transactions wait for each other and never in a circle.
        foreach (int row in arguments.Rows.Where(_ => _random.Next(arguments.Rows.Count) == 0).Order())
        {
            TrxSavepoint savepoint = trx.SetSavepoint();
            if (Write(row, trx) is not { } seen)
            {
                trx.Rollback(savepoint);
            }
            else if (_random.Next(6) == 0)
            {
                trx.Rollback(savepoint);
                history.Add(new HistoryEvent(EventKind.Rollback, row, seen.Version, seen.Token, Clock.Now, Clock.Now));
            }
            else
            {
                written.Add((row, seen));
            }
        }

        if (_random.Next(4) == 0)
        {
            // Took its number, commits later: what others commit meanwhile comes before it.
            await Clock.PassAsync(TimeSpan.FromMilliseconds(_random.Next(arguments.Engine == Engine.Sqlite ? 5 : 40)));
        }

        bool commits = _random.Next(6) != 0;
        long began = Clock.Now;
        if (commits)
        {
            if (_random.Next(2) == 0)
            {
                trx.Commit();
            }
            else
            {
                await trx.CommitAsync();
            }
        }
        else
        {
            trx.Rollback();
        }

        long ended = Clock.Now;
        foreach ((int row, Seen seen) in written)
        {
            history.Add(new HistoryEvent(commits ? EventKind.Commit : EventKind.Rollback, row, seen.Version, seen.Token, began, ended));
        }
    }

    // Both or neither.
    private async Task WritePairAsync(HistoryWriter history)
    {
        int pair = _random.Next(MPair.Count);
        using Trx trx = node.BeginTrx();
        try
        {
            foreach (int id in (int[])[2 * pair, (2 * pair) + 1])
            {
                MPair copy = MPair.GetCopy(id, trx)!;
                copy.Token = $"{arguments.Name}-{name}-{++_number}";
                copy.Save(trx);
            }
        }
        catch (POConcurrencyException)
        {
            return;
        }

        if (_random.Next(4) == 0)
        {
            await Clock.PassAsync(TimeSpan.FromMilliseconds(_random.Next(5)));
        }

        long began = Clock.Now;
        await trx.CommitAsync();
        history.Add(new HistoryEvent(EventKind.PairCommit, pair, 0, "-", began, Clock.Now));
    }

    private Seen? Write(int row, Trx trx)
    {
        string token = $"{arguments.Name}-{name}-{++_number}";
        if (RowTable.Of(row).Write(row, token, trx) is not { } seen)
        {
            return null;
        }

        new MHistory { Token = token, RowId = row, RowVersion = seen.Version }.Save(trx);
        return seen;
    }
}
