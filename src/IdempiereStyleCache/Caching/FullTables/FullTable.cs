using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <summary>All records of a table as they were at one moment, with every index over them. Immutable.</summary>
/// <typeparam name="TKey">The type of the records' key.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
internal sealed class FullTable<TKey, T>
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    private readonly POModelInfo<TKey, T> _model;
    private readonly ImmutableArray<TableIndex> _indexes;

    public FullTable(POModelInfo<TKey, T> model, ImmutableArray<T> records)
    {
        _model = model;
        All = records;
        ById = records.ToFrozenDictionary(model.GetKey);
        _indexes = [.. model.Indexes.Select(index => index.MakeTableIndex(records))];
    }

    /// <summary>Every record, in the order of the key as the database sorts it; those that came later at the end.</summary>
    public ImmutableArray<T> All { get; }

    public FrozenDictionary<TKey, T> ById { get; }

    /// <summary>The index that a description of the model stands for.</summary>
    public TableIndex<TIndexKey, T> IndexOf<TIndexKey>(POIndexInfo<TIndexKey, T> index)
        where TIndexKey : notnull
    {
        // It has been found here before, or is looked for. That it is the very one makes the cast safe.
        int position = index.Position;
        if ((uint)position >= (uint)_indexes.Length || _model.Indexes[position] != index)
        {
            position = index.Position = _model.Indexes.IndexOf(index);
            if (position < 0)
            {
                throw new ArgumentException($"{typeof(T).Name} has no index {index.Name} of that kind: use one of the model's own.", nameof(index));
            }
        }

        return Unsafe.As<TableIndex<TIndexKey, T>>(_indexes[position]);
    }

    /// <summary>The table with some of its records read again.</summary>
    /// <param name="changed">The keys that were asked for.</param>
    /// <param name="read">The records that there are of those.</param>
    public FullTable<TKey, T> With(IReadOnlySet<TKey> changed, IEnumerable<T> read)
    {
        Dictionary<TKey, T> fresh = read.ToDictionary(_model.GetKey);
        ImmutableArray<T>.Builder records = ImmutableArray.CreateBuilder<T>(All.Length + fresh.Count);
        foreach (T record in All)
        {
            TKey key = _model.GetKey(record);
            if (!changed.Contains(key))
            {
                records.Add(record);
            }
            else if (fresh.Remove(key, out T? again))
            {
                records.Add(again);
            }
        }

        records.AddRange(fresh.Values);
        return new FullTable<TKey, T>(_model, records.ToImmutable());
    }
}
