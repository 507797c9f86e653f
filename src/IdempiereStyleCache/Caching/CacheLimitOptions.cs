namespace IdempiereStyleCache;

/// <summary>
/// Limits that a node sets for its caches without touching the model classes: by table, and for all. What is said for a table comes before what the class or the cache says
/// itself; that comes before what is said for all.
/// </summary>
public sealed class CacheLimitOptions
{
    private readonly Dictionary<string, CacheLimits> _byTable = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What holds for every cache of which nothing else is said; no limit unless set.</summary>
    public CacheLimits Default { get; set; } = new();

    /// <summary>The limits of the caches of one table; nothing unless set.</summary>
    /// <param name="tableName">The table; compares case-insensitively.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public CacheLimits this[string tableName]
    {
        get
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
            return _byTable.GetValueOrDefault(tableName) ?? new CacheLimits();
        }

        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
            ArgumentNullException.ThrowIfNull(value);
            _byTable[tableName] = value;
        }
    }

    internal CacheLimits Of(string tableName, CacheLimits own) => this[tableName].Or(own).Or(Default);
}
