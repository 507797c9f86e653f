using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <content>What a read does that is not a plain hit.</content>
public partial class CCache<TKey, TValue>
{
    private async ValueTask<TValue?> GetMissingAsync(CacheStore<TKey, TValue> store, TKey key, RequestScope? scope, CacheRead read)
    {
        key = Normalize(key);
        if (scope is null && store.IsKnownMissing(key))
        {
            return null;
        }

        TValue? value = await store.LoadAsync(key, read).ConfigureAwait(false);
        value = scope is null ? value : store.Settle(scope, key, value);
        return value is null ? null : HandOut(value);
    }

    /// <summary>The value of a key, however the read is to be made.</summary>
    internal ValueTask<TValue?> ReadAsync(TKey key, CacheRead read) => DirectStore is not { } store ? GetAttentivelyAsync(StoreOf(CacheNode.Current), key, read)
        : store.Entries.TryGet(key, out TValue? value) ? ValueTask.FromResult<TValue?>(HandOut(value))
        : GetMissingAsync(store, key, null, read);

    /// <summary>Reads with regard to the scope and to how current the node is.</summary>
    private ValueTask<TValue?> GetAttentivelyAsync(CacheStore<TKey, TValue> store, TKey key, CacheRead read)
    {
        ValueTask<CacheReadMode> mode = store.Node.EnsureFreshAsync(read.IsAsync, read.CancellationToken);
        return mode.IsCompletedSuccessfully
            ? GetInModeAsync(store, key, mode.Result, read)
            : GetWhenFreshAsync(store, key, mode, read);
    }

    private async ValueTask<TValue?> GetWhenFreshAsync(CacheStore<TKey, TValue> store, TKey key, ValueTask<CacheReadMode> mode, CacheRead read) =>
        await GetInModeAsync(store, key, await mode.ConfigureAwait(false), read).ConfigureAwait(false);

    private ValueTask<TValue?> GetInModeAsync(CacheStore<TKey, TValue> store, TKey key, CacheReadMode mode, CacheRead read)
    {
        key = Normalize(key);
        RequestScope? scope = RequestScope.Of(store.Node);
        if (store.TryRead(key, mode, scope, out TValue? value))
        {
            return ValueTask.FromResult(value is null ? null : HandOut(value));
        }

        return mode == CacheReadMode.Through
            ? GetThroughAsync(store, key, read)
            : GetMissingAsync(store, key, scope, read);
    }

    private async ValueTask<TValue?> GetThroughAsync(CacheStore<TKey, TValue> store, TKey key, CacheRead read) =>
        await LoadForSharingAsync(key, new CacheLoadContext(store.Node, null, read.IsAsync, read.CancellationToken) { State = read.State }).ConfigureAwait(false) is { } value ? HandOut(value) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue? GetAttentively(TKey key) => _defaultStore is { } store && TryReadDirectly(store, key, out TValue? value)
        ? HandOut(value)
        : CacheNode.Attention == CacheAttention.Ambient && AmbientContext.Current is null && _defaultStore is { } missing && missing.IsKnownMissing(Normalize(key)) ? null
        : GetAttentivelyAsync(StoreOf(CacheNode.Current), key, CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>A hit on the default node that takes no more than a look at the flow of code: outside every scope, or in one that has read before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadDirectly(CacheStore<TKey, TValue> store, TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        CacheAttention attention = CacheNode.Attention;
        if (AmbientContext.Current is not { } ambient)
        {
            value = null;
            return attention == CacheAttention.Ambient && store.Entries.TryGet(key, out value);
        }

        value = null;
        return !attention.HasFlag(CacheAttention.Lookups)
            && (ambient.Node is null || ambient.Node == store.Node)
            && ambient.Scope?.MomentOn(store.Node) is { } moment
            && store.Entries.TryGetAt(key, moment, out value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TValue? GetMissing(CacheStore<TKey, TValue> store, TKey key) =>
        store.IsKnownMissing(Normalize(key)) ? null : GetMissingAsync(store, key, null, CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>The value of a key as a transaction sees it: with what it wrote itself, otherwise what is committed.</summary>
    internal async ValueTask<TValue?> GetInAsync(TKey key, Trx trx, CacheRead read)
    {
        trx.ThrowIfEnded();
        key = Normalize(key);
        CacheStore<TKey, TValue> store = StoreOf(trx.Node);
        bool own = trx.IsIsolated || HasChanged(trx, key);
        RequestScope? scope = null;
        if (!own)
        {
            CacheReadMode mode = CacheNode.NeedsAttention ? await trx.Node.EnsureFreshAsync(read.IsAsync, read.CancellationToken).ConfigureAwait(false) : CacheReadMode.Fresh;
            scope = RequestScope.Of(trx.Node);
            if (store.TryRead(key, mode, scope, out TValue? shared))
            {
                return shared is null ? null : HandOut(shared);
            }

            own = mode == CacheReadMode.Through;
        }

        // A transaction that has written nothing publishes under the ticket of its beginning: it may read as of then.
        long? ticket = own ? null : trx.LoadTicket;
        CacheLoadContext context = new(trx.Node, trx, read.IsAsync, read.CancellationToken) { State = read.State };
        AmbientContext.LeaveScopes();
        TValue? value = await store.LoadApartAsync(key, context, ticket).ConfigureAwait(false);
        if (ticket is null)
        {
            return value;
        }

        value = scope is null ? value : store.Settle(scope, key, value);
        return value is null ? null : HandOut(value);
    }
}
