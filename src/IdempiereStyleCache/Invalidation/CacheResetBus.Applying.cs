using System.Collections.Immutable;

namespace IdempiereStyleCache;

public sealed partial class CacheResetBus
{
    /// <summary>Empties every cache of the node.</summary>
    internal int ResetAll(ResetOrigin origin)
    {
        ImmutableArray<string> tables;
        lock (_gate)
        {
            tables = [.. _tables.Keys];
        }

        return tables.Sum(table => Apply(new CacheReset(table, [], origin)));
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
        long epoch = NextEpoch();
        ImmutableArray<CacheReset>.Builder applied = ImmutableArray.CreateBuilder<CacheReset>(resets.Length);
        foreach (CacheReset reset in resets)
        {
            Apply(reset, epoch, out CacheReset normalized);
            applied.Add(normalized);
        }

        foreach (IGrouping<string, LogRow> table in rows.GroupBy(static r => r.TableName, StringComparer.OrdinalIgnoreCase))
        {
            CacheMetrics.Add(_node.Metrics.RowsReceived, table.Count(), CacheMetrics.Table(table.Key));
        }

        Notify(applied.MoveToImmutable());
    }

    /// <summary>Marks what a commit is about to change. See <see cref="InDoubtMark"/> for how the mark ends.</summary>
    internal InDoubtMark MarkInDoubt(ImmutableArray<CacheReset> resets)
    {
        ImmutableArray<(TableCoherence Table, CacheReset Reset)>.Builder marked =
            ImmutableArray.CreateBuilder<(TableCoherence Table, CacheReset Reset)>(resets.Length);
        if (!_node.Faults.HasFlag(CoherenceFaults.IgnoreInDoubt))
        {
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
        foreach ((TableCoherence table, CacheReset reset) in marked)
        {
            table.Lift(reset);
        }

        if (committed)
        {
            ApplyUnmarked(resets, marked, NextEpoch());
        }

        foreach ((TableCoherence table, _) in marked)
        {
            Unpin(table);
        }

        if (committed)
        {
            Notify(_embedding.Expand(resets));
        }
    }

    // A cache of the table may have come into being after the mark was set; it may have read either side of the commit.
    private void ApplyUnmarked(ImmutableArray<CacheReset> resets, ImmutableArray<(TableCoherence Table, CacheReset Reset)> marked, long epoch)
    {
        foreach (CacheReset reset in _embedding.Expand(resets))
        {
            bool covered = marked.Any(m => m.Table.TableName.Equals(reset.TableName, StringComparison.OrdinalIgnoreCase)
                && (m.Reset.IsWholeTable || !reset.IsWholeTable));
            if (!covered)
            {
                Apply(reset, epoch);
            }
        }
    }

    private int Apply(CacheReset reset)
    {
        long epoch = NextEpoch();
        ImmutableArray<CacheReset> resets = _embedding.Expand([reset]);
        int removed = resets.Sum(r => Apply(r, epoch));
        Notify(resets);
        return removed;
    }

    private static CacheReset Coalesce(string tableName, LogRow[] rows)
    {
        HashSet<string?> keys = [.. rows.Select(static r => r.Key)];
        bool isWhole = keys.Contains(null) || keys.Count > CacheReset.MaxKeys;
        return new CacheReset(tableName, isWhole ? [] : [.. keys.OfType<object>()], ResetOrigin.Log) { IncludesParents = rows.All(static r => r.IncludesParents) };
    }

    private int Apply(CacheReset reset, long epoch) => Apply(reset, epoch, out _);

    private int Apply(CacheReset reset, long epoch, out CacheReset normalized)
    {
        normalized = reset;
        if (reset.TableName == LogRow.AllTables)
        {
            return ResetAll(reset.Origin);
        }

        if (reset.TableName.StartsWith(LogRow.GroupPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return ApplyToGroup(reset.TableName[LogRow.GroupPrefix.Length..], reset.Origin, epoch);
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

    private int ApplyToGroup(string name, ResetOrigin origin, long epoch)
    {
        int removed = 0;
        foreach (string group in _node.Groups.WithCascades(name))
        {
            removed += _node.Groups.TablesOf(group).Sum(table => Apply(new CacheReset(table, [], origin)));
            removed += _groups.Of(group).Sum(member => member.Table.Apply(member.Store, epoch));
        }

        return removed;
    }

    internal long NextEpoch() => Interlocked.Increment(ref _epoch);

    private void Notify(ImmutableArray<CacheReset> resets)
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
