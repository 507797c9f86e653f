using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// What else is out of date when a table changes, on one node. Cached tables embed records of others, as a product embeds its prices: a reset that does not say which parents it concerns
/// resets all of them. Cached attributes depend on tables: any change resets them. Safe for use by several threads.
/// </summary>
internal sealed class EmbeddingMap
{
    private readonly Lock _gate = new();

    // By table: the tables that embed it, or depend on it, with the number of caches that said so.
    private readonly Dictionary<string, Dictionary<string, int>> _embedding = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, int>> _depending = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string tableName, ImmutableArray<string> embeddedTables, ImmutableArray<string> dependsOn) => Count(tableName, embeddedTables, dependsOn, 1);

    public void Remove(string tableName, ImmutableArray<string> embeddedTables, ImmutableArray<string> dependsOn) => Count(tableName, embeddedTables, dependsOn, -1);

    /// <summary>
    /// Adds a reset of each table that embeds one which a reset concerns without naming the parents, and of all that depends on what is reset, or on that in turn.
    /// </summary>
    public ImmutableArray<CacheReset> Expand(ImmutableArray<CacheReset> resets)
    {
        lock (_gate)
        {
            if (_depending.Count == 0 && resets.All(static r => r.IncludesParents))
            {
                return resets;
            }

            Dictionary<string, CacheReset> expanded = resets.ToDictionary(static r => r.TableName, StringComparer.OrdinalIgnoreCase);
            Queue<CacheReset> open = new(resets);
            while (open.TryDequeue(out CacheReset? reset))
            {
                if (!reset.IncludesParents)
                {
                    Add(_embedding, reset, expanded, open);
                }

                Add(_depending, reset, expanded, open);
            }

            return [.. expanded.Values];
        }
    }

    private static void Add(Dictionary<string, Dictionary<string, int>> map, CacheReset reset, Dictionary<string, CacheReset> expanded, Queue<CacheReset> open)
    {
        if (!map.TryGetValue(reset.TableName, out Dictionary<string, int>? others))
        {
            return;
        }

        foreach (string other in others.Keys)
        {
            if (!expanded.TryGetValue(other, out CacheReset? known) || !known.IsWholeTable)
            {
                // What embeds the other one embeds this one too, and says so itself.
                CacheReset whole = new(other, [], reset.Origin) { IncludesParents = true };
                expanded[other] = whole;
                open.Enqueue(whole);
            }
        }
    }

    private void Count(string tableName, ImmutableArray<string> embeddedTables, ImmutableArray<string> dependsOn, int by)
    {
        lock (_gate)
        {
            Count(_embedding, tableName, embeddedTables, by);
            Count(_depending, tableName, dependsOn, by);
        }
    }

    private static void Count(Dictionary<string, Dictionary<string, int>> map, string tableName, ImmutableArray<string> tables, int by)
    {
        foreach (string table in tables)
        {
            if (!map.TryGetValue(table, out Dictionary<string, int>? others))
            {
                map.Add(table, others = new(StringComparer.OrdinalIgnoreCase));
            }

            int count = others[tableName] = others.GetValueOrDefault(tableName) + by;
            if (count == 0 && others.Remove(tableName) && others.Count == 0)
            {
                map.Remove(table);
            }
        }
    }
}
