namespace IdempiereStyleCache;

/// <summary>
/// A point in a transaction to which it can be rolled back: <see cref="Trx.SetSavepoint"/> sets it, <see cref="Trx.Rollback(TrxSavepoint)"/> goes back to it,
/// <see cref="Trx.Release"/> forgets it.
/// </summary>
public sealed class TrxSavepoint
{
    internal TrxSavepoint(Trx trx, string name, int changeCount, int undoCount)
    {
        Trx = trx;
        Name = name;
        ChangeCount = changeCount;
        UndoCount = undoCount;
    }

    /// <summary>The name that the database knows it by.</summary>
    public string Name { get; }

    internal Trx Trx { get; }

    internal int ChangeCount { get; }

    internal int UndoCount { get; }
}
