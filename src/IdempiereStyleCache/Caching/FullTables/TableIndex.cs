using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>One index over all records of a table. Immutable.</summary>
internal abstract class TableIndex;

/// <summary>One index over all records of a table, by its keys. Immutable.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
internal sealed class TableIndex<TKey, T> : TableIndex
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    private readonly POIndexInfo<TKey, T> _index;
    private readonly FrozenDictionary<TKey, T> _first;

    // The keys that several records have, with all of them; of a unique index that is an error, of others usual.
    private readonly FrozenDictionary<TKey, ImmutableArray<T>> _several;

    public TableIndex(POIndexInfo<TKey, T> index, IEnumerable<T> records)
    {
        _index = index;
        Dictionary<TKey, T> first = new(index.Comparer);
        Dictionary<TKey, ImmutableArray<T>.Builder> several = new(index.Comparer);
        foreach (T record in records.Where(index.HasKey))
        {
            TKey key = index.GetKey(record);
            if (!first.TryAdd(key, record))
            {
                if (!several.TryGetValue(key, out ImmutableArray<T>.Builder? all))
                {
                    several.Add(key, all = ImmutableArray.CreateBuilder<T>());
                    all.Add(first[key]);
                }

                all.Add(record);
            }
        }

        _first = first.ToFrozenDictionary(index.Comparer);
        _several = several.ToFrozenDictionary(static s => s.Key, static s => s.Value.ToImmutable(), index.Comparer);
    }

    /// <summary>The keys that several records have.</summary>
    public IEnumerable<TKey> Duplicates => _several.Keys;

    /// <summary>The one record with a key; null when there is none.</summary>
    /// <exception cref="PODuplicateKeyException">There are several.</exception>
    public T? Find(TKey key)
    {
        if (!_first.TryGetValue(key, out T? found))
        {
            return null;
        }

        if (_several.Count != 0 && _several.TryGetValue(key, out ImmutableArray<T> all))
        {
            throw new PODuplicateKeyException(_index, key, all[0].KeyObject, all[1].KeyObject);
        }

        return found;
    }

    /// <summary>The records with a key, in the order of the table.</summary>
    public ImmutableArray<T> FindAll(TKey key) => _several.TryGetValue(key, out ImmutableArray<T> all) ? all : _first.TryGetValue(key, out T? found) ? [found] : [];
}
