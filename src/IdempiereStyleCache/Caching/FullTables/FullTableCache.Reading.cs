using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <content>How a look-up comes by the table, and how one in a transaction reads.</content>
public sealed partial class FullTableCache<TKey, T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FullTable<TKey, T> Table() => _cache.Hot ?? TableSlowly();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private FullTable<TKey, T> TableSlowly() => _cache.Warm() ?? LoadTableAsync(CacheNode.Current, CacheRead.Sync).GetAwaiter().GetResult();

    private ValueTask<FullTable<TKey, T>> TableAsync(CacheRead read) =>
        (_cache.Hot ?? _cache.Warm()) is { } table ? ValueTask.FromResult(table) : LoadTableAsync(CacheNode.Current, read);

    private async ValueTask<FullTable<TKey, T>> LoadTableAsync(CacheNode node, CacheRead read)
    {
        CacheStore<TableKey, FullTable<TKey, T>> store = _cache.StoreOf(node);
        CacheReadMode mode = CacheNode.NeedsAttention ? await node.EnsureFreshAsync(read.IsAsync, read.CancellationToken).ConfigureAwait(false) : CacheReadMode.Fresh;
        RequestScope? scope = RequestScope.Of(node);
        if (store.TryRead(default, mode, scope, out FullTable<TKey, T>? table))
        {
            return table!;
        }

        if (mode == CacheReadMode.Through)
        {
            CacheLoadContext context = new(node, null, read.IsAsync, read.CancellationToken);
            return (await _cache.LoadForSharingAsync(default, context).ConfigureAwait(false))!;
        }

        if (_cache.TryServeOld(node, scope?.Freshness ?? node.Freshness) is { } old)
        {
            LoadInBackground(store);
            return scope is null ? old : scope.KeepOld(store, default(TableKey), old, scope.ChangedAt(TableName, default(TableKey), isKeyed: false))!;
        }

        table = await store.LoadAsync(default, read).ConfigureAwait(false);
        return scope is null ? table! : store.Settle(scope, default, table)!;
    }

    // Whoever loads already is joined. What fails here fails again for the first reader who has to wait.
    private static void LoadInBackground(CacheStore<TableKey, FullTable<TKey, T>> store) => _ = Task.Run(async () =>
    {
        try
        {
            await store.LoadAsync(default, CacheRead.Async(CancellationToken.None)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.RefreshFailed(store.Node.Logger, store.Table.TableName, e);
        }
    });

    // A transaction that changed the table asks the database for what it needs; the shared table is of no use to it.
    private async ValueTask<T?> GetInAsync(TKey key, Trx trx, CacheRead read)
    {
        trx.ThrowIfEnded();
        if (!trx.IsIsolated && !_cache.HasChangedRecord(trx, key) && await TryReadInAsync(trx, read).ConfigureAwait(false) is { } table)
        {
            return table.ById.GetValueOrDefault(key);
        }

        CacheLoadContext context = new(trx.Node, trx, read.IsAsync, read.CancellationToken);
        return await context.Node.Database.LoadAsync(_model, key, context.Call).ConfigureAwait(false) is { } own ? SnapshotCache<TKey, T>.Freeze(own, trx) : null;
    }

    private async ValueTask<T?> GetByAsync<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Trx? trx, CacheRead read)
        where TIndexKey : notnull
    {
        ArgumentNullException.ThrowIfNull(index);
        if (await TableForAsync(trx, read).ConfigureAwait(false) is { } table)
        {
            return table.IndexOf(index).Find(key);
        }

        ImmutableArray<T> own = await ReadOwnAsync(index, key, trx!, read).ConfigureAwait(false);
        return own.IsEmpty ? null : own[0];
    }

    private async ValueTask<ImmutableArray<T>> ListByAsync<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Trx? trx, CacheRead read)
        where TIndexKey : notnull
    {
        ArgumentNullException.ThrowIfNull(index);
        return await TableForAsync(trx, read).ConfigureAwait(false) is { } table
            ? table.IndexOf(index).FindAll(key)
            : await ReadOwnAsync(index, key, trx!, read).ConfigureAwait(false);
    }

    private async ValueTask<ImmutableArray<T>> AllInAsync(Trx? trx, CacheRead read) => trx is null
        ? (await TableAsync(read).ConfigureAwait(false)).All
        : (await _cache.GetInAsync(default, trx, read).ConfigureAwait(false))!.All;

    private static async ValueTask<ImmutableArray<T>> ReadOwnAsync<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Trx trx, CacheRead read)
        where TIndexKey : notnull
    {
        ImmutableArray<T> own = await IndexQuery.ReadAsync(index, key, new CacheLoadContext(trx.Node, trx, read.IsAsync, read.CancellationToken)).ConfigureAwait(false);
        return [.. own.Select(one => SnapshotCache<TKey, T>.Freeze(one, trx))];
    }

    /// <summary>The table for a reader in a transaction, or in none; null when the transaction changed it.</summary>
    private async ValueTask<FullTable<TKey, T>?> TableForAsync(Trx? trx, CacheRead read)
    {
        if (trx is null)
        {
            return await TableAsync(read).ConfigureAwait(false);
        }

        trx.ThrowIfEnded();
        return trx.IsIsolated || _cache.HasChangedTable(trx) ? null : await _cache.GetInAsync(default, trx, read).ConfigureAwait(false);
    }

    /// <summary>The table for a reader in a transaction that did not change the record: cached, or loaded if the transaction changed no other either; null when neither will do.</summary>
    private async ValueTask<FullTable<TKey, T>?> TryReadInAsync(Trx trx, CacheRead read)
    {
        if (!_cache.HasChangedTable(trx))
        {
            return await _cache.GetInAsync(default, trx, read).ConfigureAwait(false);
        }

        CacheReadMode mode = await trx.Node.EnsureFreshAsync(read.IsAsync, read.CancellationToken).ConfigureAwait(false);
        return _cache.StoreOf(trx.Node).TryRead(default, mode, RequestScope.Of(trx.Node), out FullTable<TKey, T>? table) ? table : null;
    }
}
