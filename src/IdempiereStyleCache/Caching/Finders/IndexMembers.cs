using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// Which keys of an index have which records, on one node. Stands among the caches of the table, so that it hears of every reset of a record, and resets the keys that have it.
/// Safe for use by several threads.
/// </summary>
/// <remarks>
/// A reset of a record comes with the gate of the record held, and takes the gate of the keys; nothing takes them the other way round.
/// </remarks>
/// <typeparam name="TKey">The type of the index's keys.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
internal sealed class IndexMembers<TKey, T> : ICacheStore, IDisposable
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    private readonly CacheResetBus _bus;
    private readonly TableCoherence _index;
    private readonly TableCoherence _table;
    private readonly RecordKeyShape? _recordKeyShape;

    private readonly Lock _gate = new();
    private readonly Dictionary<object, HashSet<TKey>> _keysOf = new(RecordKeyComparer.Instance);
    private readonly Dictionary<TKey, ImmutableArray<object>> _recordsOf = [];

    public IndexMembers(CacheStore<TKey, FoundRecords<T>> store, RecordKeyShape? recordKeyShape)
    {
        _bus = store.Node.Bus;
        _index = store.Table;
        _recordKeyShape = recordKeyShape;
        _table = _bus.Claim(T.ModelInfo.TableName, [], []);
        _table.Register(this);
    }

    /// <summary>How many records are known to be under some key.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _keysOf.Count;
            }
        }
    }

    Type ICacheStore.RecordKeyType => T.ModelInfo.KeyType;

    bool ICacheStore.IsKeyed => true;

    /// <summary>Says which records a key has, before they are shared.</summary>
    public void Add(TKey key, ImmutableArray<object> records)
    {
        lock (_gate)
        {
            // Another load of the key may be under way, or its entry be there: what they have stays.
            ImmutableArray<object> known = _recordsOf.GetValueOrDefault(key, []);
            _recordsOf[key] = known.IsEmpty ? records : [.. known.Union(records, RecordKeyComparer.Instance)];
            foreach (object record in records)
            {
                if (!_keysOf.TryGetValue(record, out HashSet<TKey>? keys))
                {
                    _keysOf.Add(record, keys = []);
                }

                keys.Add(key);
            }
        }
    }

    /// <summary>Forgets what a key has.</summary>
    public void Forget(TKey key)
    {
        lock (_gate)
        {
            if (!_recordsOf.Remove(key, out ImmutableArray<object> records))
            {
                return;
            }

            foreach (object record in records)
            {
                if (_keysOf.TryGetValue(record, out HashSet<TKey>? keys) && keys.Remove(key) && keys.Count == 0)
                {
                    _keysOf.Remove(record);
                }
            }
        }
    }

    int ICacheStore.Remove(object key, long epoch)
    {
        ImmutableArray<object> keys;
        lock (_gate)
        {
            keys = _keysOf.TryGetValue(key, out HashSet<TKey>? found) ? [.. found.Cast<object>()] : [];
        }

        return keys.IsEmpty ? 0 : _index.Apply(new CacheReset(_index.TableName, keys, ResetOrigin.Call), epoch);
    }

    /// <summary>Forgets everything, because every entry of the index went.</summary>
    public void ForgetAll()
    {
        lock (_gate)
        {
            _keysOf.Clear();
            _recordsOf.Clear();
        }
    }

    int ICacheStore.Clear(long epoch)
    {
        ForgetAll();
        return _index.Apply(new CacheReset(_index.TableName, [], ResetOrigin.Call), epoch);
    }

    object? ICacheStore.ParseKey(string text) => RecordKeyText.Parse(text, T.ModelInfo.KeyType, _recordKeyShape);

    void ICacheStore.Detach()
    {
    }

    public void Dispose() => _bus.Unregister(_table, this, [], []);
}
