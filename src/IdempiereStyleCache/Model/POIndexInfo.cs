using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// One index of a model: the columns by which a finder keeps records. Immutable, safe to share between threads. Applications rarely touch it; the generator makes it from
/// <see cref="UniqueKeyAttribute"/> and <see cref="IndexAttribute"/>.
/// </summary>
public abstract class POIndexInfo
{
    private RecordKeyShape? _keyShape;

    private protected POIndexInfo()
    {
    }

    /// <summary>The table.</summary>
    public required string TableName { get; init; }

    /// <summary>The index's name, unique in its model: what follows <c>GetBy</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The columns, by name, in the order of the key.</summary>
    public required ImmutableArray<string> ColumnNames { get; init; }

    /// <summary>The kinds of value of the columns, as they are stored.</summary>
    public required ImmutableArray<POColumnType> ColumnTypes { get; init; }

    /// <summary>Whether at most one record may have a key.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Whether text keys that differ in case alone are one.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The type of the keys.</summary>
    public abstract Type KeyType { get; }

    /// <summary>The name under which what changes of the index is signalled: <c>M_Product[Value]</c>.</summary>
    internal string SignalName => field ??= $"{TableName}[{Name}]";

    /// <summary>Where the index stood in its model when somebody last looked; a hint.</summary>
    internal int Position { get; set; } = -1;

    internal RecordKeyShape KeyShape => _keyShape ??= MakeKeyShape();

    /// <summary>The key of a record as it is signalled; null when a column of it is null, so that the index does not have the record.</summary>
    internal abstract object? SignalKeyOf(PO po);

    /// <summary>The index over all records of a table.</summary>
    internal abstract TableIndex MakeTableIndex(IEnumerable<PO> records);

    private protected abstract RecordKeyShape MakeKeyShape();

    /// <summary>Whether a record that is being saved comes under a key that it was not under before.</summary>
    internal bool IsEnteredBy(PO po, bool isNew)
    {
        if (isNew)
        {
            return true;
        }

        foreach (string name in ColumnNames)
        {
            int ordinal = OrdinalOf(po.ModelInfo, name);
            if (po.ModelInfo.Columns[ordinal].IsReadOnly || po.IsColumnChanged(ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static int OrdinalOf(POModelInfo model, string name)
    {
        for (int i = 0; i < model.Columns.Length; i++)
        {
            if (model.Columns[i].Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"{model.ModelType.Name} has no column {name}.");
    }
}

/// <summary>One index of the model class <typeparamref name="T"/>.</summary>
/// <typeparam name="TKey">The type of the keys; a tuple for several columns.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
public sealed class POIndexInfo<TKey, T> : POIndexInfo
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    /// <summary>Whether the index has a record: none of its columns is null.</summary>
    public Func<T, bool> HasKey { get; init; } = static _ => true;

    /// <summary>Reads the key of a record that the index has.</summary>
    public required Func<T, TKey> GetKey { get; init; }

    /// <summary>Takes a key apart into the values of its columns as they are stored.</summary>
    public required Func<TKey, ImmutableArray<object>> SplitKey { get; init; }

    /// <summary>Makes a key from the values of its columns as they are stored.</summary>
    public required Func<ImmutableArray<object>, TKey> JoinKey { get; init; }

    /// <summary>How keys compare.</summary>
    public IEqualityComparer<TKey> Comparer => field ??= IgnoresCase ? new IgnoreCaseComparer<TKey>(Normalize) : EqualityComparer<TKey>.Default;

    /// <inheritdoc/>
    public override Type KeyType => typeof(TKey);

    /// <summary>A key in the form in which all that compare equal are the same: text in capitals where case does not count.</summary>
    internal TKey Normalize(TKey key) => !IgnoresCase ? key
        : key is string text ? (TKey)(object)text.ToUpperInvariant()
        : JoinKey([.. SplitKey(key).Select(static part => part is string one ? one.ToUpperInvariant() : part)]);

    internal override object? SignalKeyOf(PO po) => HasKey((T)po) ? Normalize(GetKey((T)po)) : null;

    internal override TableIndex MakeTableIndex(IEnumerable<PO> records) => new TableIndex<TKey, T>(this, records.Cast<T>());

    private protected override RecordKeyShape MakeKeyShape() =>
        new(typeof(TKey), [.. ColumnTypes.Select(static t => t.ClrType())], key => SplitKey((TKey)key), parts => JoinKey(parts));
}
