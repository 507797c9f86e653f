using System.Collections.Immutable;
using System.Data.Common;

namespace IdempiereStyleCache;

public sealed partial class Trx
{
    /// <summary>Commits. When it returns, no read that starts on this node sees a value from before.</summary>
    /// <exception cref="TrxOutcomeUnknownException">The connection failed while committing.</exception>
    /// <exception cref="PODatabaseException">The database refused the commit, as for a deferred constraint; nothing was committed.</exception>
    /// <exception cref="InvalidOperationException">The transaction has already ended.</exception>
    public void Commit() => CommitAsync(SyncCall).GetAwaiter().GetResult();

    /// <summary>Commits without blocking the thread; otherwise as <see cref="Commit"/>.</summary>
    /// <param name="cancellationToken">Checked before the commit is sent; a commit that was sent is waited for.</param>
    /// <returns>A task that ends when the commit took place and this node's caches know of it.</returns>
    /// <inheritdoc cref="Commit" path="/exception"/>
    public ValueTask CommitAsync(CancellationToken cancellationToken = default) => CommitAsync(AsyncCall(cancellationToken));

    /// <summary>Rolls everything back and ends the transaction. Objects saved in it are as unsaved as before.</summary>
    /// <exception cref="InvalidOperationException">The transaction has already ended.</exception>
    public void Rollback() => RollbackAsync(SyncCall).GetAwaiter().GetResult();

    /// <summary>Rolls everything back without blocking the thread; otherwise as <see cref="Rollback()"/>.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the database has rolled back.</returns>
    /// <inheritdoc cref="Rollback()" path="/exception"/>
    public ValueTask RollbackAsync(CancellationToken cancellationToken = default) => RollbackAsync(AsyncCall(cancellationToken));

    /// <summary>Sets a savepoint.</summary>
    /// <returns>The savepoint.</returns>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public TrxSavepoint SetSavepoint() => SetSavepointAsync(SyncCall).GetAwaiter().GetResult();

    /// <summary>Sets a savepoint without blocking the thread.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The savepoint.</returns>
    /// <inheritdoc cref="SetSavepoint" path="/exception"/>
    public ValueTask<TrxSavepoint> SetSavepointAsync(CancellationToken cancellationToken = default) => SetSavepointAsync(AsyncCall(cancellationToken));

    /// <summary>Undoes what came after a savepoint. The savepoint stays set; those set after it are gone.</summary>
    /// <param name="savepoint">A savepoint of this transaction.</param>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    /// <exception cref="ArgumentException">The savepoint belongs to another transaction.</exception>
    public void Rollback(TrxSavepoint savepoint) => RollbackAsync(savepoint, SyncCall).GetAwaiter().GetResult();

    /// <summary>Undoes what came after a savepoint without blocking the thread; otherwise as <see cref="Rollback(TrxSavepoint)"/>.</summary>
    /// <param name="savepoint">A savepoint of this transaction.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the database has rolled back to it.</returns>
    /// <inheritdoc cref="Rollback(TrxSavepoint)" path="/exception"/>
    public ValueTask RollbackAsync(TrxSavepoint savepoint, CancellationToken cancellationToken = default) =>
        RollbackAsync(savepoint, AsyncCall(cancellationToken));

    /// <summary>Forgets a savepoint and keeps what came after it.</summary>
    /// <param name="savepoint">A savepoint of this transaction.</param>
    /// <inheritdoc cref="Rollback(TrxSavepoint)" path="/exception"/>
    public void Release(TrxSavepoint savepoint) => ReleaseAsync(savepoint, SyncCall).GetAwaiter().GetResult();

    /// <summary>Forgets a savepoint without blocking the thread and keeps what came after it.</summary>
    /// <param name="savepoint">A savepoint of this transaction.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when the database has forgotten it.</returns>
    /// <inheritdoc cref="Rollback(TrxSavepoint)" path="/exception"/>
    public ValueTask ReleaseAsync(TrxSavepoint savepoint, CancellationToken cancellationToken = default) =>
        ReleaseAsync(savepoint, AsyncCall(cancellationToken));

    /// <summary>Rolls back when nothing was committed, and returns the connection.</summary>
    public void Dispose() => CloseAsync(isAsync: false).GetAwaiter().GetResult();

    /// <summary>Rolls back when nothing was committed, and returns the connection, without blocking the thread.</summary>
    /// <returns>A task that ends when the connection is returned.</returns>
    public ValueTask DisposeAsync() => CloseAsync(isAsync: true);

    internal async ValueTask CommitAsync(StorageCall call)
    {
        ThrowIfEnded();
        call.CancellationToken.ThrowIfCancellationRequested();
        ImmutableArray<CacheReset> resets = _changes.Coalesce(ResetOrigin.Commit);
        LogFollower? follower = resets.IsEmpty ? null : Node.Follower;
        Node.Probe?.Invoke(ProtocolPoint.BeforeLog);
        if (follower is not null && !Node.Faults.HasFlag(CoherenceFaults.LogAfterCommit))
        {
            await LogAsync(follower, resets, call with { CancellationToken = CancellationToken.None }).ConfigureAwait(false);
        }

        Node.Probe?.Invoke(ProtocolPoint.AfterLog);

        // From here to the end of the mark, reads of the changed records go to the database and publish nothing: whichever side of
        // the database's commit they fall on, no cache of this node can hold a value of the other side.
        using (InDoubtMark mark = Node.Bus.MarkInDoubt(resets))
        {
            Node.Probe?.Invoke(ProtocolPoint.Marked);
            try
            {
                await Session.CommitAsync(call with { CancellationToken = CancellationToken.None }).ConfigureAwait(false);
            }
            catch (Exception e) when (Session.IsKnownRollback(e))
            {
                EndRolledBack();
                throw new PODatabaseException(
                    $"{Node.Database.DisplayName} refused the commit; nothing of the transaction was written, and its objects are as unsaved as before. {e.Message}", e);
            }
            catch (Exception e)
            {
                State = TrxState.Unknown;
                mark.Committed();
                Node.Follower?.Disown();
                throw new TrxOutcomeUnknownException(e);
            }

            State = TrxState.Committed;
            _undo.Clear();
            mark.Committed();
            Node.Probe?.Invoke(ProtocolPoint.Committed);
        }

        Node.Probe?.Invoke(ProtocolPoint.Lifted);

        if (follower is not null)
        {
            if (Node.Faults.HasFlag(CoherenceFaults.LogAfterCommit))
            {
                await LogApartAsync(follower, resets, call.IsAsync).ConfigureAwait(false);
            }

            follower.WakeOthers();
        }
    }

    // The other nodes hear of the changes in this very transaction: from the rows written here, which are seen exactly when the changes are.
    private async ValueTask LogAsync(LogFollower follower, ImmutableArray<CacheReset> resets, StorageCall call)
    {
        try
        {
            await follower.WriteAsync(resets, _changes, call).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await AbandonAsync(call.IsAsync).ConfigureAwait(false);
            if (State == TrxState.Unknown)
            {
                throw new TrxOutcomeUnknownException(e);
            }

            throw new PODatabaseException(
                $"The transaction could not be committed in {Node.Database.DisplayName}: its changes could not be written into the invalidation log, and without that other nodes "
                + $"would not hear of them. Nothing of it was written, and its objects are as unsaved as before. {e.Message}",
                e);
        }
    }

    // What a test does instead, to show that it sees the difference.
    private async ValueTask LogApartAsync(LogFollower follower, ImmutableArray<CacheReset> resets, bool isAsync)
    {
        IPOSession session = Node.Database.CreateSession(System.Data.IsolationLevel.Unspecified);
        await using (session.ConfigureAwait(false))
        {
            StorageCall call = new(session, isAsync);
            await follower.WriteAsync(resets, _changes, call).ConfigureAwait(false);
            await session.CommitAsync(call).ConfigureAwait(false);
        }
    }

    internal async ValueTask<TrxSavepoint> SetSavepointAsync(StorageCall call)
    {
        ThrowIfEnded();
        TrxSavepoint savepoint = new(this, $"isc_{++_savepointNumber}", _changes.Count, _undo.Count);
        await Session.SetSavepointAsync(savepoint.Name, call).ConfigureAwait(false);
        return savepoint;
    }

    internal async ValueTask RollbackAsync(TrxSavepoint savepoint, StorageCall call)
    {
        ThrowIfNotMine(savepoint);
        await Session.RollbackToSavepointAsync(savepoint.Name, call).ConfigureAwait(false);
        _changes.TruncateTo(savepoint.ChangeCount);
        Undo(savepoint.UndoCount);
    }

    internal async ValueTask ReleaseAsync(TrxSavepoint savepoint, StorageCall call)
    {
        ThrowIfNotMine(savepoint);
        await Session.ReleaseSavepointAsync(savepoint.Name, call).ConfigureAwait(false);
    }

    /// <summary>Goes back to a savepoint after an error; where that fails too, the whole transaction is rolled back. Does not throw.</summary>
    internal async ValueTask UndoAsync(TrxSavepoint savepoint, bool isAsync)
    {
        try
        {
            await RollbackAsync(savepoint, new StorageCall(Session, isAsync)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.RollbackFailed(Node.Logger, e);
            await AbandonAsync(isAsync).ConfigureAwait(false);
        }
    }

    internal async ValueTask CloseAsync(bool isAsync)
    {
        await AbandonAsync(isAsync).ConfigureAwait(false);
        if (isAsync)
        {
            await Session.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            Session.Dispose();
        }
    }

    // Rolls back if the transaction is open, whatever the connection's state.
    private async ValueTask AbandonAsync(bool isAsync)
    {
        if (!IsActive)
        {
            return;
        }

        try
        {
            await RollbackAsync(new StorageCall(Session, isAsync)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Log.RollbackFailed(Node.Logger, e);
        }
    }

    private StorageCall SyncCall => new(Session, IsAsync: false);

    private StorageCall AsyncCall(CancellationToken cancellationToken) => new(Session, IsAsync: true, cancellationToken);

    private async ValueTask RollbackAsync(StorageCall call)
    {
        ThrowIfEnded();
        call.CancellationToken.ThrowIfCancellationRequested();
        try
        {
            // A rollback that was begun is waited for: a transaction that is neither open nor ended could still be committed.
            await Session.RollbackAsync(call with { CancellationToken = CancellationToken.None }).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            EndAfterFailedRollback(e);
            throw;
        }

        EndRolledBack();
    }

    // The driver's error means that the connection is lost, and with it what was not committed. Anything else means that somebody ended the database's transaction behind
    // this one, perhaps by committing it: then the objects stay as saved. Forgetting what may have been committed is right in both cases.
    private void EndAfterFailedRollback(Exception exception)
    {
        using InDoubtMark mark = Node.Bus.MarkInDoubt(_changes.Coalesce(ResetOrigin.Commit));
        mark.Committed();
        Node.Follower?.Disown();
        if (exception is DbException)
        {
            EndRolledBack();
        }
        else
        {
            State = TrxState.Unknown;
        }
    }

    private void EndRolledBack()
    {
        State = TrxState.RolledBack;
        _changes.TruncateTo(0);
        Undo(0);
    }

    private void ThrowIfNotMine(TrxSavepoint savepoint)
    {
        ArgumentNullException.ThrowIfNull(savepoint);
        ThrowIfEnded();
        if (savepoint.Trx != this)
        {
            throw new ArgumentException("The savepoint belongs to another transaction.", nameof(savepoint));
        }
    }
}
