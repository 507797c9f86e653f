using System.Collections;

namespace IdempiereStyleCache;

/// <summary>
/// The children of a record, loaded with the first touch. The list of a frozen parent is frozen and may be read by any number of threads;
/// that of an editable one is its own, and <c>Save</c> of the parent inserts what was added, writes what was changed and deletes what was removed.
/// </summary>
/// <typeparam name="T">The children's class.</typeparam>
public sealed class POList<T> : IReadOnlyList<T>, IPOChildList
    where T : PO, IPOModel<T>
{
    private readonly PO _parent;
    private readonly POChildInfo _info;

    // Only one thread loads; the others wait for it. Made when first needed.
    private SemaphoreSlim? _loading;
    private List<T>? _items;
    private List<T>? _removed;

    // The list of the object that the parent was copied from; its children are copied with the first touch.
    private POList<T>? _source;

    /// <summary>Creates the list of a parent. Nothing is loaded yet.</summary>
    /// <param name="parent">The parent.</param>
    /// <param name="ordinal">The list's position in the parent's <see cref="POModelInfo.Children"/>.</param>
    public POList(PO parent, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(parent);
        _parent = parent;
        _info = parent.ModelInfo.Children[ordinal];
    }

    /// <summary>Creates the list of an editable copy: children of its own, with the values of the source's.</summary>
    /// <param name="parent">The copy.</param>
    /// <param name="source">The list of the object that was copied.</param>
    public POList(PO parent, POList<T> source)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(source);
        _parent = parent;
        _info = source._info;
        if (source._parent.IsImmutable)
        {
            _source = source;
        }
        else if (source._items is { } items)
        {
            _items = CopyAll(items);
            _removed = source._removed is { } removed ? CopyAll(removed) : null;
        }
    }

    /// <summary>Whether the children were loaded. Reading an unloaded list asks the database once.</summary>
    public bool IsLoaded => Volatile.Read(ref _items) is not null;

    /// <summary>Whether a save of the parent would write anything here.</summary>
    public bool IsChanged => _removed is { Count: > 0 } || (_items is { } items && items.Exists(static c => c.IsChanged && !c.IsDeleted));

    /// <summary>How many children there are; loads them when nobody did.</summary>
    public int Count => Items.Count;

    IReadOnlyList<PO> IPOChildList.Current => _items ?? [];

    IReadOnlyList<PO> IPOChildList.Removed => _removed ?? [];

    private List<T> Items => Volatile.Read(ref _items) ?? LoadNow();

    /// <summary>One child; loads them when nobody did.</summary>
    /// <param name="index">Its position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public T this[int index] => Items[index];

    /// <summary>Adds a child. It is inserted, with the parent's key, when the parent is saved.</summary>
    /// <param name="child">An editable child that no other list holds.</param>
    /// <exception cref="ImmutablePOException">The parent or the child is frozen.</exception>
    [ChangesPO]
    public void Add([ChangesPO] T child)
    {
        ArgumentNullException.ThrowIfNull(child);
        _parent.ThrowIfFrozen();
        child.ThrowIfFrozen();
        if (child.IsDeleted)
        {
            throw new InvalidOperationException($"{child.Describe()} was deleted and cannot be added to a list. Make a new object for a new record.");
        }

        List<T> items = Items;
        if (!items.Contains(child))
        {
            _removed?.Remove(child);
            child.Bind((object?)_parent.Trx ?? _parent.Node);
            child.IsInList = true;
            if (!_parent.IsNew)
            {
                // At once, so that a list that it was taken from sees that it moved.
                child.SetParentKey(_info.LinkOrdinal, _parent.KeyObject);
            }

            items.Add(child);
        }
    }

    /// <summary>Removes a child. It is deleted when the parent is saved.</summary>
    /// <param name="child">A child of this list.</param>
    /// <returns>Whether the list held it.</returns>
    /// <exception cref="ImmutablePOException">The parent is frozen.</exception>
    [ChangesPO]
    public bool Remove(T child)
    {
        ArgumentNullException.ThrowIfNull(child);
        _parent.ThrowIfFrozen();
        if (!Items.Remove(child))
        {
            return false;
        }

        child.IsInList = false;
        if (!child.IsNew)
        {
            (_removed ??= []).Add(child);
        }

        return true;
    }

    /// <summary>Loads the children without blocking the thread; does nothing when they are loaded.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when they are loaded.</returns>
    public async ValueTask LoadAsync(CancellationToken cancellationToken = default) =>
        await EnsureLoadedAsync(isAsync: true, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads the children in their order, over the list as it is now; loads them when nobody did.</summary>
    /// <returns>The enumerator.</returns>
    public List<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();

    void IPOChildList.Freeze() => Volatile.Read(ref _items)?.ForEach(static c => c.MarkImmutable());

    void IPOChildList.Bind(object? context) => _items?.ForEach(c => c.Bind(context));

    async ValueTask<IReadOnlyList<PO>> IPOChildList.ReadStoredAsync(Trx trx, bool isAsync, CancellationToken cancellationToken) =>
        await QueryAsync(trx.Node, trx, isAsync, cancellationToken).ConfigureAwait(false);

    ITrxUndo? IPOChildList.TakeRemoved()
    {
        if (_removed is not { Count: > 0 } removed)
        {
            return null;
        }

        _removed = null;
        return new RemovedUndo(this, removed);
    }

    private List<T> LoadNow()
    {
        EnsureLoadedAsync(isAsync: false, CancellationToken.None).GetAwaiter().GetResult();
        return _items!;
    }

    private async ValueTask EnsureLoadedAsync(bool isAsync, CancellationToken cancellationToken)
    {
        if (IsLoaded)
        {
            return;
        }

        SemaphoreSlim loading = LazyInitializer.EnsureInitialized(ref _loading, static () => new SemaphoreSlim(1, 1));
        if (isAsync)
        {
            await loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            loading.Wait(cancellationToken);
        }

        try
        {
            if (_items is null)
            {
                List<T> items = await ReadAsync(isAsync, cancellationToken).ConfigureAwait(false);
                if (_parent.IsImmutable)
                {
                    items.ForEach(static c => c.MarkImmutable());
                }

                Volatile.Write(ref _items, items);
                _source = null;
            }
        }
        finally
        {
            loading.Release();
        }
    }

    private async ValueTask<List<T>> ReadAsync(bool isAsync, CancellationToken cancellationToken)
    {
        // What the source has not loaded is read by the copy itself: in its own transaction, over the connection that this holds.
        if (_source?._items is { } items)
        {
            return CopyAll(items);
        }

        if (_parent.IsNew)
        {
            return [];
        }

        Trx? trx = _parent.Trx is { IsActive: true } active ? active : null;
        return [.. await QueryAsync(_parent.Node ?? CacheNode.Current, trx, isAsync, cancellationToken).ConfigureAwait(false)];
    }

    private async ValueTask<IReadOnlyList<T>> QueryAsync(CacheNode node, Trx? trx, bool isAsync, CancellationToken cancellationToken)
    {
        string link = T.ModelInfo.Columns[_info.LinkOrdinal].Name;
        POQueryText query = POQueryText.ForColumn(link, _parent.KeyObject, _info.OrderBy);
        IReadOnlyList<T> children = await node.Database
            .QueryAsync(T.ModelInfo, query, new StorageCall(trx?.Session, isAsync, cancellationToken)).ConfigureAwait(false);
        foreach (T child in children)
        {
            child.Bind((object?)trx ?? node);
        }

        return children;
    }

    private List<T> CopyAll(List<T> children) => children.ConvertAll(c => T.ModelInfo.Copy(c, _parent.Trx));

    private sealed class RemovedUndo(POList<T> list, List<T> removed) : ITrxUndo
    {
        // Others may have been removed since.
        public void Undo() => list._removed = [.. removed, .. list._removed ?? []];
    }
}
