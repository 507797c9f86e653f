using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <content>Finding a record, or making it.</content>
public sealed partial class FullTableCache<TKey, T>
{
    /// <summary>
    /// The record with a unique key; where there is none, one that a factory makes and that is saved. When another transaction or node creates it at the same moment, that one is returned.
    /// </summary>
    /// <typeparam name="TIndexKey">The type of the unique key.</typeparam>
    /// <param name="index">One of the model's own unique indexes. The table should have a unique constraint for it: that is what tells that another was faster.</param>
    /// <param name="key">The key.</param>
    /// <param name="factory">Makes the new record, with that key and not saved; null for none, which is not remembered.</param>
    /// <param name="trx">The transaction to look and save in; null saves in one of its own.</param>
    /// <returns>The record, frozen, and whether it was created; null and false when the factory made none.</returns>
    /// <exception cref="ArgumentException">The factory made a record with another key.</exception>
    [return: FromCache]
    public (T? Record, bool IsCreated) GetOrCreate<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Func<T?> factory, Trx? trx = null)
        where TIndexKey : notnull => GetOrCreateAsync(index, key, factory, trx, CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>The record with a unique key, or a new one, without blocking the thread; otherwise as <see cref="GetOrCreate"/>.</summary>
    /// <typeparam name="TIndexKey">The type of the unique key.</typeparam>
    /// <param name="index">One of the model's own unique indexes.</param>
    /// <param name="key">The key.</param>
    /// <param name="factory">Makes the new record, with that key and not saved; null for none, which is not remembered.</param>
    /// <param name="trx">The transaction to look and save in; null saves in one of its own.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="GetOrCreate" path="/returns|/exception"/>
    [return: FromCache]
    public ValueTask<(T? Record, bool IsCreated)> GetOrCreateAsync<TIndexKey>(
        POIndexInfo<TIndexKey, T> index, TIndexKey key, Func<T?> factory, Trx? trx = null, CancellationToken cancellationToken = default)
        where TIndexKey : notnull => GetOrCreateAsync(index, key, factory, trx, CacheRead.Async(cancellationToken));

    private async ValueTask<(T? Record, bool IsCreated)> GetOrCreateAsync<TIndexKey>(
        POIndexInfo<TIndexKey, T> index, TIndexKey key, Func<T?> factory, Trx? trx, CacheRead read)
        where TIndexKey : notnull
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(factory);
        if (await GetByAsync(index, key, trx, read).ConfigureAwait(false) is { } found)
        {
            return (found, false);
        }

        if (factory() is not { } made)
        {
            return (null, false);
        }

        if (!index.HasKey(made) || !index.Comparer.Equals(index.GetKey(made), key))
        {
            throw new ArgumentException($"The factory was asked for a {typeof(T).Name} with {string.Join(", ", index.ColumnNames)} = {key}, and made one with another. Nothing was saved.", nameof(factory));
        }

        try
        {
            await SaveApartAsync(made, trx, read).ConfigureAwait(false);
        }
        catch (POException) when (trx is null or { IsActive: true })
        {
            // Another may have been faster: the database then refused the second one.
            if (await GetStoredAsync(index, key, trx, read).ConfigureAwait(false) is { } other)
            {
                return (other, false);
            }

            throw;
        }

        return (await GetByAsync(index, key, trx, read).ConfigureAwait(false), true);
    }

    // In a transaction of the caller's a refused insert must leave that usable.
    private static async ValueTask SaveApartAsync(T made, Trx? trx, CacheRead read)
    {
        if (trx is null)
        {
            await (read.IsAsync ? made.SaveAsync(null, read.CancellationToken) : new ValueTask<bool>(made.Save())).ConfigureAwait(false);
            return;
        }

        StorageCall call = new(trx.Session, read.IsAsync, read.CancellationToken);
        TrxSavepoint savepoint = await trx.SetSavepointAsync(call).ConfigureAwait(false);
        try
        {
            await (read.IsAsync ? made.SaveAsync(trx, read.CancellationToken) : new ValueTask<bool>(made.Save(trx))).ConfigureAwait(false);
        }
        catch
        {
            await trx.UndoAsync(savepoint, read.IsAsync).ConfigureAwait(false);
            throw;
        }

        await trx.ReleaseAsync(savepoint, call with { CancellationToken = CancellationToken.None }).ConfigureAwait(false);
    }

    // Asks the database: the node may not have heard yet of what another committed.
    private static async ValueTask<T?> GetStoredAsync<TIndexKey>(POIndexInfo<TIndexKey, T> index, TIndexKey key, Trx? trx, CacheRead read)
        where TIndexKey : notnull
    {
        CacheNode node = trx?.Node ?? CacheNode.Current;
        ImmutableArray<T> found = await IndexQuery.ReadAsync(index, key, new CacheLoadContext(node, trx, read.IsAsync, read.CancellationToken)).ConfigureAwait(false);
        return found.IsEmpty ? null : SnapshotCache<TKey, T>.Freeze(found[0], (object?)trx ?? node);
    }
}
