using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <summary>
/// Keeps a whole table as one value. Every reset of the table takes the value away; the next load reads the records that changed since, where that is known, otherwise the table.
/// </summary>
/// <typeparam name="TKey">The type of the records' key.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
internal sealed class SnapshotCache<TKey, T>(string tableName, int maxRows) : CCache<TableKey, FullTable<TKey, T>>(tableName, capacity: 0, isKeyedByRecord: false)
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    private readonly POModelInfo<TKey, T> _model = (POModelInfo<TKey, T>)(POModelInfo)T.ModelInfo;

    // What the default node's store holds, a step nearer: set and cleared under the same gate.
    private FullTable<TKey, T>? _hot;

    internal override ImmutableArray<string> EmbeddedTables => _model.EmbeddedTables;

    internal override Type? RecordKeyType => typeof(TKey);

    internal override RecordKeyShape? KeyShape => _model.KeyShape;

    internal override CacheEntries<TableKey, FullTable<TKey, T>> MakeUnlimitedEntries() => new SingleEntries<TableKey, FullTable<TKey, T>>();

    internal override object Attach(CacheStore<TableKey, FullTable<TKey, T>> store) => new TableRefresh<TKey, T>(store.Node);

    internal override void Emptied(CacheStore<TableKey, FullTable<TKey, T>> store, CacheEntries<TableKey, FullTable<TKey, T>> removed, CacheReset? reset)
    {
        Cool(store);
        if (store.Attachment is TableRefresh<TKey, T> refresh)
        {
            refresh.Note(removed.TryGet(default, out FullTable<TKey, T>? table) ? table : null, reset);
        }
    }

    internal override void Added(CacheStore<TableKey, FullTable<TKey, T>> store, TableKey key)
    {
        RefreshOf(store).Done();
        if (store.Node.IsDefault && store.Entries.TryGet(key, out FullTable<TKey, T>? table))
        {
            Volatile.Write(ref _hot, table);
        }
    }

    internal override void Ended(CacheStore<TableKey, FullTable<TKey, T>> store) => Cool(store);

    internal override async ValueTask<FullTable<TKey, T>?> LoadAsync(TableKey key, CacheLoadContext context)
    {
        if (context.Trx is { } trx && (trx.IsIsolated || trx.LoadTicket is null || HasChanged(trx, key)))
        {
            return new FullTable<TKey, T>(_model, await ReadAllAsync(context, trx).ConfigureAwait(false));
        }

        CacheStore<TableKey, FullTable<TKey, T>> store = StoreOf(context.Node);
        if (store.UnderGate(key, () => RefreshOf(store).Take()) is not var (before, changed))
        {
            return new FullTable<TKey, T>(_model, await ReadAllAsync(context, context.Node).ConfigureAwait(false));
        }

        IReadOnlyList<T> read = await context.Node.Database.LoadManyAsync(_model, [.. changed], context.Call).ConfigureAwait(false);
        return before.With(changed, read.Select(one => Freeze(one, context.Node)));
    }

    /// <summary>The table as it was before others changed it, where a reader is content with that. Whoever gets it makes sure that it is being loaded again.</summary>
    public FullTable<TKey, T>? TryServeOld(CacheNode node, Freshness freshness) => RefreshOf(StoreOf(node)).TryServe(freshness);

    /// <summary>The default node's table, where a look-up may take it without looking around; null otherwise.</summary>
    public FullTable<TKey, T>? Hot
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => CacheNode.NeedsAttention ? null : Volatile.Read(ref _hot);
    }

    /// <summary>The table, where a look at the flow of code is enough; null otherwise.</summary>
    public FullTable<TKey, T>? Warm() => AttentiveOrNull(default);

    /// <summary>Whether a transaction changed records of the table, or such as they may embed.</summary>
    public bool HasChangedTable(Trx trx) => HasChanged(trx, default);

    /// <summary>Whether a transaction changed one record, or such as it may embed.</summary>
    public bool HasChangedRecord(Trx trx, TKey key) => trx.HasChanged(TableName, key) || EmbeddedTables.Any(trx.HasChangedUnderUnknownParents);

    /// <summary>Freezes a record that was read, for everybody or for one transaction.</summary>
    /// <param name="record">The record.</param>
    /// <param name="owner">The node or the transaction in which it reads its children.</param>
    public static T Freeze(T record, object owner)
    {
        record.Bind(owner);
        record.MarkImmutable();
        return record;
    }

    private void Cool(CacheStore<TableKey, FullTable<TKey, T>> store)
    {
        if (store.Node.IsDefault)
        {
            Volatile.Write(ref _hot, null);
        }
    }

    private static TableRefresh<TKey, T> RefreshOf(CacheStore<TableKey, FullTable<TKey, T>> store) => (TableRefresh<TKey, T>)store.Attachment!;

    private async ValueTask<ImmutableArray<T>> ReadAllAsync(CacheLoadContext context, object owner)
    {
        POQueryText query = new(Limit: maxRows == int.MaxValue ? null : maxRows + 1);
        IReadOnlyList<T> read = await context.Node.Database.QueryAsync(_model, query, context.Call).ConfigureAwait(false);
        return read.Count > maxRows
            ? throw new FullTableTooLargeException(TableName, typeof(T).Name, maxRows)
            : [.. read.Select(one => Freeze(one, owner))];
    }
}
