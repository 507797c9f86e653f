namespace IdempiereStyleCache.Tests;

/// <summary>
/// Writers raise the versions of a few records, in transactions that commit, roll back, go back to savepoints or end with an unknown outcome; readers read
/// them in every way that the framework has. Every value is checked.
/// </summary>
/// <remarks>
/// <para>What is promised, and checked of each read: the value is one that was committed; it is not older than the last commit that had returned when
/// the read began; and it is not older than what the database had committed when the read began, also where that commit had not returned yet. The last promise is what the
/// in-doubt mark is for. Worked out: without the mark the entry stays in the cache while the database commits, and goes only afterwards. Between the two a reader that asks the
/// database (a query, a transaction, another node) sees the new value, and a reader after it gets the old one from the cache: time goes backwards.
/// No read is older than a commit that has <em>returned</em> then, because the entry is dropped before the return and the ticket refuses later loads. So without the
/// mark only the last promise breaks; without tickets or without the join rule the second one does.</para>
/// <para>Why the last promise holds with the mark: a hit means that no mark was set since the entry was published, so no commit took effect since; a load of the reader's
/// own reads the database after the read began; a load that it joins began after the last reset, and no commit is under way when it joins.</para>
/// </remarks>
internal sealed class CoherenceRun : IDisposable
{
    private const int Keys = 4;

    private readonly TestNode _node;
    private readonly IInterleaving _interleaving;
    private readonly ViolationKind? _untilViolation;
    private readonly CCache<int, MCounter> _byLoader = new(MCounter.TableName, static (key, load) => load.Node.Database.LoadAsync(MCounter.Info, key, load.Call));
    private readonly IntPOCopyCache<MCounter> _copies = new(MCounter.TableName);
    private long _lastSerial;

    public CoherenceRun(IInterleaving interleaving, CoherenceFaults faults = CoherenceFaults.None, ViolationKind? untilViolation = null)
    {
        _interleaving = interleaving;
        _untilViolation = untilViolation;
        _node = TestNode.Start(faults, new GatedDatabase { KeepsLog = false });
        _node.Database.Tables.Committed = History.NoteCommitted;
        for (int key = 0; key < Keys; key++)
        {
            new MCounter { T_Counter_ID = key }.Save();
        }

        History.NoteAcknowledged(Enumerable.Range(0, Keys));
        _node.Database.Watcher = _ => interleaving.Point();
    }

    public CommitHistory History { get; } = new();

    public static MCounter RowOf(MemoryWrite write) => MCounter.Info.ReadRow(ReaderOf(write.Row!));

    /// <summary>Lets readers and writers work until each has done so many operations, or until the violation that is looked for was seen.</summary>
    public void Work(int readers, int writers, int operations, int seed) => _interleaving.Run(
    [
        .. Enumerable.Range(0, readers).Select(i => (Action)(() => Repeat(operations, new Random(seed + i), Read))),
        .. Enumerable.Range(0, writers).Select(i => (Action)(() => Repeat(operations / 4, new Random(seed + 100 + i), Write))),
    ]);

    /// <summary>After quiet every cache holds what the database holds, or nothing.</summary>
    public void CheckAfterQuiet()
    {
        _node.Database.Watcher = null;
        for (int key = 0; key < Keys; key++)
        {
            Floor floor = History.TakeFloor(key);
            foreach ((string read, MCounter found) in (ReadOnlySpan<(string, MCounter)>)
                [("cache", MCounter.Get(key)!), ("loader cache", _byLoader.Get(key)!), ("copy cache", _copies.Get(key)!)])
            {
                History.Check($"{read} after quiet", floor, found.Version, found.Serial);
            }
        }
    }

    public void Dispose()
    {
        _byLoader.Dispose();
        _copies.Dispose();
        _node.Dispose();
    }

    private static PORowReader ReaderOf(object?[] row)
    {
        PORowReader reader = new(new MemoryRowReader([row]));
        reader.Read();
        return reader;
    }

    private void Repeat(int operations, Random random, Action<Random> operation)
    {
        for (int i = 0; i < operations && !(_untilViolation is { } violation && History.Has(violation)); i++)
        {
            _interleaving.Point();
            operation(random);
        }
    }

    private void Read(Random random)
    {
        int key = random.Next(Keys);
        Floor floor = History.TakeFloor(key);
        (string read, MCounter? found) = random.Next(10) switch
        {
            < 3 => ("Get", MCounter.Get(key)),
            3 => ("GetAsync", MCounter.GetAsync(key).AsTask().GetAwaiter().GetResult()),
            4 => ("GetMany", ReadMany(random, key)),
            5 => ("GetCopy", MCounter.GetCopy(key)),
            6 => ("Get in a transaction", ReadInTransaction(key)),
            7 => ("loader cache", _byLoader.Get(key)),
            8 => ("copy cache", _copies.Get(key)),
            _ => ("reset and Get", ResetAndRead(random, key)),
        };
        History.Check(read, floor, found!.Version, found.Serial);
    }

    private MCounter ReadMany(Random random, int key)
    {
        int other = random.Next(Keys);
        Floor floor = History.TakeFloor(other);
        IReadOnlyDictionary<int, MCounter> found = MCounter.GetMany([key, other]);
        History.Check("GetMany", floor, found[other].Version, found[other].Serial);
        return found[key];
    }

    private MCounter? ReadInTransaction(int key)
    {
        using Trx trx = _node.Node.BeginTrx();
        _interleaving.Point();
        Floor floor = History.TakeFloor(key);
        MCounter? found = MCounter.Get(key, trx);
        History.Check("Get in a transaction", floor, found!.Version, found.Serial);
        return found;
    }

    private MCounter? ResetAndRead(Random random, int key)
    {
        _ = random.Next(8) switch
        {
            0 => _node.Node.Bus.Reset(),
            1 => _node.Node.Bus.Reset("t_counter"),
            _ => _node.Node.Bus.Reset(MCounter.TableName, key),
        };
        return MCounter.Get(key);
    }

    private void Write(Random random)
    {
        int first = random.Next(Keys);
        int second = random.Next(Keys);
        HashSet<int> changed = [];
        bool isAsync = random.Next(2) == 0;
        using Trx trx = _node.Node.BeginTrx();
        try
        {
            // In the order of the keys, so that two writers do not wait for each other's rows.
            Change(trx, Math.Min(first, second), changed, isAsync);
            TrxSavepoint savepoint = trx.SetSavepoint();
            if (first != second)
            {
                Change(trx, Math.Max(first, second), changed, isAsync);
                if (random.Next(4) == 0)
                {
                    trx.Rollback(savepoint);
                    changed.Remove(Math.Max(first, second));
                }
            }

            End(trx, random, isAsync);
        }
        catch (POConcurrencyException)
        {
            // Another writer came first: this transaction is rolled back.
            return;
        }

        if (trx.State != TrxState.RolledBack)
        {
            History.NoteAcknowledged(changed);
        }
    }

    private void Change(Trx trx, int key, HashSet<int> changed, bool isAsync)
    {
        Floor floor = History.TakeFloor(key);
        MCounter counter = MCounter.GetCopy(key, trx)!;
        History.Check("GetCopy in a transaction", floor, counter.Version, counter.Serial);
        counter.Serial = Interlocked.Increment(ref _lastSerial);
        _ = isAsync ? counter.SaveAsync().AsTask().GetAwaiter().GetResult() : counter.Save();
        changed.Add(key);
        if (MCounter.Get(key, trx)!.Serial != counter.Serial)
        {
            History.Report(ViolationKind.OwnWriteUnseen, "Get in the transaction that wrote", floor, counter.Version);
        }
    }

    private static void End(Trx trx, Random random, bool isAsync)
    {
        switch (random.Next(10))
        {
            case 0:
                trx.Rollback();
                break;
            case 1:
                // Before the commit took effect, or after.
                ((GatedSession)trx.Session).LoseAt(random.Next(2) == 0 ? DatabasePoint.BeforeCommit : DatabasePoint.AfterCommit);
                Assert.Throws<TrxOutcomeUnknownException>(trx.Commit);
                break;
            case < 6 when isAsync:
                trx.CommitAsync().AsTask().GetAwaiter().GetResult();
                break;
            default:
                trx.Commit();
                break;
        }
    }
}
