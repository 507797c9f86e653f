using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// What the generator knows of a model class: table, columns, key, children, parents. One instance a class, immutable, safe to share between
/// threads. Applications rarely touch it; the data layer builds its statements from it.
/// </summary>
public abstract class POModelInfo
{
    private const int NotLookedUp = -2;

    private int _tokenOrdinal = NotLookedUp;
    private ImmutableArray<string> _embeddedTables;
    private RecordKeyShape? _keyShape;

    private protected POModelInfo()
    {
    }

    /// <summary>The table's name as declared; tables compare case-insensitively.</summary>
    public required string TableName { get; init; }

    /// <summary>The columns in the order in which they are read; computed expressions included.</summary>
    public required ImmutableArray<POColumnInfo> Columns { get; init; }

    /// <summary>The positions of the key's columns in <see cref="Columns"/>; more than one for a key of several columns.</summary>
    public required ImmutableArray<int> KeyOrdinals { get; init; }

    /// <summary>Who makes the key of a new record.</summary>
    public required POKeyGeneration KeyGeneration { get; init; }

    /// <summary>The lists of children that the class embeds.</summary>
    public ImmutableArray<POChildInfo> Children { get; init; } = [];

    /// <summary>The columns that hold a parent's key: a change of this record refreshes those parents.</summary>
    public ImmutableArray<POParentLink> ParentLinks { get; init; } = [];

    /// <summary>Whether any node may keep records of the class in a cache. Where none may, nothing is signalled when one is written.</summary>
    public bool IsCached { get; init; } = true;

    /// <summary>Whether the class overrides a hook such as <c>BeforeSave</c>; its saves are then undone as a whole when a hook throws.</summary>
    public bool HasHooks { get; init; }

    /// <summary>The indexes that finders keep records by.</summary>
    public ImmutableArray<POIndexInfo> Indexes { get; init; } = [];

    /// <summary>How the key is made of its columns; null for a key of one.</summary>
    internal RecordKeyShape? KeyShape => KeyOrdinals.Length == 1
        ? null
        : _keyShape ??= new RecordKeyShape(KeyType, [.. KeyOrdinals.Select(i => Columns[i].Type.ClrType())], KeyValues, JoinKeyParts);

    /// <summary>The tables of the children, of their children and so on: what a cached record of this class may embed.</summary>
    internal ImmutableArray<string> EmbeddedTables => _embeddedTables.IsDefault ? _embeddedTables = FindEmbeddedTables() : _embeddedTables;

    /// <summary>The model class.</summary>
    public abstract Type ModelType { get; }

    /// <summary>The type of the key.</summary>
    public abstract Type KeyType { get; }

    /// <summary>The position of the concurrency token in <see cref="Columns"/>, or -1 when the class has none.</summary>
    public int ConcurrencyTokenOrdinal => _tokenOrdinal != NotLookedUp ? _tokenOrdinal : _tokenOrdinal = FindToken();

    /// <summary>The model of a class.</summary>
    /// <typeparam name="T">The model class.</typeparam>
    /// <returns>Its model.</returns>
    public static POModelInfo Of<T>()
        where T : PO, IPOModel<T> => T.ModelInfo;

    /// <summary>The value of each key column for a key, in the order of <see cref="KeyOrdinals"/>.</summary>
    /// <param name="key">A key of <see cref="KeyType"/>.</param>
    /// <returns>The values as they are stored.</returns>
    public abstract ImmutableArray<object> KeyValues(object key);

    internal abstract object KeyOf(PO po);

    /// <summary>The key made of its columns' values; null when the class does not say how.</summary>
    internal abstract object? JoinKeyParts(ImmutableArray<object> parts);

    internal abstract ValueTask<PO?> LoadAsync(IPODatabase database, object key, StorageCall call, bool forUpdate = false);

    /// <summary>Whether a save takes more than one statement or may fail between its steps, so that it needs a savepoint to happen as a whole.</summary>
    internal bool HasSeveralSteps => HasHooks || !Children.IsEmpty || Columns.Any(static c => c.IsReadOnly);

    private ImmutableArray<string> FindEmbeddedTables()
    {
        HashSet<string> tables = new(StringComparer.OrdinalIgnoreCase);
        Queue<POModelInfo> models = new([this]);
        while (models.TryDequeue(out POModelInfo? model))
        {
            foreach (POChildInfo child in model.Children)
            {
                POModelInfo childModel = child.Model();
                if (tables.Add(childModel.TableName))
                {
                    models.Enqueue(childModel);
                }
            }
        }

        return [.. tables];
    }

    private int FindToken()
    {
        for (int i = 0; i < Columns.Length; i++)
        {
            if (Columns[i].IsConcurrencyToken)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>What the generator knows of the model class <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The model class.</typeparam>
public abstract class POModelInfo<T> : POModelInfo
    where T : PO, IPOModel<T>
{
    private protected POModelInfo()
    {
    }

    /// <inheritdoc/>
    public sealed override Type ModelType => typeof(T);

    /// <summary>Makes an editable instance from the row that the reader stands on.</summary>
    public required Func<PORowReader, T> ReadRow { get; init; }

    /// <summary>Makes an editable copy of an instance, bound to a transaction or to none.</summary>
    public required Func<T, Trx?, T> Copy { get; init; }
}

/// <summary>What the generator knows of the model class <typeparamref name="T"/> and its key.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
public sealed class POModelInfo<TKey, T> : POModelInfo<T>
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    /// <summary>Reads the key of an instance.</summary>
    public required Func<T, TKey> GetKey { get; init; }

    /// <summary>Takes a key apart into the values of its columns.</summary>
    public required Func<TKey, ImmutableArray<object>> SplitKey { get; init; }

    /// <summary>Makes a key from the values of its columns as they are stored; null for a key of one column.</summary>
    public Func<ImmutableArray<object>, TKey>? JoinKey { get; init; }

    /// <inheritdoc/>
    public override Type KeyType => typeof(TKey);

    /// <inheritdoc/>
    public override ImmutableArray<object> KeyValues(object key) => SplitKey((TKey)key);

    internal override object KeyOf(PO po) => GetKey((T)po);

    internal override object? JoinKeyParts(ImmutableArray<object> parts) => JoinKey is { } join ? join(parts) : null;

    internal override async ValueTask<PO?> LoadAsync(IPODatabase database, object key, StorageCall call, bool forUpdate = false) =>
        await database.LoadAsync(this, (TKey)key, call, forUpdate).ConfigureAwait(false);
}
