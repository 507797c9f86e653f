using System.Data.Common;

namespace IdempiereStyleCache;

/// <summary>
/// What a retrieval of a cached attribute reads with. Belongs to one retrieval and ends with it. What the retrieval reads from other caches, and they do not hold, is loaded through the
/// same connection: read a result to its end before.
/// </summary>
public sealed class RetrievalContext
{
    private readonly Retrieval _retrieval;

    internal RetrievalContext(Retrieval retrieval, CacheLoadContext load)
    {
        _retrieval = retrieval;
        IsAsync = load.IsAsync;
        Owner = load.State;
    }

    /// <summary>The node that the value is retrieved for.</summary>
    public CacheNode Node => _retrieval.Node;

    /// <summary>The transaction in which the value is read, because that has changed something that it depends on; null otherwise. Pass it on to what the retrieval reads from other caches.</summary>
    public Trx? Trx => _retrieval.Trx;

    /// <summary>Whether waiting may be asynchronous; when false every step must complete before the retrieval returns.</summary>
    public bool IsAsync { get; }

    /// <summary>The object on which the attribute was read; null for one that belongs to none.</summary>
    public object? Owner { get; }

    /// <summary>An open connection, for statements that read; pass <see cref="Transaction"/> to them.</summary>
    public DbConnection Connection => _retrieval.Session.Connection;

    /// <summary>The transaction of the connection.</summary>
    public DbTransaction Transaction => _retrieval.Session.Transaction;

    /// <summary>Reads the records that meet an SQL condition.</summary>
    /// <typeparam name="T">The model class.</typeparam>
    /// <param name="where">A condition in SQL over the table's columns with named parameters; null for all records.</param>
    /// <param name="parameters">An object whose properties are the parameters; null for none.</param>
    /// <returns>Editable instances in the order of their key.</returns>
    public ValueTask<IReadOnlyList<T>> QueryAsync<T>(string? where = null, object? parameters = null)
        where T : PO, IPOModel<T> => Node.Database.QueryAsync(T.ModelInfo, new POQueryText(where, parameters), new StorageCall(_retrieval.Session, IsAsync));
}

/// <summary>Retrieves the value of a cached attribute.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
/// <param name="key">The key of the instance that is asked for.</param>
/// <param name="context">What to read with.</param>
/// <returns>The value: immutable, because everybody who asks shares it.</returns>
public delegate ValueTask<TValue> Retrieve<in TKey, TValue>(TKey key, RetrievalContext context);
