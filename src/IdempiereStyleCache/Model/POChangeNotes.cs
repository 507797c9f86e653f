using System.Data.Common;

namespace IdempiereStyleCache;

/// <summary>Notes in a transaction what a save changed, so that the caches forget it with the commit.</summary>
internal static class POChangeNotes
{
    /// <summary>Notes a record and the records that embed it: its parent, the former one too, and the parents' parents.</summary>
    public static async ValueTask NoteSavedAsync(PO po, Trx trx, StorageCall call)
    {
        trx.NoteSaved(po.ModelInfo.TableName, po.KeyObject);
        try
        {
            foreach (POParentLink link in po.ModelInfo.ParentLinks)
            {
                object? now = po.GetColumnValue(link.ColumnOrdinal);
                object? before = po.Origin?.GetColumnValue(link.ColumnOrdinal);
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
    /// Notes a record whose write failed, unless the database refused it. Any other failure, such as a cancellation or a value that could not be read back, may have
    /// come after the statement was carried out; whoever catches it can still commit, and then the caches must forget what may have been written.
    /// </summary>
    public static void NoteUnlessRefused(PO po, Trx trx, Exception exception)
    {
        if (exception is POException { InnerException: DbException })
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

        trx.NoteSaved(parent.TableName, key);
        if (!parent.ParentLinks.IsEmpty && await parent.LoadAsync(trx.Node.Database, key, call).ConfigureAwait(false) is { } embedding)
        {
            await NoteSavedAsync(embedding, trx, call).ConfigureAwait(false);
        }
    }
}
