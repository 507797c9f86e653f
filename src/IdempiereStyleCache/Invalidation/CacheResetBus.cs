using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// Carries resets by table name to every cache of one node and to its listeners. Transactions reset what they changed by themselves; an application calls
/// <see cref="Reset{TKey}(string, TKey)"/> after changing the database in another way. Safe for use by several threads.
/// </summary>
public sealed class CacheResetBus
{
    private readonly CacheNode _node;

    // Guards the set of tables and their pins.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TableCoherence> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly EmbeddingMap _embedding = new();
    private ImmutableArray<Action<CacheReset>> _listeners = [];
    private long _epoch = 1;

    internal CacheResetBus(CacheNode node) => _node = node;

    /// <summary>How many resets the node has applied so far, from 1: what a load ticket is.</summary>
    internal long Epoch => Volatile.Read(ref _epoch);

    /// <summary>How many tables the bus keeps state for.</summary>
    internal int TableCount
    {
        get
        {
            lock (_gate)
            {
                return _tables.Count;
            }
        }
    }

    /// <summary>Empties every cache of the node.</summary>
    /// <returns>How many entries went.</returns>
    public int Reset()
    {
        ImmutableArray<string> tables;
        lock (_gate)
        {
            tables = [.. _tables.Keys];
        }

        return tables.Sum(Reset);
    }

    /// <summary>Empties every cache of a table.</summary>
    /// <param name="tableName">The table; compares case-insensitively. A table that nothing caches is no error.</param>
    /// <returns>How many entries went.</returns>
    public int Reset(string tableName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        return Apply(new CacheReset(tableName, [], ResetOrigin.Call));
    }

    /// <summary>Removes one record from every cache of a table; caches that are not kept by the record's key are emptied.</summary>
    /// <typeparam name="TKey">The type of the record's key.</typeparam>
    /// <param name="tableName">The table; compares case-insensitively. A table that nothing caches is no error.</param>
    /// <param name="key">The record's key. One of another type than the model's is converted where nothing is lost; otherwise the whole table is reset.</param>
    /// <returns>How many entries went.</returns>
    public int Reset<TKey>(string tableName, TKey key)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        ArgumentNullException.ThrowIfNull(key);
        return Apply(new CacheReset(tableName, [key], ResetOrigin.Call));
    }

    /// <summary>
    /// Tells a listener of every reset, one call a table and transaction. It is called on the thread that caused the reset, after the caches were reset; it
    /// should be quick. What it throws is logged and counted and stops neither other listeners nor the reset.
    /// </summary>
    /// <param name="listener">Called with each reset.</param>
    /// <returns>Dispose it to stop listening.</returns>
    public IDisposable Subscribe(Action<CacheReset> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        ImmutableInterlocked.Update(ref _listeners, static (all, one) => all.Add(one), listener);
        return new Subscription(this, listener);
    }

    /// <summary>The state of a table for a cache that is about to register with it; <see cref="Unregister"/> gives it back.</summary>
    internal TableCoherence Claim(string tableName, ImmutableArray<string> embeddedTables)
    {
        _embedding.Add(tableName, embeddedTables);
        lock (_gate)
        {
            if (!_tables.TryGetValue(tableName, out TableCoherence? table))
            {
                _tables.Add(tableName, table = new TableCoherence(tableName, Epoch));
            }

            table.Pins++;
            return table;
        }
    }

    internal void Unregister(TableCoherence table, ICacheStore store, ImmutableArray<string> embeddedTables)
    {
        _embedding.Remove(table.TableName, embeddedTables);
        table.Unregister(store);
        Unpin(table);
    }

    /// <summary>Tells every cache that the node stops; they give back their tables.</summary>
    internal void DetachAll()
    {
        ImmutableArray<TableCoherence> tables;
        lock (_gate)
        {
            tables = [.. _tables.Values];
        }

        foreach (TableCoherence table in tables)
        {
            table.DetachAll();
        }
    }

    /// <summary>Marks what a commit is about to change. See <see cref="InDoubtMark"/> for how the mark ends.</summary>
    internal InDoubtMark MarkInDoubt(ImmutableArray<CacheReset> resets)
    {
        ImmutableArray<(TableCoherence Table, CacheReset Reset)>.Builder marked =
            ImmutableArray.CreateBuilder<(TableCoherence Table, CacheReset Reset)>(resets.Length);
        if (!_node.Faults.HasFlag(CoherenceFaults.IgnoreInDoubt))
        {
            long epoch = NextEpoch();
            foreach (CacheReset reset in _embedding.Expand(resets))
            {
                if (Pin(reset.TableName) is { } table)
                {
                    CacheReset normalized = table.Normalize(reset);
                    table.MarkInDoubt(normalized, epoch);
                    marked.Add((table, normalized));
                }
            }
        }

        return new InDoubtMark(this, resets, marked.ToImmutable());
    }

    internal void Lift(ImmutableArray<CacheReset> resets, ImmutableArray<(TableCoherence Table, CacheReset Reset)> marked, bool committed)
    {
        long epoch = committed ? NextEpoch() : Epoch;
        foreach ((TableCoherence table, CacheReset reset) in marked)
        {
            table.Lift(reset, epoch, committed);
        }

        if (committed)
        {
            ApplyUnmarked(resets, marked, epoch);
        }

        foreach ((TableCoherence table, _) in marked)
        {
            Unpin(table);
        }

        if (committed)
        {
            Notify(_embedding.Expand(resets));
        }
    }

    // A cache of the table may have come into being after the mark was set; it may have read either side of the commit.
    private void ApplyUnmarked(ImmutableArray<CacheReset> resets, ImmutableArray<(TableCoherence Table, CacheReset Reset)> marked, long epoch)
    {
        foreach (CacheReset reset in _embedding.Expand(resets))
        {
            bool covered = marked.Any(m => m.Table.TableName.Equals(reset.TableName, StringComparison.OrdinalIgnoreCase)
                && (m.Reset.IsWholeTable || !reset.IsWholeTable));
            if (!covered)
            {
                Apply(reset, epoch);
            }
        }
    }

    private int Apply(CacheReset reset)
    {
        long epoch = NextEpoch();
        ImmutableArray<CacheReset> resets = _embedding.Expand([reset]);
        int removed = resets.Sum(r => Apply(r, epoch));
        Notify(resets);
        return removed;
    }

    private int Apply(CacheReset reset, long epoch)
    {
        if (Pin(reset.TableName) is not { } table)
        {
            return 0;
        }

        try
        {
            return table.Apply(table.Normalize(reset), epoch);
        }
        finally
        {
            Unpin(table);
        }
    }

    private long NextEpoch() => Interlocked.Increment(ref _epoch);

    private void Notify(ImmutableArray<CacheReset> resets)
    {
        foreach (CacheReset reset in resets)
        {
            CacheMetrics.Count(_node.Metrics.Resets, new KeyValuePair<string, object?>("table", reset.TableName));
            foreach (Action<CacheReset> listener in _listeners)
            {
                try
                {
                    listener(reset);
                }
                catch (Exception e)
                {
                    CacheMetrics.Count(_node.Metrics.ListenerFailures, new KeyValuePair<string, object?>("table", reset.TableName));
                    Log.ListenerFailed(_node.Logger, reset.TableName, e);
                }
            }
        }
    }

    private TableCoherence? Pin(string tableName)
    {
        lock (_gate)
        {
            if (!_tables.TryGetValue(tableName, out TableCoherence? table))
            {
                return null;
            }

            table.Pins++;
            return table;
        }
    }

    private void Unpin(TableCoherence table)
    {
        lock (_gate)
        {
            if (--table.Pins == 0)
            {
                _tables.Remove(table.TableName);
            }
        }
    }

    private sealed class Subscription(CacheResetBus bus, Action<CacheReset> listener) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                ImmutableInterlocked.Update(ref bus._listeners, static (all, one) => all.Remove(one), listener);
            }
        }
    }
}
