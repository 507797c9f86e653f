using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// Carries resets by table name to every cache of one node and to its listeners. Transactions reset what they changed by themselves; an application calls
/// <see cref="Reset{TKey}(string, TKey)"/> after changing the database in another way. Safe for use by several threads.
/// </summary>
public sealed partial class CacheResetBus
{
    private readonly CacheNode _node;

    // Guards the set of tables and their pins.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TableCoherence> _tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly EmbeddingMap _embedding = new();
    private readonly GroupMembers _groups = new();
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
    public int Reset() => ApplyCalled(new CacheReset(LogRow.AllTables, [], ResetOrigin.Call));

    /// <summary>Empties every cache of a table.</summary>
    /// <param name="tableName">The table; compares case-insensitively. A table that nothing caches is no error.</param>
    /// <returns>How many entries went.</returns>
    public int Reset(string tableName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        return ApplyCalled(new CacheReset(tableName, [], ResetOrigin.Call));
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
        return ApplyCalled(new CacheReset(tableName, [key], ResetOrigin.Call));
    }

    /// <summary>Empties the caches of a group, and of the groups that it cascades into, each once.</summary>
    /// <param name="group">The group's name; compares case-insensitively. A name that nothing uses is no error.</param>
    /// <returns>How many entries went.</returns>
    public int ResetGroup(string group)
    {
        CacheGroups.ThrowIfNoName(group, nameof(group));
        return ApplyCalled(new CacheReset(LogRow.GroupPrefix + group, [], ResetOrigin.Call));
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
    internal TableCoherence Claim(string tableName, ImmutableArray<string> embeddedTables, ImmutableArray<string> dependsOn)
    {
        _embedding.Add(tableName, embeddedTables, dependsOn);
        lock (_gate)
        {
            if (!_tables.TryGetValue(tableName, out TableCoherence? table))
            {
                _tables.Add(tableName, table = new TableCoherence(tableName, this));
            }

            table.Pins++;
            return table;
        }
    }

    internal ImmutableArray<ICacheStore> MembersOf(string group) => [.. _groups.Of(group).Select(static m => m.Store)];

    internal void JoinGroup(string? group, TableCoherence table, ICacheStore store)
    {
        if (group is not null)
        {
            _groups.Add(group, table, store);
        }
    }

    internal void LeaveGroup(string? group, ICacheStore store)
    {
        if (group is not null)
        {
            _groups.Remove(group, store);
        }
    }

    internal void Unregister(TableCoherence table, ICacheStore store, ImmutableArray<string> embeddedTables, ImmutableArray<string> dependsOn)
    {
        _embedding.Remove(table.TableName, embeddedTables, dependsOn);
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
