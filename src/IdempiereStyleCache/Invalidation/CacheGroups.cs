using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// Named groups of caches that are reset together. A cache joins a group with <see cref="CCache{TKey, TValue}.Group"/>; a group can also take whole tables, and can cascade
/// into other groups. Set up before the node starts; not safe for use by several threads until then, unchangeable afterwards.
/// </summary>
public sealed class CacheGroups
{
    private readonly Dictionary<string, Definition> _groups = new(StringComparer.OrdinalIgnoreCase);
    private bool _isInUse;

    /// <summary>Defines a group. A group that neither takes tables nor cascades need not be defined.</summary>
    /// <param name="name">Its name; compares case-insensitively.</param>
    /// <param name="tables">Tables of which every cache is reset with the group; null for none.</param>
    /// <param name="cascadesTo">Groups that are reset with this one; they may be defined later, but before the node starts. Null for none.</param>
    /// <returns>This object, for the next definition.</returns>
    /// <exception cref="ArgumentException">There is such a group already, or the groups would cascade in a circle.</exception>
    /// <exception cref="InvalidOperationException">A node that uses the groups has started.</exception>
    public CacheGroups Define(string name, IEnumerable<string>? tables = null, IEnumerable<string>? cascadesTo = null)
    {
        ThrowIfNoName(name);
        if (_isInUse)
        {
            throw new InvalidOperationException($"The group of caches '{name}' cannot be defined any more: the node that uses the groups has started.");
        }

        Definition definition = new([.. tables ?? []], [.. cascadesTo ?? []]);
        foreach (string table in definition.Tables)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(table, nameof(tables));
            LogRow.ThrowIfNoTable(table, nameof(tables));
        }

        foreach (string group in definition.CascadesTo)
        {
            ThrowIfNoName(group, nameof(cascadesTo));
        }

        if (!_groups.TryAdd(name, definition))
        {
            throw new ArgumentException($"The group of caches '{name}' is defined already.", nameof(name));
        }

        if (FindCircle(name) is { } circle)
        {
            _groups.Remove(name);
            throw new ArgumentException(
                $"The group of caches '{name}' would cascade into itself: {string.Join(" -> ", circle)}. Take one of these cascades away.", nameof(cascadesTo));
        }

        return this;
    }

    /// <summary>The tables of a group.</summary>
    internal ImmutableArray<string> TablesOf(string name) => _groups.TryGetValue(name, out Definition? group) ? group.Tables : [];

    /// <summary>A group and every group that it cascades into, directly or not, each once.</summary>
    internal IReadOnlyList<string> WithCascades(string name)
    {
        List<string> reached = [name];
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase) { name };
        for (int i = 0; i < reached.Count; i++)
        {
            if (_groups.TryGetValue(reached[i], out Definition? group))
            {
                reached.AddRange(group.CascadesTo.Where(seen.Add));
            }
        }

        return reached;
    }

    /// <summary>Checks the groups as a whole; from then on they are unchangeable.</summary>
    internal void ThrowIfIncomplete()
    {
        _isInUse = true;
        foreach ((string name, Definition group) in _groups)
        {
            if (group.CascadesTo.FirstOrDefault(g => !_groups.ContainsKey(g)) is { } missing)
            {
                throw new InvalidOperationException(
                    $"The group of caches '{name}' cascades into '{missing}', which is not defined. Define it with CacheNodeOptions.Groups.Define(\"{missing}\"), or correct the name.");
            }
        }
    }

    internal static void ThrowIfNoName(string name, string parameter = "name")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        if (name.Length > LogRow.MaxTableNameLength - LogRow.GroupPrefix.Length)
        {
            throw new ArgumentException($"The name of a group has at most {LogRow.MaxTableNameLength - LogRow.GroupPrefix.Length} characters.", parameter);
        }
    }

    // The new group is the only one that can have closed a circle, so it is on it.
    private List<string>? FindCircle(string start)
    {
        Dictionary<string, string> cameFrom = new(StringComparer.OrdinalIgnoreCase);
        Queue<string> queue = new([start]);
        while (queue.TryDequeue(out string? name))
        {
            foreach (string next in _groups.TryGetValue(name, out Definition? group) ? group.CascadesTo : [])
            {
                if (next.Equals(start, StringComparison.OrdinalIgnoreCase))
                {
                    return PathTo(name, start, cameFrom);
                }

                if (cameFrom.TryAdd(next, name))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }

    private static List<string> PathTo(string name, string start, Dictionary<string, string> cameFrom)
    {
        List<string> path = [start];
        while (!name.Equals(start, StringComparison.OrdinalIgnoreCase))
        {
            path.Insert(0, name);
            name = cameFrom[name];
        }

        path.Insert(0, start);
        return path;
    }

    private sealed record Definition(ImmutableArray<string> Tables, ImmutableArray<string> CascadesTo);
}
