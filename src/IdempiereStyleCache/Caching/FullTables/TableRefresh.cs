namespace IdempiereStyleCache;

/// <summary>
/// What a full-table cache knows, on one node, between a reset and the next load: the table as it was, and which records of it changed. Guarded by the gate of the cache's stripe,
/// except what <see cref="TryServe"/> reads.
/// </summary>
/// <typeparam name="TKey">The type of the records' key.</typeparam>
/// <typeparam name="T">The model class.</typeparam>
internal sealed class TableRefresh<TKey, T>(CacheNode node)
    where TKey : notnull
    where T : PO, IPOModel<T>
{
    private readonly HashSet<TKey> _changed = [];
    private FullTable<TKey, T>? _before;
    private Old? _old;

    /// <summary>Notes a reset.</summary>
    /// <param name="removed">The table that it took away; null when there was none.</param>
    /// <param name="reset">The reset; null when it comes from a group.</param>
    public void Note(FullTable<TKey, T>? removed, CacheReset? reset)
    {
        _before ??= removed;
        NoteOld(removed, reset);
        if (_before is null)
        {
            return;
        }

        if (reset is null || reset.IsWholeTable || _changed.Count + reset.Keys.Length > CacheReset.MaxKeys || !reset.Keys.All(static k => k is TKey))
        {
            _before = null;
            _changed.Clear();
        }
        else
        {
            _changed.UnionWith(reset.Keys.Cast<TKey>());
        }
    }

    /// <summary>What is to be read: the records that changed since a table was known, or the whole table.</summary>
    /// <returns>The table and the keys; null for the whole.</returns>
    public (FullTable<TKey, T> Before, IReadOnlySet<TKey> Changed)? Take() => _before is null || _changed.Count == 0 ? null : (_before, _changed.ToHashSet());

    /// <summary>Notes that the table is known again.</summary>
    public void Done()
    {
        _before = null;
        _changed.Clear();
        Volatile.Write(ref _old, null);
    }

    /// <summary>
    /// The table as it was before others changed it, for a reader who is content with what was current so long ago: when the node last knew it to be current is not longer ago than that.
    /// </summary>
    public FullTable<TKey, T>? TryServe(Freshness freshness) =>
        Volatile.Read(ref _old) is { } old && !freshness.IsStrict && !freshness.IsManual && node.TimeProvider.GetElapsedTime(old.KnownAt) <= freshness.Allowance ? old.Table : null;

    // What this node committed itself is seen at once: nothing from before it is served any more.
    private void NoteOld(FullTable<TKey, T>? removed, CacheReset? reset)
    {
        if (reset?.Origin != ResetOrigin.Log || node.Follower is not { } follower)
        {
            Volatile.Write(ref _old, null);
        }
        else if (removed is not null)
        {
            // The reading that is being applied has not succeeded yet; the one before it found nothing against this table.
            Volatile.Write(ref _old, new Old(removed, follower.LastSent));
        }
    }

    private sealed record Old(FullTable<TKey, T> Table, long KnownAt);
}
