namespace IdempiereStyleCache;

/// <summary>
/// What a request changed itself, by a commit or a reset in its flow: it sees that at once, whatever it read before. Guarded by the request scope.
/// </summary>
internal sealed class OwnChanges
{
    private readonly Dictionary<string, TableChanges> _tables = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes a reset that was applied by an epoch.</summary>
    public void Add(CacheReset reset, long epoch)
    {
        if (!_tables.TryGetValue(reset.TableName, out TableChanges? table))
        {
            _tables.Add(reset.TableName, table = new TableChanges());
        }

        table.Any = epoch;
        if (reset.IsWholeTable)
        {
            table.Whole = epoch;
        }

        foreach (object key in reset.Keys)
        {
            table.Keys[key] = epoch;
        }
    }

    /// <summary>The epoch of the last change of what a cache keeps under a key; 0 for none.</summary>
    /// <param name="tableName">The table.</param>
    /// <param name="key">The record's key; null when the cache is not kept by it, so that any change of the table counts.</param>
    public long Of(string tableName, object? key) => !_tables.TryGetValue(tableName, out TableChanges? table) ? 0
        : key is null ? table.Any
        : Math.Max(table.Whole, table.Keys.GetValueOrDefault(key));

    private sealed class TableChanges
    {
        public long Any { get; set; }

        public long Whole { get; set; }

        public Dictionary<object, long> Keys { get; } = new(RecordKeyComparer.Instance);
    }
}
