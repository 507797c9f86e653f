using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace IdempiereStyleCache.Tests;

/// <summary>
/// A database in memory that does what a test tells it: it stops or fails a statement or a commit at a named point, and counts what it is asked. Reads see what
/// is committed at that instant, and what their own transaction wrote; writers of one row wait for each other.
/// </summary>
internal sealed class GatedDatabase(MemoryTables tables) : IPODatabase
{
    private readonly Lock _gate = new();
    private readonly List<(DatabasePoint Point, string? TableName, object? Key, DatabaseGate Gate)> _gates = [];
    private readonly ConcurrentQueue<string> _log = new();
    private int _statements;

    public string DisplayName => "memory";

    public GatedDatabase(bool ignoreCaseOfKeys = false)
        : this(new MemoryTables(ignoreCaseOfKeys))
    {
    }

    /// <summary>This node's link to the invalidation log; null for none.</summary>
    public GatedLog? Log { get; init; }

    public IInvalidationLog? InvalidationLog => Log;

    /// <summary>What is committed; the databases of several nodes can share it.</summary>
    public MemoryTables Tables { get; } = tables;

    /// <summary>Called at every point, before the gates; null for nobody.</summary>
    public Action<DatabaseEvent>? Watcher { get; set; }

    /// <summary>Whether what is asked is written down in <see cref="TakeLog"/>.</summary>
    public bool KeepsLog { get; init; } = true;

    /// <summary>What opening the database throws; null lets it be opened.</summary>
    public Exception? OpeningError { get; init; }

    public bool IsDisposed { get; private set; }

    /// <summary>Whether the node was still registered in the log when the database was closed.</summary>
    public bool DisposedJoined { get; private set; }

    /// <summary>How many statements read or wrote records.</summary>
    public int Statements => Volatile.Read(ref _statements);

    /// <summary>Stops the next statement that reaches a point, there.</summary>
    public DatabaseGate Hold(DatabasePoint point, string? tableName = null, object? key = null)
    {
        DatabaseGate gate = new();
        lock (_gate)
        {
            _gates.Add((point, tableName, key, gate));
        }

        return gate;
    }

    /// <summary>Makes the next statement that reaches a point fail there.</summary>
    public void Fail(DatabasePoint point, Exception exception, string? tableName = null, object? key = null) => Hold(point, tableName, key).Fail(exception);

    /// <summary>What was asked since the last call, in order.</summary>
    public IReadOnlyList<string> TakeLog()
    {
        List<string> taken = [];
        while (_log.TryDequeue(out string? line))
        {
            taken.Add(line);
        }

        return taken;
    }

    public ValueTask OpenAsync(CancellationToken cancellationToken) => OpeningError is null ? ValueTask.CompletedTask : ValueTask.FromException(OpeningError);

    public IPOSession CreateSession(IsolationLevel isolationLevel) => new GatedSession(this);

    /// <summary>A transaction that the application began without the framework.</summary>
    public MemoryTransaction BeginElsewhere() => new(new MemoryConnection(new GatedSession(this)));

    public IPOSession AttachSession(DbTransaction transaction) => ((MemoryTransaction)transaction).Session;

    public async ValueTask<T?> LoadAsync<TKey, T>(POModelInfo<TKey, T> model, TKey key, StorageCall call, bool forUpdate = false)
        where TKey : notnull
        where T : PO, IPOModel<T>
    {
        Count($"load {model.TableName} {key}");
        GatedSession? session = call.Session is null ? null : SessionOf(call);
        DatabaseEvent before = new(DatabasePoint.BeforeRead, [(model.TableName, key)]);
        await PassAsync(before, call.IsAsync);
        object?[]? row = forUpdate ? await session!.LockAsync(model.TableName, key, call.IsAsync)
            : session is null ? Tables.Find(model.TableName, key) : session.Find(model.TableName, key);
        await PassAsync(before with { Point = DatabasePoint.AfterRead }, call.IsAsync);
        return row is null ? null : MemoryRows.Map(model, [row])[0];
    }

    public async ValueTask<IReadOnlyList<T>> LoadManyAsync<TKey, T>(POModelInfo<TKey, T> model, IReadOnlyCollection<TKey> keys, StorageCall call)
        where TKey : notnull
        where T : PO, IPOModel<T>
    {
        Count($"many {model.TableName} {string.Join(',', keys.Order())}");
        return await ReadAsync(
            model, [.. keys.Select(k => (model.TableName, (object)k))], rows => keys.Select(k => rows.GetValueOrDefault(k)).OfType<object?[]>().Distinct(), call);
    }

    public async ValueTask<IReadOnlyList<T>> QueryAsync<T>(POModelInfo<T> model, POQueryText query, StorageCall call)
        where T : PO, IPOModel<T>
    {
        Count($"query {model.TableName}");
        Func<object?[], bool> condition = MemoryRows.ConditionOf(model, query);
        return await ReadAsync(
            model,
            [(model.TableName, query.Matches.Length == 0 ? "" : query.Matches[0].Value)],
            rows => rows.OrderBy(r => r.Key).Select(r => r.Value).Where(condition).Take(query.Limit ?? int.MaxValue),
            call);
    }

    public ValueTask<long> CountAsync(POModelInfo model, POQueryText query, StorageCall call)
    {
        Count($"count {model.TableName}");
        return ValueTask.FromResult((long)Rows(model.TableName, call.Session).Values.Count(MemoryRows.ConditionOf(model, query)));
    }

    public async ValueTask InsertAsync(PO po, StorageCall call)
    {
        POModelInfo model = po.ModelInfo;
        Count($"insert {model.TableName}");
        GatedSession session = SessionOf(call);
        await PassAsync(new DatabaseEvent(DatabasePoint.BeforeWrite, [(model.TableName, po.KeyObject)]), call.IsAsync);
        if (model.KeyGeneration == POKeyGeneration.Database)
        {
            po.SetSystemValue(model.KeyOrdinals[0], Convert.ChangeType(Tables.NextId(), model.KeyType, null));
        }

        if (await session.LockAsync(model.TableName, po.KeyObject, call.IsAsync) is not null)
        {
            throw new RefusedByDatabaseException($"{model.TableName} {po.KeyObject} exists already.");
        }

        session.Write(model.TableName, po.KeyObject, MemoryRows.Of(po));
        await PassAsync(new DatabaseEvent(DatabasePoint.AfterWrite, [(model.TableName, po.KeyObject)]), call.IsAsync);
    }

    public async ValueTask<POWriteResult> UpdateAsync(PO po, POUpdate update, StorageCall call)
    {
        Count($"update {po.ModelInfo.TableName} {string.Join(',', update.ChangedOrdinals.Select(i => po.ModelInfo.Columns[i].Name))}");
        return await WriteAsync(po, update.ExpectedToken, call, row =>
        {
            object?[] changed = [.. row];
            foreach (int ordinal in update.ChangedOrdinals)
            {
                changed[ordinal] = po.GetColumnValue(ordinal);
            }

            if (update.NewToken is not null)
            {
                changed[po.ModelInfo.ConcurrencyTokenOrdinal] = update.NewToken;
            }

            return changed;
        });
    }

    public async ValueTask<POWriteResult> DeleteAsync(PO po, object? expectedToken, StorageCall call)
    {
        Count($"delete {po.ModelInfo.TableName}");
        return await WriteAsync(po, expectedToken, call, static _ => null);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        DisposedJoined = Log?.JoinedAs is not null;
        lock (_gate)
        {
            // Whoever still stands at a gate is let go, so that a test that failed does not leave threads behind.
            _gates.ForEach(static g => g.Gate.Fail(new ConnectionLostException()));
            _gates.Clear();
        }

        return ValueTask.CompletedTask;
    }

    internal void Note(string line)
    {
        if (KeepsLog)
        {
            _log.Enqueue(line);
        }
    }

    internal ValueTask PassAsync(DatabaseEvent arrived, bool isAsync)
    {
        Watcher?.Invoke(arrived);
        DatabaseGate? found = null;
        lock (_gate)
        {
            int index = _gates.FindIndex(g => g.Point == arrived.Point && arrived.Concerns(g.TableName, g.Key));
            if (index >= 0)
            {
                found = _gates[index].Gate;
                _gates.RemoveAt(index);
            }
        }

        return found?.PassAsync(isAsync) ?? ValueTask.CompletedTask;
    }

    private static GatedSession SessionOf(StorageCall call)
    {
        GatedSession session = (GatedSession)call.Session!;
        session.ThrowIfUnusable();
        return session;
    }

    private Dictionary<object, object?[]> Rows(string tableName, IPOSession? session) => Tables.Snapshot(tableName, (session as GatedSession)?.Writes ?? []);

    private async ValueTask<IReadOnlyList<T>> ReadAsync<T>(
        POModelInfo<T> model, (string, object)[] records, Func<Dictionary<object, object?[]>, IEnumerable<object?[]>> select, StorageCall call)
        where T : PO, IPOModel<T>
    {
        (call.Session as GatedSession)?.ThrowIfUnusable();
        DatabaseEvent before = new(DatabasePoint.BeforeRead, records);
        await PassAsync(before, call.IsAsync);
        object?[][] rows = [.. select(Rows(model.TableName, call.Session))];
        await PassAsync(before with { Point = DatabasePoint.AfterRead }, call.IsAsync);
        return MemoryRows.Map(model, rows);
    }

    private async ValueTask<POWriteResult> WriteAsync(PO po, object? expectedToken, StorageCall call, Func<object?[], object?[]?> change)
    {
        POModelInfo model = po.ModelInfo;
        GatedSession session = SessionOf(call);
        DatabaseEvent before = new(DatabasePoint.BeforeWrite, [(model.TableName, po.KeyObject)]);
        await PassAsync(before, call.IsAsync);
        if (await session.LockAsync(model.TableName, po.KeyObject, call.IsAsync) is not { } row)
        {
            return new POWriteResult(POWriteStatus.Missing);
        }

        if (expectedToken is not null && !expectedToken.Equals(row[model.ConcurrencyTokenOrdinal]))
        {
            return new POWriteResult(POWriteStatus.TokenMismatch, row[model.ConcurrencyTokenOrdinal]);
        }

        session.Write(model.TableName, po.KeyObject, change(row));
        await PassAsync(before with { Point = DatabasePoint.AfterWrite }, call.IsAsync);
        return new POWriteResult(POWriteStatus.Written);
    }

    private void Count(string line)
    {
        Interlocked.Increment(ref _statements);
        Note(line);
    }
}
