using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// The records that a transaction wrote, in the order in which they were first written, so that a rollback to a savepoint can forget the later ones. Belongs to
/// one transaction; not safe for several threads.
/// </summary>
internal sealed class ChangeSet
{
    private readonly Dictionary<string, HashSet<object>> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string TableName, object Key)> _order = [];

    // Stands among the keys for "every record of the table".
    private static readonly object WholeTable = new();

    /// <summary>How many changes were noted: the position that a savepoint remembers.</summary>
    public int Count => _order.Count;

    public void Add(string tableName, object key) => Note(tableName, key);

    public void AddTable(string tableName) => Note(tableName, WholeTable);

    public bool Contains(string tableName, object key) =>
        _order.Count != 0 && _keys.TryGetValue(tableName, out HashSet<object>? keys) && (keys.Contains(WholeTable) || keys.Contains(key));

    public bool ContainsAny(string tableName) => _keys.TryGetValue(tableName, out HashSet<object>? keys) && keys.Count != 0;

    /// <summary>Forgets every change after a position.</summary>
    public void TruncateTo(int count)
    {
        for (int i = _order.Count - 1; i >= count; i--)
        {
            _keys[_order[i].TableName].Remove(_order[i].Key);
        }

        _order.RemoveRange(count, _order.Count - count);
    }

    /// <summary>One reset a table: its keys, or the whole table past <see cref="CacheReset.MaxKeys"/>.</summary>
    public ImmutableArray<CacheReset> Coalesce(ResetOrigin origin) =>
    [
        .. _keys.Where(static table => table.Value.Count != 0).Select(table => new CacheReset(
            table.Key,
            table.Value.Count > CacheReset.MaxKeys || table.Value.Contains(WholeTable) ? [] : [.. table.Value],
            origin)),
    ];

    private void Note(string tableName, object key)
    {
        if (!_keys.TryGetValue(tableName, out HashSet<object>? keys))
        {
            _keys.Add(tableName, keys = new HashSet<object>(RecordKeyComparer.Instance));
        }

        if (keys.Add(key))
        {
            _order.Add((tableName, key));
        }
    }
}
