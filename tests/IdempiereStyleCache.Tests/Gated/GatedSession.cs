using System.Data.Common;

namespace IdempiereStyleCache.Tests;

/// <summary>One connection to the <see cref="GatedDatabase"/>: what its transaction wrote, its savepoints, the rows that it has locked.</summary>
internal sealed class GatedSession : IPOSession
{
    private readonly GatedDatabase _database;
    private readonly List<MemoryWrite> _writes = [];
    private readonly List<(string Name, int Position)> _savepoints = [];
    private readonly HashSet<SemaphoreSlim> _locks = [];
    private readonly List<LogRow> _logged = [];
    private MemoryLog? _log;
    private object? _writer;
    private DatabasePoint? _loseAt;
    private bool _begunByApplication;
    private bool _ended;

    public GatedSession(GatedDatabase database) => _database = database;

    public DbConnection Connection
    {
        get
        {
            _begunByApplication = true;
            return new MemoryConnection(this);
        }
    }

    public DbTransaction Transaction => new MemoryTransaction((MemoryConnection)Connection);

    /// <summary>How often the core gave the connection back.</summary>
    public int Disposals { get; private set; }

    /// <summary>Whether the connection is gone: every call fails, and the database has rolled back.</summary>
    public bool IsLost { get; private set; }

    public IReadOnlyList<MemoryWrite> Writes => _writes;

    private bool IsBegun => _begunByApplication || _writes.Count != 0 || _savepoints.Count != 0 || _locks.Count != 0 || _logged.Count != 0;

    public void Lose()
    {
        IsLost = true;
        End();
    }

    /// <summary>Loses the connection when the commit reaches a point.</summary>
    public void LoseAt(DatabasePoint point) => _loseAt = point;

    public object?[]? Find(string tableName, object key) =>
        _writes.FindLast(w => w.Key.Equals(key) && w.TableName.Equals(tableName, StringComparison.OrdinalIgnoreCase)) is { } write
            ? write.Row : _database.Tables.Find(tableName, key);

    /// <summary>Waits for the row's lock, which is kept until the transaction ends, and sees the row as it is then.</summary>
    public async ValueTask<object?[]?> LockAsync(string tableName, object key, bool isAsync)
    {
        ThrowIfUnusable();
        SemaphoreSlim rowLock = _database.Tables.LockOf(tableName, key);
        if (_locks.Add(rowLock))
        {
            if (isAsync)
            {
                await rowLock.WaitAsync();
            }
            else
            {
                rowLock.Wait();
            }
        }

        return Find(tableName, key);
    }

    /// <summary>Writes a row, as a statement of the application's own would.</summary>
    public void Write(string tableName, object key, object?[]? row) => _writes.Add(new MemoryWrite(tableName, key, row));

    /// <summary>Writes rows into the invalidation log, which others see when the transaction commits.</summary>
    public void WriteToLog(GatedLog log, IReadOnlyList<LogRow> rows)
    {
        _log = log.Log;
        _writer = log.Identity;
        _logged.AddRange(rows);
    }

    public async ValueTask CommitAsync(StorageCall call)
    {
        ThrowIfUnusable();
        if (!IsBegun)
        {
            return;
        }

        _database.Note("commit");
        DatabaseEvent before = new(DatabasePoint.BeforeCommit, Records());
        try
        {
            await _database.PassAsync(before, call.IsAsync);
            ThrowIfLostAt(DatabasePoint.BeforeCommit);
            CarryOut();
        }
        catch
        {
            End();
            throw;
        }

        End();
        await _database.PassAsync(before with { Point = DatabasePoint.AfterCommit }, call.IsAsync);
        ThrowIfLostAt(DatabasePoint.AfterCommit);
    }

    /// <summary>The database carries the commit out; a test calls it for one that was under way when the connection was lost.</summary>
    public void CarryOut() => _database.Tables.Commit(_writes, () => _log?.Commit(_writer, _logged));

    public async ValueTask RollbackAsync(StorageCall call)
    {
        ThrowIfUnusable();
        if (!IsBegun)
        {
            return;
        }

        _database.Note("rollback");
        await _database.PassAsync(new DatabaseEvent(DatabasePoint.BeforeRollback, Records()), call.IsAsync);
        End();
    }

    public ValueTask SetSavepointAsync(string name, StorageCall call)
    {
        ThrowIfUnusable();
        _database.Note("savepoint");
        _savepoints.Add((name, _writes.Count));
        return ValueTask.CompletedTask;
    }

    public async ValueTask RollbackToSavepointAsync(string name, StorageCall call)
    {
        ThrowIfUnusable();
        _database.Note("rollback to savepoint");
        await _database.PassAsync(new DatabaseEvent(DatabasePoint.BeforeRollback, Records()), call.IsAsync);
        int index = IndexOf(name);
        _writes.RemoveRange(_savepoints[index].Position, _writes.Count - _savepoints[index].Position);
        _savepoints.RemoveRange(index + 1, _savepoints.Count - index - 1);
    }

    public ValueTask ReleaseSavepointAsync(string name, StorageCall call)
    {
        ThrowIfUnusable();
        int index = IndexOf(name);
        _savepoints.RemoveRange(index, _savepoints.Count - index);
        return ValueTask.CompletedTask;
    }

    public bool IsKnownRollback(Exception exception) => exception is RefusedByDatabaseException;

    public void Dispose()
    {
        Disposals++;
        End();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void ThrowIfUnusable()
    {
        if (IsLost)
        {
            throw new ConnectionLostException();
        }

        if (_ended)
        {
            throw new ObjectDisposedException(nameof(GatedSession), "The core used a session whose transaction has ended.");
        }
    }

    private (string, object)[] Records() => [.. _writes.Select(w => (w.TableName, w.Key)).Distinct()];

    private void ThrowIfLostAt(DatabasePoint point)
    {
        if (_loseAt == point)
        {
            throw new ConnectionLostException();
        }
    }

    private int IndexOf(string name)
    {
        int index = _savepoints.FindLastIndex(s => s.Name == name);
        return index >= 0 ? index : throw new RefusedByDatabaseException($"No such savepoint: {name}");
    }

    private void End()
    {
        _ended = true;
        foreach (SemaphoreSlim rowLock in _locks)
        {
            rowLock.Release();
        }

        _locks.Clear();
    }
}
