using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// The records that a transaction wrote, in the order in which they were first written, so that a rollback to a savepoint can forget the later ones. Belongs to
/// one transaction; not safe for several threads.
/// </summary>
internal sealed class ChangeSet
{
    // Stand among a table's keys: "every record of it", and "records that embed one of these changed too, and nobody said which".
    private static readonly object s_wholeTable = new();
    private static readonly object s_parentsUnknown = new();

    private readonly Dictionary<string, HashSet<object>> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string TableName, object Key)> _order = [];
    private readonly Dictionary<string, RecordKeyShape?> _shapes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many changes were noted: the position that a savepoint remembers.</summary>
    public int Count => _order.Count;

    /// <summary>Notes a record that was saved; the parents that embed it are noted beside it.</summary>
    public void Add(POModelInfo model, object key) => Add(model.TableName, key, model.KeyShape);

    /// <summary>Notes a key of something that is signalled by itself, such as an index.</summary>
    public void Add(string tableName, object key, RecordKeyShape? shape)
    {
        _shapes.TryAdd(tableName, shape);
        Note(tableName, key);
    }

    /// <summary>How the keys of a table are made of which something was saved; null for any other.</summary>
    public RecordKeyShape? ShapeOf(string tableName) => _shapes.GetValueOrDefault(tableName);

    /// <summary>Notes a record that the application changed; which parents embed it is not known.</summary>
    public void AddForeign(string tableName, object key)
    {
        Note(tableName, key);
        Note(tableName, s_parentsUnknown);
    }

    /// <summary>Notes that the application changed records of a table.</summary>
    public void AddTable(string tableName) => AddForeign(tableName, s_wholeTable);

    /// <summary>Whether a record was changed, or may have been.</summary>
    public bool Contains(string tableName, object key) =>
        _order.Count != 0 && _keys.TryGetValue(tableName, out HashSet<object>? keys) && (keys.Contains(s_wholeTable) || keys.Contains(key) || (keys.Contains(s_parentsUnknown) && HasOtherKindOfKey(keys, key)));

    /// <summary>Whether any record of a table was changed.</summary>
    public bool ContainsAny(string tableName) => _keys.TryGetValue(tableName, out HashSet<object>? keys) && keys.Count != 0;

    /// <summary>Whether records of a table were changed without saying which parents embed them.</summary>
    public bool LacksParents(string tableName) => _keys.TryGetValue(tableName, out HashSet<object>? keys) && keys.Contains(s_parentsUnknown);

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
        [.. _keys.Where(static table => table.Value.Count != 0).Select(table => Coalesce(table.Key, table.Value, origin))];

    // A key of another type, as text for a number, may name the record; the caches find out when they are reset.
    private static bool HasOtherKindOfKey(HashSet<object> keys, object key) =>
        keys.Any(k => k != s_parentsUnknown && !RecordKeyComparer.IsSameKind(k, key));

    private static CacheReset Coalesce(string tableName, HashSet<object> keys, ResetOrigin origin)
    {
        bool parentsUnknown = keys.Contains(s_parentsUnknown);
        bool whole = keys.Contains(s_wholeTable) || keys.Count - (parentsUnknown ? 1 : 0) > CacheReset.MaxKeys;
        ImmutableArray<object> named = whole ? [] : [.. keys.Where(static k => k != s_parentsUnknown)];
        return new CacheReset(tableName, named, origin) { IncludesParents = !parentsUnknown };
    }

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
