using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// A value that is expensive to compute from the database, computed once and shared until something changes that it depends on. One for each key. Usually a static field; the generator
/// makes one for a member marked <see cref="CachedAttribute"/>. Safe for use by several threads; a hit takes no lock.
/// </summary>
/// <remarks>
/// <para>The value must be immutable: everybody who asks shares it. However many ask at once, it is retrieved once; a slow retrieval of one attribute or key holds up no other.</para>
/// <para>A retrieval may read other attributes and caches. What they do not hold is then loaded through the retrieval's own connection, so a connection pool of one is enough.</para>
/// <para>The idea is the cached attribute of Trac's cache manager.</para>
/// </remarks>
/// <typeparam name="TKey">The type of the key: what tells instances of the owner apart.</typeparam>
/// <typeparam name="TValue">The type of the value; immutable.</typeparam>
public sealed class CachedAttribute<TKey, TValue> : IDisposable
    where TKey : notnull
{
    // A signal's name must fit into the log.
    private const int MaxNameLength = LogRow.MaxTableNameLength - 16;

    private readonly AttributeCache<TKey, TValue> _cache;

    /// <summary>Creates an attribute.</summary>
    /// <param name="name">What it is called in messages and signals, the same in every process: the class and the member, as in <c>Shop.Settings.Values</c>.</param>
    /// <param name="retrieve">Retrieves the value.</param>
    /// <param name="dependsOn">The tables whose changes make every value out of date.</param>
    /// <exception cref="ArgumentException">The name, or that of a table, is blank or too long.</exception>
    public CachedAttribute(string name, Retrieve<TKey, TValue> retrieve, params IEnumerable<string> dependsOn)
        : this(name, retrieve, allowsNull: false, dependsOn)
    {
    }

    /// <summary>Creates an attribute.</summary>
    /// <param name="name">What it is called in messages and signals, the same in every process: the class and the member, as in <c>Shop.Settings.Values</c>.</param>
    /// <param name="retrieve">Retrieves the value.</param>
    /// <param name="allowsNull">Whether null is a value; otherwise a retrieval that returns it fails.</param>
    /// <param name="dependsOn">The tables whose changes make every value out of date.</param>
    /// <exception cref="ArgumentException">The name, or that of a table, is blank or too long.</exception>
    public CachedAttribute(string name, Retrieve<TKey, TValue> retrieve, bool allowsNull, params IEnumerable<string> dependsOn)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(retrieve);
        ArgumentNullException.ThrowIfNull(dependsOn);
        if (name.Length > MaxNameLength)
        {
            throw new ArgumentException($"The name of a cached attribute has {MaxNameLength} characters at the most; '{name}' has {name.Length}.", nameof(name));
        }

        ImmutableArray<string> tables = [.. dependsOn];
        foreach (string table in tables)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(table, nameof(dependsOn));
            LogRow.ThrowIfNoTable(table, nameof(dependsOn));
        }

        Name = name;
        _cache = new AttributeCache<TKey, TValue>(name, retrieve, tables, allowsNull);
    }

    /// <summary>What the attribute is called in messages and signals.</summary>
    public string Name { get; }

    internal CCache<TKey, AttributeValue<TValue>> Cache => _cache;

    /// <summary>The value for a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in: one that changed something that the value depends on gets a value of its own. Null reads what is committed.</param>
    /// <param name="owner">The object on which the attribute is read, for the retrieval; it is not kept.</param>
    /// <returns>The value, shared with others.</returns>
    /// <exception cref="InvalidOperationException">The retrieval reads itself or returned null, or there is no ambient node.</exception>
    /// <exception cref="CacheStaleException">The node cannot tell whether what it caches is current, and was told to throw then.</exception>
    public TValue Get(TKey key, Trx? trx = null, object? owner = null) => trx is null && (_cache.HotOrNull(key) ?? _cache.AttentiveOrNull(key)) is { } hot
        ? hot.Value
        : GetAsync(key, trx, new CacheRead(IsAsync: false, CancellationToken.None) { State = owner }).GetAwaiter().GetResult();

    /// <summary>The value for a key without blocking the thread; a hit completes at once.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction to read in; null reads what is committed.</param>
    /// <param name="owner">The object on which the attribute is read, for the retrieval; it is not kept.</param>
    /// <param name="cancellationToken">Stops waiting; a retrieval that others wait for goes on.</param>
    /// <inheritdoc cref="Get" path="/returns|/exception"/>
    public ValueTask<TValue> GetAsync(TKey key, Trx? trx = null, object? owner = null, CancellationToken cancellationToken = default) =>
        GetAsync(key, trx, new CacheRead(IsAsync: true, cancellationToken) { State = owner });

    /// <summary>Makes the value of a key out of date, on every node.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction with whose commit it becomes so; null does it at once, in one of its own.</param>
    public void Invalidate(TKey key, Trx? trx = null) => InvalidateAsync(trx, one => one.MarkChanged(_cache.TableName, key), CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>Makes the values of all keys out of date, on every node.</summary>
    /// <param name="trx">The transaction with whose commit they become so; null does it at once, in one of its own.</param>
    public void InvalidateAll(Trx? trx = null) => InvalidateAsync(trx, one => one.MarkChanged(_cache.TableName), CacheRead.Sync).GetAwaiter().GetResult();

    /// <summary>Makes the value of a key out of date, on every node, without blocking the thread.</summary>
    /// <param name="key">The key.</param>
    /// <param name="trx">The transaction with whose commit it becomes so; null does it at once, in one of its own.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when it is noted, or committed.</returns>
    public ValueTask InvalidateAsync(TKey key, Trx? trx = null, CancellationToken cancellationToken = default) =>
        InvalidateAsync(trx, one => one.MarkChanged(_cache.TableName, key), CacheRead.Async(cancellationToken));

    /// <summary>Makes the values of all keys out of date, on every node, without blocking the thread.</summary>
    /// <param name="trx">The transaction with whose commit they become so; null does it at once, in one of its own.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when it is noted, or committed.</returns>
    public ValueTask InvalidateAllAsync(Trx? trx = null, CancellationToken cancellationToken = default) =>
        InvalidateAsync(trx, one => one.MarkChanged(_cache.TableName), CacheRead.Async(cancellationToken));

    /// <summary>Takes the attribute from every node. It cannot be used any more.</summary>
    public void Dispose() => _cache.Dispose();

    private async ValueTask<TValue> GetAsync(TKey key, Trx? trx, CacheRead read) =>
        (await (trx is null ? _cache.ReadAsync(key, read) : _cache.GetInAsync(key, trx, read)).ConfigureAwait(false))!.Value;

    private static async ValueTask InvalidateAsync(Trx? trx, Action<Trx> mark, CacheRead read)
    {
        if (trx is not null)
        {
            mark(trx);
            return;
        }

        Trx own = CacheNode.Current.BeginTrx();
        try
        {
            mark(own);
            await own.CommitAsync(new StorageCall(own.Session, read.IsAsync, read.CancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            await own.CloseAsync(read.IsAsync).ConfigureAwait(false);
        }
    }
}
