using System.Data.Common;

namespace IdempiereStyleCache;

/// <summary>Notes in a transaction what a save changed, so that the caches forget it with the commit.</summary>
internal static class POChangeNotes
{
    /// <summary>
    /// Reads a child as the database holds it, before it is written: it may belong to another parent by now than when it was read. Null where that cannot be, because
    /// the class has no parent, or a concurrency token that the write checks.
    /// </summary>
    public static ValueTask<PO?> ReadStoredAsync(PO po, Trx trx, StorageCall call) =>
        po.ModelInfo.ParentLinks.IsEmpty || po.ModelInfo.ConcurrencyTokenOrdinal >= 0
            ? default
            : po.ModelInfo.LoadAsync(trx.Node.Database, po.KeyObject, call, forUpdate: true);

    /// <summary>Notes a record and the records that embed it: its parent, the former one too, and the parents' parents.</summary>
    /// <param name="po">The record.</param>
    /// <param name="stored">The record as the database held it before, where that may differ from what the object was read with.</param>
    /// <param name="trx">The transaction.</param>
    /// <param name="call">How to ask for parents.</param>
    public static async ValueTask NoteSavedAsync(PO po, PO? stored, Trx trx, StorageCall call)
    {
        trx.NoteSaved(po.ModelInfo, po.KeyObject);
        try
        {
            foreach (POParentLink link in po.ModelInfo.ParentLinks)
            {
                object? now = po.GetColumnValue(link.ColumnOrdinal);
                object? before = (stored ?? po.Origin)?.GetColumnValue(link.ColumnOrdinal);
                await NoteParentAsync(link.Parent(), now, trx, call).ConfigureAwait(false);
                if (!Equals(before, now))
                {
                    await NoteParentAsync(link.Parent(), before, trx, call).ConfigureAwait(false);
                }
            }
        }
        catch
        {
            // Not all of them were found: as after a statement of the application, everything that could embed the record is to be forgotten.
            trx.MarkChanged(po.ModelInfo.TableName, po.KeyObject);
            throw;
        }
    }

    /// <summary>
    /// Notes a record whose write failed, unless the database refused it. Any other failure, such as a timeout, a cancellation or a value that could not be read back, may have
    /// come after the statement was carried out; whoever catches it can still commit, and then the caches must forget what may have been written.
    /// </summary>
    public static void NoteUnlessRefused(PO po, Trx trx, Exception exception)
    {
        if (exception is POException { InnerException: DbException } and not PODatabaseException)
        {
            return;
        }

        if (!po.ModelInfo.IsCached && po.ModelInfo.ParentLinks.IsEmpty)
        {
            return;
        }

        if (po.IsNew && po.ModelInfo.KeyGeneration == POKeyGeneration.Database)
        {
            trx.MarkChanged(po.ModelInfo.TableName);
        }
        else
        {
            trx.MarkChanged(po.ModelInfo.TableName, po.KeyObject);
        }
    }

    private static async ValueTask NoteParentAsync(POModelInfo parent, object? key, Trx trx, StorageCall call)
    {
        if (key is null || trx.HasChanged(parent.TableName, key))
        {
            return;
        }

        trx.NoteSaved(parent, key);
        if (!parent.ParentLinks.IsEmpty && await parent.LoadAsync(trx.Node.Database, key, call, forUpdate: true).ConfigureAwait(false) is { } embedding)
        {
            await NoteSavedAsync(embedding, stored: null, trx, call).ConfigureAwait(false);
        }
    }
}
