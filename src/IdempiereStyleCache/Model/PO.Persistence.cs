namespace IdempiereStyleCache;

public abstract partial class PO
{
    /// <summary>
    /// Writes the record: inserts a new one, or updates the columns that differ from what was read; then its changed children. Without a
    /// transaction it runs in one of its own; otherwise other readers see it when that transaction commits.
    /// </summary>
    /// <param name="trx">The transaction; null takes the one that the object is bound to, or one of its own.</param>
    /// <returns>Whether there was anything to write.</returns>
    /// <exception cref="ImmutablePOException">The object is frozen, changed or not.</exception>
    /// <exception cref="POConcurrencyException">Somebody else changed the record since it was read.</exception>
    /// <exception cref="PONotFoundException">The record to update is gone.</exception>
    /// <exception cref="POMappingException">The class does not fit the table, or a property that must not be null is.</exception>
    /// <exception cref="InvalidOperationException">The record was deleted, or the transaction has ended.</exception>
    public bool Save(Trx? trx = null) => new POWriter(isAsync: false, CancellationToken.None).SaveAsync(this, trx).GetAwaiter().GetResult();

    /// <summary>Writes the record without blocking the thread; otherwise as <see cref="Save"/>.</summary>
    /// <param name="trx">The transaction; null takes the one that the object is bound to, or one of its own.</param>
    /// <param name="cancellationToken">Stops waiting. In a transaction of the caller's, a statement may have been carried out by then: roll it back, or read the record again.</param>
    /// <returns>Whether there was anything to write.</returns>
    /// <inheritdoc cref="Save" path="/exception"/>
    public ValueTask<bool> SaveAsync(Trx? trx = null, CancellationToken cancellationToken = default) =>
        new POWriter(isAsync: true, cancellationToken).SaveAsync(this, trx);

    /// <summary>Deletes the record and the children that it embeds. Without a transaction it runs in one of its own.</summary>
    /// <param name="trx">The transaction; null takes the one that the object is bound to, or one of its own.</param>
    /// <exception cref="ImmutablePOException">The object is frozen.</exception>
    /// <exception cref="POConcurrencyException">Somebody else changed the record since it was read.</exception>
    /// <exception cref="PONotFoundException">The record is already gone.</exception>
    /// <exception cref="InvalidOperationException">The record is new or was deleted through this object, or the transaction has ended.</exception>
    public void Delete(Trx? trx = null) => new POWriter(isAsync: false, CancellationToken.None).DeleteAsync(this, trx).GetAwaiter().GetResult();

    /// <summary>Deletes the record without blocking the thread; otherwise as <see cref="Delete"/>.</summary>
    /// <param name="trx">The transaction; null takes the one that the object is bound to, or one of its own.</param>
    /// <param name="cancellationToken">Stops waiting. In a transaction of the caller's, a statement may have been carried out by then: roll it back.</param>
    /// <returns>A task that ends when the record is deleted.</returns>
    /// <inheritdoc cref="Delete" path="/exception"/>
    public ValueTask DeleteAsync(Trx? trx = null, CancellationToken cancellationToken = default) =>
        new POWriter(isAsync: true, cancellationToken).DeleteAsync(this, trx);

    /// <summary>Reads the record again into this object and forgets its changes; children are loaded again when touched.</summary>
    /// <exception cref="ImmutablePOException">The object is frozen.</exception>
    /// <exception cref="PONotFoundException">The record is gone.</exception>
    /// <exception cref="InvalidOperationException">The record is new, or the transaction has ended.</exception>
    [ChangesPO]
    public void Reload() => new POWriter(isAsync: false, CancellationToken.None).ReloadAsync(this).GetAwaiter().GetResult();

    /// <summary>Reads the record again without blocking the thread; otherwise as <see cref="Reload"/>.</summary>
    /// <param name="cancellationToken">Stops waiting; the object is then unchanged.</param>
    /// <returns>A task that ends when the record was read.</returns>
    /// <inheritdoc cref="Reload" path="/exception"/>
    [ChangesPO]
    public ValueTask ReloadAsync(CancellationToken cancellationToken = default) =>
        new POWriter(isAsync: true, cancellationToken).ReloadAsync(this);

    /// <summary>Runs inside the transaction before the record is written. Throw to refuse the save; nothing was written then.</summary>
    /// <param name="isNew">Whether the record is about to be inserted.</param>
    protected internal virtual void BeforeSave(bool isNew)
    {
    }

    /// <summary>
    /// Runs inside the transaction after the record and its children were written, before the commit. Throwing here undoes the save as a whole; the transaction stays
    /// usable.
    /// </summary>
    /// <param name="isNew">Whether the record was inserted.</param>
    protected internal virtual void AfterSave(bool isNew)
    {
    }

    /// <summary>Runs inside the transaction before the record is deleted. Throw to refuse; nothing was deleted then.</summary>
    protected internal virtual void BeforeDelete()
    {
    }

    /// <summary>Runs inside the transaction after the record was deleted, before the commit. Throwing here works as in <see cref="AfterSave"/>.</summary>
    protected internal virtual void AfterDelete()
    {
    }

    /// <summary>The object's bookkeeping as it is now, to be put back when what follows is rolled back.</summary>
    internal POBookkeeping TakeBookkeeping()
    {
        int token = ModelInfo.ConcurrencyTokenOrdinal;
        return new POBookkeeping(
            _flags,
            _origin ?? (IsNew ? null : CreateImage()),
            IsNew && ModelInfo.KeyGeneration != POKeyGeneration.Assigned ? GetColumnValue(ModelInfo.KeyOrdinals[0]) : null,
            token < 0 ? null : GetColumnValue(token));
    }

    internal void PutBack(POBookkeeping before)
    {
        _flags = (before.Flags & ~POFlags.InList) | (_flags & (POFlags.Immutable | POFlags.InList));
        _origin = before.Origin;
        if (before.Key is not null)
        {
            SetSystemValue(ModelInfo.KeyOrdinals[0], before.Key);
        }

        if (before.Token is not null)
        {
            SetSystemValue(ModelInfo.ConcurrencyTokenOrdinal, before.Token);
        }
    }

    internal void MarkSaved()
    {
        _flags &= ~POFlags.New;
        _origin = null;
    }

    internal void MarkDeleted() => _flags |= POFlags.Deleted;

    internal void MarkReloaded(PO fresh)
    {
        CopyColumnsFrom(fresh);
        _origin = null;
        ForgetChildren();
    }

    internal void ThrowIfFrozen() => ThrowIfImmutable();

    internal void ThrowIfUnfitForSharing()
    {
        if (IsNew || IsDeleted || IsChanged)
        {
            throw new InvalidOperationException($"{Describe()} cannot be put into a cache: it does not stand for a record as the database holds it. Save it and read it again.");
        }

        if (Trx is { LoadTicket: null })
        {
            throw new InvalidOperationException(
                $"{Describe()} cannot be put into a cache: its transaction has written, so it may hold what nobody else may see. Read it outside the transaction.");
        }
    }
}
