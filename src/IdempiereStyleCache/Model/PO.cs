using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <summary>
/// A persistent object: one record of one table. Either editable, then it belongs to one flow of code at a time, or frozen, then any number of
/// threads may share it and nobody can change it.
/// </summary>
/// <remarks>
/// <para>Model classes do not name this base class: the generator adds it to a partial class marked <see cref="POModelAttribute"/>.</para>
/// <para>An editable object remembers the record as it was read from the first change on; a save writes the columns that differ.</para>
/// </remarks>
public abstract partial class PO
{
    private POFlags _flags;

    // Whom to ask for what is read later: the open transaction, or the node. Null: the ambient node.
    private object? _context;

    // The record as the database holds it, as far as this object knows. Null: new, or unchanged since it was read or saved.
    private PO? _origin;

    /// <summary>Creates a new record that no table holds yet.</summary>
    protected PO() => _flags = POFlags.New;

    /// <summary>Creates the object of a record that was read.</summary>
    /// <param name="row">The reader, standing on the record's row.</param>
    protected PO(PORowReader row) => ArgumentNullException.ThrowIfNull(row);

    /// <summary>Creates an editable copy: same values, same changes, not frozen, in the given transaction or none.</summary>
    /// <param name="source">The object to copy.</param>
    /// <param name="trx">The transaction that the copy is bound to, or null.</param>
    protected PO(PO source, Trx? trx)
    {
        ArgumentNullException.ThrowIfNull(source);
        _flags = source._flags & ~(POFlags.Immutable | POFlags.InList);
        _origin = source._origin ?? (source.IsImmutable && !source.IsNew ? source : null);
        _context = (object?)trx ?? source.Node;
    }

    /// <summary>Whether the object is frozen: nothing reachable from it can be changed any more.</summary>
    public bool IsImmutable => (_flags & POFlags.Immutable) != 0;

    /// <summary>Whether no table holds the record yet: it was made with <c>new</c> and not saved, or its save was rolled back.</summary>
    public bool IsNew => (_flags & POFlags.New) != 0;

    /// <summary>Whether the record was deleted through this object.</summary>
    public bool IsDeleted => (_flags & POFlags.Deleted) != 0;

    /// <summary>Whether a save would write anything: a new record, a column that differs from what was read, or a change among the children.</summary>
    public bool IsChanged => IsNew || HasChangedColumn() || HasChangedChild();

    /// <summary>The transaction that the object is bound to: its saves and its later reads go there. Null when it is bound to none.</summary>
    /// <exception cref="ImmutablePOException">Set on a frozen object.</exception>
    public Trx? Trx
    {
        get => _context as Trx;
        set
        {
            ThrowIfImmutable();
            Bind((object?)value ?? Node);
        }
    }

    /// <summary>The model of the object's class.</summary>
    protected internal abstract POModelInfo ModelInfo { get; }

    internal object KeyObject => ModelInfo.KeyOf(this);

    internal CacheNode? Node => _context switch
    {
        Trx trx => trx.Node,
        CacheNode node => node,
        _ => null,
    };

    internal PO? Origin => _origin;

    /// <summary>Whether the object was added to a parent's list and not removed since: that parent's save takes care of it.</summary>
    internal bool IsInList
    {
        get => (_flags & POFlags.InList) != 0;
        set => _flags = value ? _flags | POFlags.InList : _flags & ~POFlags.InList;
    }

    internal string Describe() => IsNew ? $"{GetType().Name} (new)" : $"{GetType().Name} {KeyObject}";

    /// <summary>Freezes the object and the children it has loaded; those loaded later are frozen as they arrive. There is no way back.</summary>
    public void MarkImmutable()
    {
        if (IsImmutable)
        {
            return;
        }

        _flags |= POFlags.Immutable;
        for (int i = 0; i < ModelInfo.Children.Length; i++)
        {
            GetChildList(i, create: false)?.Freeze();
        }
    }

    /// <summary>The value that a column had when the record was read or last saved.</summary>
    /// <param name="propertyName">The property's name, as in <c>nameof(MProduct.Name)</c>.</param>
    /// <returns>The stored value, as the column holds it (an enum as its number or name); null for a new record.</returns>
    /// <exception cref="ArgumentException">The class has no column of that property.</exception>
    public object? GetOldValue(string propertyName)
    {
        int ordinal = FindColumn(propertyName);
        return IsNew ? null : (_origin ?? this).GetColumnValue(ordinal);
    }

    /// <summary>Whether a column differs from what was read or last saved.</summary>
    /// <param name="propertyName">The property's name, as in <c>nameof(MProduct.Name)</c>.</param>
    /// <returns>True when it differs; for a new record always.</returns>
    /// <exception cref="ArgumentException">The class has no column of that property.</exception>
    public bool IsValueChanged(string propertyName)
    {
        int ordinal = FindColumn(propertyName);
        return IsNew || IsColumnChanged(ordinal);
    }

    /// <summary>The value of a column as it is stored: enums as number or name.</summary>
    /// <param name="ordinal">The column's position in <see cref="POModelInfo.Columns"/>.</param>
    /// <returns>The value, or null.</returns>
    protected internal abstract object? GetColumnValue(int ordinal);

    /// <summary>Sets a column that the framework fills: a key made for the record, its concurrency token, or its parent's key.</summary>
    /// <param name="ordinal">The column's position in <see cref="POModelInfo.Columns"/>.</param>
    /// <param name="value">The value, of the column's own type.</param>
    protected internal virtual void SetSystemValue(int ordinal, object value) =>
        throw new InvalidOperationException($"{GetType().Name}.{ModelInfo.Columns[ordinal].PropertyName} is not filled by the framework.");

    /// <summary>Takes over a column that the database filled while the record was written.</summary>
    /// <param name="ordinal">The column's position in <see cref="POModelInfo.Columns"/>.</param>
    /// <param name="row">The reader, standing on the row that was read back.</param>
    /// <param name="index">The column's position in that row.</param>
    protected internal virtual void ReadBack(int ordinal, PORowReader row, int index) =>
        throw new InvalidOperationException($"{GetType().Name}.{ModelInfo.Columns[ordinal].PropertyName} is not filled by the database.");

    /// <summary>Takes over every column from another instance of the same class, for a reload in place.</summary>
    /// <param name="source">An instance of the same class.</param>
    protected internal abstract void CopyColumnsFrom(PO source);

    /// <summary>One of the lists of children.</summary>
    /// <param name="ordinal">The list's position in <see cref="POModelInfo.Children"/>.</param>
    /// <param name="create">Whether to make the list when nobody asked for it yet.</param>
    /// <returns>The list, or null when it was not made.</returns>
    protected internal virtual IPOChildList? GetChildList(int ordinal, bool create) => null;

    /// <summary>Drops the lists of children, so that the next touch loads them again.</summary>
    protected internal virtual void ForgetChildren()
    {
    }

    /// <summary>Throws when the object is frozen. Every generated setter calls it first.</summary>
    /// <exception cref="ImmutablePOException">The object is frozen.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void ThrowIfImmutable()
    {
        if ((_flags & POFlags.Immutable) != 0)
        {
            ThrowImmutable();
        }
    }

    /// <summary>Keeps the record as it was read, before the first change to it. Every generated setter calls it before it changes a column.</summary>
    protected void KeepOrigin()
    {
        if (_origin is null && !IsNew)
        {
            _origin = CreateImage();
        }
    }

    /// <summary>Throws when the key of a record that the database holds would change. Generated key setters call it.</summary>
    /// <exception cref="InvalidOperationException">The record is not new.</exception>
    protected void ThrowIfKeyFixed()
    {
        ThrowIfImmutable();
        if (!IsNew)
        {
            throw new InvalidOperationException(
                $"The key of {Describe()} cannot change once the record is saved. Insert a new record and delete this one.");
        }
    }

    /// <summary>Whether two values of a byte column hold the same bytes.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    /// <returns>True when both are null or hold equal bytes.</returns>
    protected static bool SameBytes(ImmutableArray<byte>? a, ImmutableArray<byte>? b) =>
        a is { IsDefault: false } x && b is { IsDefault: false } y
            ? x.AsSpan().SequenceEqual(y.AsSpan())
            : a is null or { IsDefault: true } && b is null or { IsDefault: true };

    internal void Bind(object? context)
    {
        _context = context;
        for (int i = 0; i < ModelInfo.Children.Length; i++)
        {
            GetChildList(i, create: false)?.Bind(context);
        }
    }

    internal void SetParentKey(int ordinal, object key)
    {
        if (!key.Equals(GetColumnValue(ordinal)))
        {
            KeepOrigin();
            SetSystemValue(ordinal, key);
        }
    }

    internal bool IsColumnChanged(int ordinal) =>
        _origin is not null && !SameValue(GetColumnValue(ordinal), _origin.GetColumnValue(ordinal));

    // Two bytes arrays may hold the same bytes; one instant may be written with two offsets.
    private static bool SameValue(object? a, object? b) => (a, b) switch
    {
        (ImmutableArray<byte> x, ImmutableArray<byte> y) => SameBytes(x, y),
        (DateTimeOffset x, DateTimeOffset y) => x.EqualsExact(y),
        _ => Equals(a, b),
    };

    private static void ThrowNoColumn(POModelInfo model, string propertyName) => throw new ArgumentException(
        $"{model.ModelType.Name} has no column of a property '{propertyName}'. It has: {string.Join(", ", model.Columns.Select(c => c.PropertyName))}.",
        nameof(propertyName));

    private bool HasChangedColumn()
    {
        if (_origin is null)
        {
            return false;
        }

        for (int i = 0; i < ModelInfo.Columns.Length; i++)
        {
            if (!ModelInfo.Columns[i].IsReadOnly && IsColumnChanged(i))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasChangedChild()
    {
        for (int i = 0; i < ModelInfo.Children.Length; i++)
        {
            if (GetChildList(i, create: false) is { IsChanged: true })
            {
                return true;
            }
        }

        return false;
    }

    private int FindColumn(string propertyName)
    {
        ImmutableArray<POColumnInfo> columns = ModelInfo.Columns;
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].PropertyName == propertyName)
            {
                return i;
            }
        }

        ThrowNoColumn(ModelInfo, propertyName);
        return -1;
    }

    private PO CreateImage()
    {
        PO image = (PO)MemberwiseClone();
        image._flags = POFlags.Immutable;
        image._context = null;
        return image;
    }

    private void ThrowImmutable() => throw new ImmutablePOException(this);
}
