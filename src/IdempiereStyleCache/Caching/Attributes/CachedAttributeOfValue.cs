namespace IdempiereStyleCache;

/// <summary>
/// A value that is expensive to compute from the database, computed once and shared until something changes that it depends on. Otherwise as
/// <see cref="CachedAttribute{TKey, TValue}"/>, without a key.
/// </summary>
/// <typeparam name="TValue">The type of the value; immutable.</typeparam>
public sealed class CachedAttribute<TValue> : IDisposable
{
    private readonly CachedAttribute<TableKey, TValue> _one;

    /// <summary>Creates an attribute.</summary>
    /// <param name="name">What it is called in messages and signals, the same in every process.</param>
    /// <param name="retrieve">Retrieves the value.</param>
    /// <param name="dependsOn">The tables whose changes make the value out of date.</param>
    /// <exception cref="ArgumentException">The name, or that of a table, is blank or too long.</exception>
    public CachedAttribute(string name, Func<RetrievalContext, ValueTask<TValue>> retrieve, params IEnumerable<string> dependsOn)
        : this(name, retrieve, allowsNull: false, dependsOn)
    {
    }

    /// <summary>Creates an attribute.</summary>
    /// <param name="name">What it is called in messages and signals, the same in every process.</param>
    /// <param name="retrieve">Retrieves the value.</param>
    /// <param name="allowsNull">Whether null is a value; otherwise a retrieval that returns it fails.</param>
    /// <param name="dependsOn">The tables whose changes make the value out of date.</param>
    /// <exception cref="ArgumentException">The name, or that of a table, is blank or too long.</exception>
    public CachedAttribute(string name, Func<RetrievalContext, ValueTask<TValue>> retrieve, bool allowsNull, params IEnumerable<string> dependsOn)
    {
        ArgumentNullException.ThrowIfNull(retrieve);
        _one = new CachedAttribute<TableKey, TValue>(name, (_, context) => retrieve(context), allowsNull, dependsOn);
    }

    /// <summary>What the attribute is called in messages and signals.</summary>
    public string Name => _one.Name;

    /// <summary>The value.</summary>
    /// <param name="trx">The transaction to read in: one that changed something that the value depends on gets a value of its own. Null reads what is committed.</param>
    /// <returns>The value, shared with others.</returns>
    /// <exception cref="InvalidOperationException">The retrieval reads itself or returned null, or there is no ambient node.</exception>
    /// <exception cref="CacheStaleException">The node cannot tell whether what it caches is current, and was told to throw then.</exception>
    public TValue Get(Trx? trx = null) => _one.Get(default, trx);

    /// <summary>The value without blocking the thread; a hit completes at once.</summary>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <param name="cancellationToken">Stops waiting; a retrieval that others wait for goes on.</param>
    /// <inheritdoc cref="Get" path="/returns|/exception"/>
    public ValueTask<TValue> GetAsync(Trx? trx = null, CancellationToken cancellationToken = default) => _one.GetAsync(default, trx, owner: null, cancellationToken);

    /// <summary>Makes the value out of date, on every node.</summary>
    /// <param name="trx">The transaction with whose commit it becomes so; null does it at once, in one of its own.</param>
    public void Invalidate(Trx? trx = null) => _one.InvalidateAll(trx);

    /// <summary>Makes the value out of date, on every node, without blocking the thread.</summary>
    /// <param name="trx">The transaction with whose commit it becomes so; null does it at once, in one of its own.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when it is noted, or committed.</returns>
    public ValueTask InvalidateAsync(Trx? trx = null, CancellationToken cancellationToken = default) => _one.InvalidateAllAsync(trx, cancellationToken);

    /// <summary>Takes the attribute from every node. It cannot be used any more.</summary>
    public void Dispose() => _one.Dispose();
}
