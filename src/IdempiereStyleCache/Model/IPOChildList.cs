namespace IdempiereStyleCache;

/// <summary>What the framework does with a list of children, whatever their class.</summary>
public interface IPOChildList
{
    /// <summary>Whether the children were loaded.</summary>
    bool IsLoaded { get; }

    /// <summary>Whether a save would write anything: a child added, removed or changed.</summary>
    bool IsChanged { get; }

    internal IReadOnlyList<PO> Current { get; }

    internal IReadOnlyList<PO> Removed { get; }

    internal void Freeze();

    internal void Bind(object? context);

    /// <summary>The children that the database holds now, of the caller's own, read in a transaction.</summary>
    internal ValueTask<IReadOnlyList<PO>> ReadStoredAsync(Trx trx, bool isAsync, CancellationToken cancellationToken);

    /// <summary>Forgets what was removed, now that it is deleted, and says how to put it back after a rollback.</summary>
    internal ITrxUndo? TakeRemoved();
}
