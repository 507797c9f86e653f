using System.Collections.Immutable;

namespace IdempiereStyleCache;

public sealed partial class CacheResetBus
{
    /// <summary>Empties every cache of the node.</summary>
    internal int ResetAll(ResetOrigin origin) => Apply(new CacheReset(LogRow.AllTables, [], origin)).Removed;

    /// <summary>Applies a reset that the application asked for; a request that asks for it sees the change at once.</summary>
    private int ApplyCalled(CacheReset reset)
    {
        (int removed, ImmutableArray<CacheReset> applied) = Apply(reset);
        RequestScope.NoteOwn(_node, applied);
        return removed;
    }

    /// <summary>Applies rows of the invalidation log, one reset a table.</summary>
    internal void ApplyLogged(IReadOnlyList<LogRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        ImmutableArray<CacheReset> resets = _embedding.Expand(
            [.. rows.GroupBy(static r => r.TableName, StringComparer.OrdinalIgnoreCase).Select(static table => Coalesce(table.Key, [.. table]))]);
        (_, ImmutableArray<CacheReset> applied) = ApplyExpanded(resets);

        foreach (IGrouping<string, LogRow> table in rows.GroupBy(static r => r.TableName, StringComparer.OrdinalIgnoreCase))
        {
            CacheMetrics.Add(_node.Metrics.RowsReceived, table.Count(), CacheMetrics.Table(table.Key));
        }

        Notify(applied);
    }

    /// <summary>Marks what a commit is about to change. See <see cref="InDoubtMark"/> for how the mark ends.</summary>
    internal InDoubtMark MarkInDoubt(ImmutableArray<CacheReset> resets)
    {
        ImmutableArray<(TableCoherence Table, CacheReset Reset)>.Builder marked =
            ImmutableArray.CreateBuilder<(TableCoherence Table, CacheReset Reset)>(resets.Length);
        if (!_node.Faults.HasFlag(CoherenceFaults.IgnoreInDoubt))
        {
            using ResetUnderWay underWay = BeginReset();
            long epoch = NextEpoch();
            foreach (CacheReset reset in _embedding.Expand(resets))
            {
                if (Pin(reset.TableName) is { } table)
                {
                    CacheReset normalized = table.Normalize(reset);
                    table.MarkInDoubt(normalized, epoch);
                    marked.Add((table, normalized));
                }
            }
        }

        return new InDoubtMark(this, resets, marked.ToImmutable());
    }

    internal void Lift(ImmutableArray<CacheReset> resets, ImmutableArray<(TableCoherence Table, CacheReset Reset)> marked, bool committed)
    {
        List<CacheReset> applied = [];
        using (BeginReset())
        {
            foreach ((TableCoherence table, CacheReset reset) in marked)
            {
                table.Lift(reset);
            }

            if (committed)
            {
                ApplyUnmarked(resets, marked, applied);
            }
        }

        foreach ((TableCoherence table, _) in marked)
        {
            Unpin(table);
        }

        if (committed)
        {
            applied.AddRange(_embedding.Expand(resets));
            RequestScope.NoteOwn(_node, applied);
            Notify(applied);
        }
    }

    // A cache of the table may have come into being after the mark was set; it may have read either side of the commit.
    private void ApplyUnmarked(ImmutableArray<CacheReset> resets, ImmutableArray<(TableCoherence Table, CacheReset Reset)> marked, List<CacheReset> implied)
    {
        long epoch = NextEpoch();
        foreach (CacheReset reset in _embedding.Expand(resets))
        {
            bool covered = marked.Any(m => m.Table.TableName.Equals(reset.TableName, StringComparison.OrdinalIgnoreCase)
                && (m.Reset.IsWholeTable || !reset.IsWholeTable));
            if (!covered)
            {
                Apply(reset, epoch, implied, out _);
            }
        }
    }

    private (int Removed, ImmutableArray<CacheReset> Applied) Apply(CacheReset reset)
    {
        (int removed, ImmutableArray<CacheReset> applied) = ApplyExpanded(_embedding.Expand([reset]));
        Notify(applied);
        return (removed, applied);
    }

    // Nobody is told in here: a listener that begins a request scope would wait for the very reset that it is told of.
    private (int Removed, ImmutableArray<CacheReset> Applied) ApplyExpanded(ImmutableArray<CacheReset> resets)
    {
        int removed = 0;
        List<CacheReset> implied = [];
        List<CacheReset> applied = [];
        using (BeginReset())
        {
            long epoch = NextEpoch();
            foreach (CacheReset reset in resets)
            {
                removed += Apply(reset, epoch, implied, out CacheReset normalized);
                applied.Add(normalized);
            }
        }

        return (removed, [.. implied, .. applied]);
    }

    private static CacheReset Coalesce(string tableName, LogRow[] rows)
    {
        HashSet<string?> keys = [.. rows.Select(static r => r.Key)];
        bool isWhole = keys.Contains(null) || keys.Count > CacheReset.MaxKeys;
        return new CacheReset(tableName, isWhole ? [] : [.. keys.OfType<object>()], ResetOrigin.Log) { IncludesParents = rows.All(static r => r.IncludesParents) };
    }

    // implied: the tables that a reset of everything, or of a group, comes to.
    private int Apply(CacheReset reset, long epoch, List<CacheReset> implied, out CacheReset normalized)
    {
        normalized = reset;
        if (reset.TableName == LogRow.AllTables)
        {
            return Tables().Sum(table => ApplyImplied(new CacheReset(table, [], reset.Origin), epoch, implied));
        }

        if (reset.TableName.StartsWith(LogRow.GroupPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return ApplyToGroup(reset.TableName[LogRow.GroupPrefix.Length..], reset.Origin, epoch, implied);
        }

        if (Pin(reset.TableName) is not { } table)
        {
            return 0;
        }

        try
        {
            normalized = table.Normalize(reset);
            if (reset.Origin == ResetOrigin.Log && normalized.IsWholeTable && !reset.IsWholeTable && table.IsKeyed)
            {
                Log.UnreadableKey(_node.Logger, reset.TableName, string.Join("', '", reset.Keys.Take(3)));
            }

            return table.Apply(normalized, epoch);
        }
        finally
        {
            Unpin(table);
        }
    }

    private int ApplyToGroup(string name, ResetOrigin origin, long epoch, List<CacheReset> implied)
    {
        int removed = 0;
        foreach (string group in _node.Groups.WithCascades(name))
        {
            foreach (string table in _node.Groups.TablesOf(group))
            {
                removed += _embedding.Expand([new CacheReset(table, [], origin)]).Sum(r => ApplyImplied(r, epoch, implied));
            }

            removed += _groups.Of(group).Sum(member => member.Table.Apply(member.Store, epoch));
        }

        return removed;
    }

    private int ApplyImplied(CacheReset reset, long epoch, List<CacheReset> implied)
    {
        implied.Add(reset);
        return Apply(reset, epoch, implied, out _);
    }

    private ImmutableArray<string> Tables()
    {
        lock (_gate)
        {
            return [.. _tables.Keys];
        }
    }

    /// <summary>Announces that entries are about to be removed, before the epoch of it is taken: request scopes that begin wait until it has ended.</summary>
    internal ResetUnderWay BeginReset() => new(_node);

    internal long NextEpoch() => Interlocked.Increment(ref _epoch);

    private void Notify(IReadOnlyList<CacheReset> resets)
    {
        foreach (CacheReset reset in resets)
        {
            CacheMetrics.Count(_node.Metrics.Resets, CacheMetrics.Table(reset.TableName), new("origin", reset.Origin.ToString()));
            foreach (Action<CacheReset> listener in _listeners)
            {
                try
                {
                    listener(reset);
                }
                catch (Exception e)
                {
                    CacheMetrics.Count(_node.Metrics.ListenerFailures, CacheMetrics.Table(reset.TableName));
                    Log.ListenerFailed(_node.Logger, reset.TableName, e);
                }
            }
        }
    }
}
