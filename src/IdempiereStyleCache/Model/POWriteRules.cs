using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>What may be written, and what is to be written: the checks of a save that need no database.</summary>
internal static class POWriteRules
{
    public static void ThrowIfDeleted(PO po, string done)
    {
        if (po.IsDeleted)
        {
            throw new InvalidOperationException(
                $"{po.Describe()} cannot be {done}: it was deleted through this object. Make a new object for a new record.");
        }
    }

    public static void RefuseNulls(PO po)
    {
        ImmutableArray<POColumnInfo> columns = po.ModelInfo.Columns;
        for (int i = 0; i < columns.Length; i++)
        {
            POColumnInfo column = columns[i];
            bool made = column.IsKey && po.ModelInfo.KeyGeneration != POKeyGeneration.Assigned;
            if (!column.IsNullable && !column.IsReadOnly && !made && po.GetColumnValue(i) is null)
            {
                throw new POMappingException(
                    $"{po.GetType().Name}.{column.PropertyName} must not be null (column {po.ModelInfo.TableName}.{column.Name}). Set it before saving {po.Describe()}.")
                { TableName = po.ModelInfo.TableName };
            }
        }
    }

    public static ImmutableArray<int> ChangedColumns(PO po)
    {
        ImmutableArray<POColumnInfo> columns = po.ModelInfo.Columns;
        ImmutableArray<int>.Builder changed = ImmutableArray.CreateBuilder<int>();
        for (int i = 0; i < columns.Length; i++)
        {
            if (!columns[i].IsReadOnly && !columns[i].IsKey && !columns[i].IsConcurrencyToken && po.IsColumnChanged(i))
            {
                changed.Add(i);
            }
        }

        return changed.ToImmutable();
    }

    public static object NextToken(object token) => token switch
    {
        int number => checked(number + 1),
        long number => checked(number + 1),
        Guid => Guid.NewGuid(),
        _ => throw new InvalidOperationException($"A concurrency token of type {token.GetType().Name} is not supported."),
    };

    public static void ThrowIfBoundElsewhere(PO po, Trx trx)
    {
        if (po.Trx is { IsActive: true } bound && bound != trx)
        {
            throw new InvalidOperationException(
                $"{po.Describe()} is bound to another transaction that is still open. Save it there, or set its Trx to null first.");
        }
    }

    public static void ThrowIfNotWritten(PO po, CacheNode node, POWriteResult result, object? expectedToken, string doing)
    {
        if (result.Status != POWriteStatus.Written)
        {
            // Whoever tries again in this request must not get the version once more that has just proved to be old.
            RequestScope.NoteOwn(node, [new CacheReset(po.ModelInfo.TableName, [po.KeyObject], ResetOrigin.Call)]);
        }

        if (result.Status == POWriteStatus.Missing)
        {
            throw new PONotFoundException(po.ModelInfo.TableName, po.KeyObject, doing);
        }

        if (result.Status == POWriteStatus.TokenMismatch)
        {
            throw new POConcurrencyException(po.ModelInfo.TableName, po.KeyObject, expectedToken, result.ActualToken);
        }
    }
}
