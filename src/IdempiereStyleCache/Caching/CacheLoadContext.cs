namespace IdempiereStyleCache;

/// <summary>What a loader of a hand-written cache reads with.</summary>
/// <param name="Node">The node that the value is loaded for.</param>
/// <param name="Trx">The transaction to read in, or null to read what is committed.</param>
/// <param name="IsAsync">Whether waiting may be asynchronous; when false every step must complete before it returns.</param>
/// <param name="CancellationToken">Stops the load.</param>
public readonly record struct CacheLoadContext(CacheNode Node, Trx? Trx, bool IsAsync, CancellationToken CancellationToken)
{
    /// <summary>The load that this is; null for one that nobody joins.</summary>
    internal LoadFlight? Flight { get; init; }

    /// <summary>What the reader gave beside the key.</summary>
    internal object? State { get; init; }

    /// <summary>The session of the retrieval in which the load takes place; null for none.</summary>
    internal IPOSession? Session { get; init; }

    /// <summary>How calls to the node's database are to be made.</summary>
    public StorageCall Call => new(Trx?.Session ?? Session, IsAsync, CancellationToken);

    /// <summary>Reads the records that meet an SQL condition.</summary>
    /// <typeparam name="T">The model class.</typeparam>
    /// <param name="where">A condition in SQL over the table's columns with named parameters; null for all records.</param>
    /// <param name="parameters">An object whose properties are the parameters; null for none.</param>
    /// <returns>Editable instances in the order of their key.</returns>
    public ValueTask<IReadOnlyList<T>> QueryAsync<T>(string? where = null, object? parameters = null)
        where T : PO, IPOModel<T> => Node.Database.QueryAsync(T.ModelInfo, new POQueryText(where, parameters), Call);
}

/// <summary>Loads what a hand-written cache does not hold.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <param name="key">The key that was asked for.</param>
/// <param name="context">What to read with.</param>
/// <returns>The value, or null when there is none; a null is not cached.</returns>
public delegate ValueTask<TValue?> CacheLoader<in TKey, TValue>(TKey key, CacheLoadContext context)
    where TValue : class;
