using System.Data.Common;

namespace IdempiereStyleCache;

/// <summary>
/// One connection and, once something was written, one database transaction: the storage side of a <see cref="Trx"/>. The connection is opened
/// with the first use. Not safe for use by several threads.
/// </summary>
public interface IPOSession : IAsyncDisposable, IDisposable
{
    /// <summary>The open connection, for statements of the application; opens it and begins the transaction when neither was done.</summary>
    DbConnection Connection { get; }

    /// <summary>The database transaction; begins it when that was not done.</summary>
    DbTransaction Transaction { get; }

    /// <summary>Commits. Does nothing when nothing was begun.</summary>
    /// <param name="call">How to make the call; its session is this one.</param>
    /// <returns>A task that ends when the database has answered.</returns>
    ValueTask CommitAsync(StorageCall call);

    /// <summary>Rolls everything back. Does nothing when nothing was begun.</summary>
    /// <inheritdoc cref="CommitAsync"/>
    ValueTask RollbackAsync(StorageCall call);

    /// <summary>Sets a savepoint.</summary>
    /// <param name="name">A name that is unique in the transaction.</param>
    /// <param name="call">How to make the call; its session is this one.</param>
    /// <returns>A task that ends when the database has answered.</returns>
    ValueTask SetSavepointAsync(string name, StorageCall call);

    /// <summary>Undoes what came after a savepoint, which stays set.</summary>
    /// <inheritdoc cref="SetSavepointAsync"/>
    ValueTask RollbackToSavepointAsync(string name, StorageCall call);

    /// <summary>Forgets a savepoint and keeps what came after it.</summary>
    /// <inheritdoc cref="SetSavepointAsync"/>
    ValueTask ReleaseSavepointAsync(string name, StorageCall call);

    /// <summary>Whether a failed commit is known to have committed nothing, as when a deferred constraint refused it.</summary>
    /// <param name="exception">What the commit threw.</param>
    /// <returns>False when the outcome is unknown.</returns>
    bool IsKnownRollback(Exception exception);
}
