using System.Collections.Concurrent;

namespace IdempiereStyleCache.Tests;

/// <summary>What is committed, row by row, and who holds the lock of a row. Rows are never changed in place.</summary>
internal sealed class MemoryTables(bool ignoreCaseOfKeys)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<object, object?[]>> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string, object), SemaphoreSlim> _locks = new();
    private readonly KeyComparer _keys = new(ignoreCaseOfKeys);
    private int _lastId;

    /// <summary>Told of what is committed at the instant at which everybody begins to see it; null for nobody.</summary>
    public Action<MemoryWrite>? Committed { get; set; }

    public int NextId() => Interlocked.Increment(ref _lastId);

    public SemaphoreSlim LockOf(string tableName, object key) =>
        _locks.GetOrAdd((tableName.ToUpperInvariant(), key), static _ => new SemaphoreSlim(1, 1));

    public object?[]? Find(string tableName, object key)
    {
        lock (_gate)
        {
            return _tables.TryGetValue(tableName, out Dictionary<object, object?[]>? rows) ? rows.GetValueOrDefault(key) : null;
        }
    }

    /// <summary>A table's rows at one instant, with the changes of a transaction that has not committed.</summary>
    public Dictionary<object, object?[]> Snapshot(string tableName, IEnumerable<MemoryWrite> uncommitted)
    {
        lock (_gate)
        {
            Dictionary<object, object?[]> rows = _tables.TryGetValue(tableName, out Dictionary<object, object?[]>? committed)
                ? new(committed, _keys) : new(_keys);
            foreach (MemoryWrite write in uncommitted.Where(w => w.TableName.Equals(tableName, StringComparison.OrdinalIgnoreCase)))
            {
                Apply(rows, write);
            }

            return rows;
        }
    }

    /// <summary>Makes rows visible to everybody, and at the same instant what <paramref name="alongside"/> makes visible.</summary>
    public void Commit(IEnumerable<MemoryWrite> writes, Action? alongside = null)
    {
        lock (_gate)
        {
            alongside?.Invoke();
            foreach (MemoryWrite write in writes)
            {
                if (!_tables.TryGetValue(write.TableName, out Dictionary<object, object?[]>? rows))
                {
                    _tables.Add(write.TableName, rows = new(_keys));
                }

                Apply(rows, write);
                Committed?.Invoke(write);
            }
        }
    }

    private static void Apply(Dictionary<object, object?[]> rows, MemoryWrite write)
    {
        if (write.Row is null)
        {
            rows.Remove(write.Key);
        }
        else
        {
            rows[write.Key] = write.Row;
        }
    }

    private sealed class KeyComparer(bool ignoreCase) : IEqualityComparer<object>
    {
        public new bool Equals(object? x, object? y) =>
            ignoreCase && x is string a && y is string b ? a.Equals(b, StringComparison.OrdinalIgnoreCase) : object.Equals(x, y);

        public int GetHashCode(object key) => ignoreCase && key is string text ? StringComparer.OrdinalIgnoreCase.GetHashCode(text) : key.GetHashCode();
    }
}

/// <summary>A row as a transaction left it; null for a deleted one.</summary>
internal sealed record MemoryWrite(string TableName, object Key, object?[]? Row);
