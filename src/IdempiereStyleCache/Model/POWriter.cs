using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// Saves, deletes and reloads one object: checks, hooks, the statement, the change set, the children. Written once for both ways of calling: with
/// <paramref name="isAsync"/> false every step completes before it returns.
/// </summary>
internal readonly struct POWriter(bool isAsync, CancellationToken cancellationToken)
{
    private readonly bool _isAsync = isAsync;
    private readonly CancellationToken _cancellationToken = cancellationToken;

    public ValueTask<bool> SaveAsync(PO po, Trx? trx)
    {
        po.ThrowIfFrozen();
        POWriteRules.ThrowIfDeleted(po, "saved");
        return RunAsync(po, trx, static (writer, po, trx, isWhole) => writer.SaveInAsync(po, trx, isWhole));
    }

    public async ValueTask DeleteAsync(PO po, Trx? trx)
    {
        po.ThrowIfFrozen();
        POWriteRules.ThrowIfDeleted(po, "deleted again");
        if (po.IsNew)
        {
            throw new InvalidOperationException($"{po.Describe()} cannot be deleted: it was never saved.");
        }

        await RunAsync(po, trx, static (writer, po, trx, isWhole) => writer.DeleteInAsync(po, trx, isWhole)).ConfigureAwait(false);
    }

    public async ValueTask ReloadAsync(PO po)
    {
        po.ThrowIfFrozen();
        POWriteRules.ThrowIfDeleted(po, "reloaded");
        if (po.IsNew)
        {
            throw new InvalidOperationException($"{po.Describe()} cannot be reloaded: it was never saved.");
        }

        po.Trx?.ThrowIfEnded();
        CacheNode node = po.Node ?? CacheNode.Current;
        PO fresh = await po.ModelInfo.LoadAsync(node.Database, po.KeyObject, Call(po.Trx)).ConfigureAwait(false)
            ?? throw new PONotFoundException(po.ModelInfo.TableName, po.KeyObject, "reload");
        po.MarkReloaded(fresh);
    }

    private StorageCall Call(Trx? trx) => new(trx?.Session, _isAsync, _cancellationToken);

    private async ValueTask<bool> RunAsync(PO po, Trx? trx, Func<POWriter, PO, Trx, bool, ValueTask<bool>> work)
    {
        trx ??= po.Trx;
        if (trx is not null)
        {
            POWriteRules.ThrowIfBoundElsewhere(po, trx);
            trx.ThrowIfEnded();
            po.Bind(trx);
            return await work(this, po, trx, false).ConfigureAwait(false);
        }

        CacheNode node = po.Node ?? CacheNode.Current;
        Trx own = node.BeginTrx();
        try
        {
            po.Bind(own);
            bool written = await work(this, po, own, true).ConfigureAwait(false);
            await own.CommitAsync(Call(own)).ConfigureAwait(false);
            return written;
        }
        finally
        {
            await own.CloseAsync(_isAsync).ConfigureAwait(false);
            po.Bind(node);
        }
    }

    // isWhole: whoever calls undoes everything when it fails.
    private async ValueTask<bool> SaveInAsync(PO po, Trx trx, bool isWhole)
    {
        if (!po.IsChanged)
        {
            return false;
        }

        POWriter writer = this;
        await AtomicallyAsync(po, trx, isWhole, () => writer.WriteAsync(po, trx)).ConfigureAwait(false);
        return true;
    }

    private async ValueTask<bool> DeleteInAsync(PO po, Trx trx, bool isWhole)
    {
        POWriter writer = this;
        await AtomicallyAsync(po, trx, isWhole, () => writer.EraseAsync(po, trx)).ConfigureAwait(false);
        return true;
    }

    // A save of several statements happens as a whole or not at all, also when the caller catches the error and goes on with the transaction.
    private async ValueTask AtomicallyAsync(PO po, Trx trx, bool isWhole, Func<ValueTask> work)
    {
        if (isWhole || !po.ModelInfo.HasSeveralSteps)
        {
            await work().ConfigureAwait(false);
            return;
        }

        StorageCall call = Call(trx);
        TrxSavepoint savepoint = await trx.SetSavepointAsync(call).ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
        }
        catch
        {
            await trx.UndoAsync(savepoint, _isAsync).ConfigureAwait(false);
            throw;
        }

        await trx.ReleaseAsync(savepoint, call with { CancellationToken = CancellationToken.None }).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(PO po, Trx trx)
    {
        bool isNew = po.IsNew;
        po.BeforeSave(isNew);
        POWriteRules.RefuseNulls(po);
        POBookkeeping before = po.TakeBookkeeping();
        if (isNew)
        {
            await InsertAsync(po, trx, before).ConfigureAwait(false);
        }
        else
        {
            await UpdateAsync(po, trx, before).ConfigureAwait(false);
        }

        await SaveChildrenAsync(po, trx).ConfigureAwait(false);
        po.AfterSave(isNew);
    }

    private async ValueTask InsertAsync(PO po, Trx trx, POBookkeeping before)
    {
        POModelInfo model = po.ModelInfo;
        if (model.KeyGeneration == POKeyGeneration.Framework && po.GetColumnValue(model.KeyOrdinals[0]) is Guid key && key == Guid.Empty)
        {
            po.SetSystemValue(model.KeyOrdinals[0], Guid.CreateVersion7(trx.Node.TimeProvider.GetUtcNow()));
        }

        if (before.Token is not null)
        {
            po.SetSystemValue(model.ConcurrencyTokenOrdinal, POWriteRules.NextToken(before.Token));
        }

        try
        {
            await trx.Node.Database.InsertAsync(po, Call(trx)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            po.PutBack(before);
            POChangeNotes.NoteUnlessRefused(po, trx, e);
            throw;
        }

        trx.RememberForRollback(new POUndo(po, before));
        po.MarkSaved();
        trx.NoteIndexed(po, isNew: true);
        await POChangeNotes.NoteSavedAsync(po, stored: null, trx, Call(trx)).ConfigureAwait(false);
    }

    private async ValueTask UpdateAsync(PO po, Trx trx, POBookkeeping before)
    {
        ImmutableArray<int> changed = POWriteRules.ChangedColumns(po);
        if (changed.IsEmpty)
        {
            return;
        }

        POModelInfo model = po.ModelInfo;
        PO? stored = await POChangeNotes.ReadStoredAsync(po, trx, Call(trx)).ConfigureAwait(false);
        object? newToken = before.Token is null ? null : POWriteRules.NextToken(before.Token);
        POWriteResult result;
        try
        {
            result = await trx.Node.Database.UpdateAsync(po, new POUpdate(changed, before.Token, newToken), Call(trx)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            POChangeNotes.NoteUnlessRefused(po, trx, e);
            throw;
        }

        POWriteRules.ThrowIfNotWritten(po, trx.Node, result, before.Token, "update");
        trx.RememberForRollback(new POUndo(po, before));
        trx.NoteIndexed(po, isNew: false);
        await POChangeNotes.NoteSavedAsync(po, stored, trx, Call(trx)).ConfigureAwait(false);
        if (newToken is not null)
        {
            po.SetSystemValue(model.ConcurrencyTokenOrdinal, newToken);
        }

        po.MarkSaved();
    }

    private async ValueTask EraseAsync(PO po, Trx trx)
    {
        po.BeforeDelete();
        for (int i = 0; i < po.ModelInfo.Children.Length; i++)
        {
            foreach (PO child in await po.GetChildList(i, create: true)!.ReadStoredAsync(trx, _isAsync, _cancellationToken).ConfigureAwait(false))
            {
                await DeleteInAsync(child, trx, isWhole: true).ConfigureAwait(false);
            }
        }

        POBookkeeping before = po.TakeBookkeeping();
        PO? stored = await POChangeNotes.ReadStoredAsync(po, trx, Call(trx)).ConfigureAwait(false);
        POWriteResult result;
        try
        {
            result = await trx.Node.Database.DeleteAsync(po, before.Token, Call(trx)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            POChangeNotes.NoteUnlessRefused(po, trx, e);
            throw;
        }

        POWriteRules.ThrowIfNotWritten(po, trx.Node, result, before.Token, "delete");
        trx.RememberForRollback(new POUndo(po, before));
        await POChangeNotes.NoteSavedAsync(po, stored, trx, Call(trx)).ConfigureAwait(false);
        po.MarkDeleted();
        po.AfterDelete();
    }

    private async ValueTask SaveChildrenAsync(PO po, Trx trx)
    {
        for (int i = 0; i < po.ModelInfo.Children.Length; i++)
        {
            if (po.GetChildList(i, create: false) is not { IsLoaded: true } list)
            {
                continue;
            }

            int link = po.ModelInfo.Children[i].LinkOrdinal;
            foreach (PO removed in list.Removed)
            {
                // One that another parent took over in the meantime is no longer ours to delete.
                if (!removed.IsDeleted && !removed.IsInList && po.KeyObject.Equals(removed.GetColumnValue(link)))
                {
                    await DeleteInAsync(removed, trx, isWhole: true).ConfigureAwait(false);
                }
            }

            foreach (PO child in list.Current.Where(static c => !c.IsDeleted))
            {
                child.SetParentKey(link, po.KeyObject);
                await SaveInAsync(child, trx, isWhole: true).ConfigureAwait(false);
            }

            if (list.TakeRemoved() is { } undo)
            {
                trx.RememberForRollback(undo);
            }
        }
    }
}
