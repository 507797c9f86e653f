using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>Which caches of one node belong to which group. Safe for use by several threads.</summary>
internal sealed class GroupMembers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(TableCoherence Table, ICacheStore Store)>> _members = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string group, TableCoherence table, ICacheStore store)
    {
        lock (_gate)
        {
            if (!_members.TryGetValue(group, out List<(TableCoherence Table, ICacheStore Store)>? members))
            {
                _members.Add(group, members = []);
            }

            members.Add((table, store));
        }
    }

    public void Remove(string group, ICacheStore store)
    {
        lock (_gate)
        {
            if (_members.TryGetValue(group, out List<(TableCoherence Table, ICacheStore Store)>? members))
            {
                members.RemoveAll(m => m.Store == store);
                if (members.Count == 0)
                {
                    _members.Remove(group);
                }
            }
        }
    }

    public ImmutableArray<(TableCoherence Table, ICacheStore Store)> Of(string group)
    {
        lock (_gate)
        {
            return _members.TryGetValue(group, out List<(TableCoherence Table, ICacheStore Store)>? members) ? [.. members] : [];
        }
    }
}
