using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// Which cached tables embed records of which others: a cached product embeds its prices. A reset that does not say which parents it concerns resets all of them.
/// Safe for use by several threads.
/// </summary>
internal sealed class EmbeddingMap
{
    private readonly Lock _gate = new();

    // By embedded table: the tables that embed it, with the number of caches that said so.
    private readonly Dictionary<string, Dictionary<string, int>> _embedding = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string tableName, ImmutableArray<string> embeddedTables) => Count(tableName, embeddedTables, 1);

    public void Remove(string tableName, ImmutableArray<string> embeddedTables) => Count(tableName, embeddedTables, -1);

    /// <summary>Adds, for every reset that may concern parents that it does not name, a reset of the tables that embed its table.</summary>
    public ImmutableArray<CacheReset> Expand(ImmutableArray<CacheReset> resets)
    {
        if (resets.All(static r => r.IncludesParents))
        {
            return resets;
        }

        Dictionary<string, CacheReset> expanded = resets.ToDictionary(static r => r.TableName, StringComparer.OrdinalIgnoreCase);
        lock (_gate)
        {
            foreach (CacheReset reset in resets)
            {
                if (!reset.IncludesParents && _embedding.TryGetValue(reset.TableName, out Dictionary<string, int>? parents))
                {
                    foreach (string parent in parents.Keys)
                    {
                        expanded[parent] = new CacheReset(parent, [], reset.Origin);
                    }
                }
            }
        }

        return [.. expanded.Values];
    }

    private void Count(string tableName, ImmutableArray<string> embeddedTables, int by)
    {
        lock (_gate)
        {
            foreach (string embedded in embeddedTables)
            {
                if (!_embedding.TryGetValue(embedded, out Dictionary<string, int>? parents))
                {
                    _embedding.Add(embedded, parents = new(StringComparer.OrdinalIgnoreCase));
                }

                int count = parents[tableName] = parents.GetValueOrDefault(tableName) + by;
                if (count == 0 && parents.Remove(tableName) && parents.Count == 0)
                {
                    _embedding.Remove(embedded);
                }
            }
        }
    }
}
