namespace IdempiereStyleCache;

/// <summary>
/// A query over one table by an SQL condition. What it returns is editable, of the caller's own, never from a cache, and bound to the
/// transaction that the query was made with. Immutable: every step returns a new query. Safe to share between threads when it has no transaction.
/// </summary>
/// <typeparam name="T">The model class.</typeparam>
public sealed class POQuery<T>
    where T : PO, IPOModel<T>
{
    private readonly POQueryText _text;
    private readonly Trx? _trx;

    /// <summary>Creates a query. <c>MProduct.Query(...)</c> is the usual way.</summary>
    /// <param name="where">A condition in SQL over the table's columns with named parameters, for example <c>"Weight &gt; @weight"</c>; null for all records.</param>
    /// <param name="parameters">An object whose properties are the parameters, as Dapper takes it; null for none.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    public POQuery(string? where = null, object? parameters = null, Trx? trx = null)
        : this(new POQueryText(where, parameters), trx)
    {
    }

    private POQuery(POQueryText text, Trx? trx)
    {
        _text = text;
        _trx = trx;
    }

    /// <summary>Orders the records; without it they come in the order of their key.</summary>
    /// <param name="orderBy">An SQL ORDER BY list, for example <c>"Name DESC"</c>.</param>
    /// <returns>The ordered query.</returns>
    public POQuery<T> OrderBy(string orderBy) => new(_text with { OrderBy = orderBy }, _trx);

    /// <summary>Limits the number of records.</summary>
    /// <param name="count">How many at most; 0 or more.</param>
    /// <returns>The limited query.</returns>
    public POQuery<T> Limit(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new(_text with { Limit = count }, _trx);
    }

    /// <summary>Reads the records.</summary>
    /// <returns>Editable instances in the query's order.</returns>
    public IReadOnlyList<T> List() => ListAsync(_text, isAsync: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Reads the records without blocking the thread.</summary>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Editable instances in the query's order.</returns>
    public ValueTask<IReadOnlyList<T>> ListAsync(CancellationToken cancellationToken = default) => ListAsync(_text, isAsync: true, cancellationToken);

    /// <summary>Reads the first record in the query's order.</summary>
    /// <returns>An editable instance, or null when no record meets the condition.</returns>
    public T? First() => FirstAsync(isAsync: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Reads the first record in the query's order without blocking the thread.</summary>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>An editable instance, or null when no record meets the condition.</returns>
    public ValueTask<T?> FirstAsync(CancellationToken cancellationToken = default) => FirstAsync(isAsync: true, cancellationToken);

    /// <summary>Counts the records that meet the condition, whatever the limit.</summary>
    /// <returns>Their number.</returns>
    public long Count() => CountAsync(isAsync: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Counts the records that meet the condition, whatever the limit, without blocking the thread.</summary>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <returns>Their number.</returns>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken = default) => CountAsync(isAsync: true, cancellationToken);

    private async ValueTask<T?> FirstAsync(bool isAsync, CancellationToken cancellationToken)
    {
        IReadOnlyList<T> found = await ListAsync(_text with { Limit = 1 }, isAsync, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private ValueTask<long> CountAsync(bool isAsync, CancellationToken cancellationToken) =>
        Node().Database.CountAsync(T.ModelInfo, _text, new StorageCall(_trx?.Session, isAsync, cancellationToken));

    private async ValueTask<IReadOnlyList<T>> ListAsync(POQueryText text, bool isAsync, CancellationToken cancellationToken)
    {
        CacheNode node = Node();
        IReadOnlyList<T> records = await node.Database.QueryAsync(T.ModelInfo, text, new StorageCall(_trx?.Session, isAsync, cancellationToken)).ConfigureAwait(false);
        foreach (T record in records)
        {
            record.Bind((object?)_trx ?? node);
        }

        return records;
    }

    private CacheNode Node()
    {
        _trx?.ThrowIfEnded();
        return _trx?.Node ?? CacheNode.Current;
    }
}
