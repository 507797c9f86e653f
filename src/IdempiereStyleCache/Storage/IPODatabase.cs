using System.Data;
using System.Data.Common;

namespace IdempiereStyleCache;

/// <summary>
/// What the core asks of a database. The data layer implements it; caches, lists and transactions know nothing else of storage. Safe for use by
/// several threads, except that one session serves one call at a time.
/// </summary>
public interface IPODatabase : IAsyncDisposable
{
    /// <summary>What the database is called in messages, for example <c>SQLite garden.db</c>; never holds a password.</summary>
    string DisplayName { get; }

    /// <summary>The log through which nodes of this database tell each other of changes; null when nobody else can change it, as one in memory.</summary>
    IInvalidationLog? InvalidationLog { get; }

    /// <summary>Checks that the database can be reached and used.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the check passed.</returns>
    /// <exception cref="PODatabaseException">It cannot; the message says why and what to do.</exception>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Makes the session of a new transaction. Nothing is opened yet.</summary>
    /// <param name="isolationLevel">The isolation to ask of the database; <see cref="IsolationLevel.Unspecified"/> takes its default.</param>
    /// <returns>The session.</returns>
    IPOSession CreateSession(IsolationLevel isolationLevel);

    /// <summary>Makes a session of a transaction that the application began elsewhere. Disposing the session leaves its connection open.</summary>
    /// <param name="transaction">An open transaction of this database.</param>
    /// <returns>The session.</returns>
    IPOSession AttachSession(DbTransaction transaction);

    /// <summary>Reads one record by key.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <typeparam name="T">The model class.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="key">The key.</param>
    /// <param name="call">How to make the call; it has a session where the record is to be kept from others.</param>
    /// <param name="forUpdate">Whether nobody else may change the record before the call's transaction ends.</param>
    /// <returns>An editable instance, or null when there is no such record.</returns>
    ValueTask<T?> LoadAsync<TKey, T>(POModelInfo<TKey, T> model, TKey key, StorageCall call, bool forUpdate = false)
        where TKey : notnull
        where T : PO, IPOModel<T>;

    /// <summary>Reads many records by key with one statement, as long as the database takes that many parameters.</summary>
    /// <typeparam name="TKey">The key's type.</typeparam>
    /// <typeparam name="T">The model class.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="keys">The keys, each once.</param>
    /// <param name="call">How to make the call.</param>
    /// <returns>Editable instances of the records that exist, in no particular order.</returns>
    ValueTask<IReadOnlyList<T>> LoadManyAsync<TKey, T>(POModelInfo<TKey, T> model, IReadOnlyCollection<TKey> keys, StorageCall call)
        where TKey : notnull
        where T : PO, IPOModel<T>;

    /// <summary>Reads the records that a query asks for.</summary>
    /// <typeparam name="T">The model class.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="query">Condition, order and limit.</param>
    /// <param name="call">How to make the call.</param>
    /// <returns>Editable instances in the query's order.</returns>
    ValueTask<IReadOnlyList<T>> QueryAsync<T>(POModelInfo<T> model, POQueryText query, StorageCall call)
        where T : PO, IPOModel<T>;

    /// <summary>Counts the records that a query asks for; its order and limit do not matter.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">The condition.</param>
    /// <param name="call">How to make the call.</param>
    /// <returns>The number of records.</returns>
    ValueTask<long> CountAsync(POModelInfo model, POQueryText query, StorageCall call);

    /// <summary>Inserts a new record, with the key that the database makes when the model says so.</summary>
    /// <param name="po">The record; what the database filled in is set on it through <see cref="PO.SetSystemValue"/> and <see cref="PO.ReadBack"/>.</param>
    /// <param name="call">How to make the call; it has a session.</param>
    /// <returns>A task that ends when the record is written.</returns>
    ValueTask InsertAsync(PO po, StorageCall call);

    /// <summary>Writes columns of an existing record.</summary>
    /// <param name="po">The record.</param>
    /// <param name="update">Which columns, and the versions to check and to write.</param>
    /// <param name="call">How to make the call; it has a session.</param>
    /// <returns>Whether the record was written, was missing, or had another version.</returns>
    ValueTask<POWriteResult> UpdateAsync(PO po, POUpdate update, StorageCall call);

    /// <summary>Deletes a record.</summary>
    /// <param name="po">The record.</param>
    /// <param name="expectedToken">The concurrency token that the record must still have; null for a model without one.</param>
    /// <param name="call">How to make the call; it has a session.</param>
    /// <returns>Whether the record was deleted, was missing, or had another version.</returns>
    ValueTask<POWriteResult> DeleteAsync(PO po, object? expectedToken, StorageCall call);
}
