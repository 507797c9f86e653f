namespace IdempiereStyleCache.Data;

/// <summary>The names of the log's tables as they stand in statements. Immutable.</summary>
public sealed class LogTables
{
    internal LogTables(InvalidationLogOptions options)
    {
        Prefix = options.TablePrefix;
        Schema = options.Schema;
    }

    /// <summary>What the names begin with.</summary>
    public string Prefix { get; }

    /// <summary>The schema; null for that of the connection.</summary>
    public string? Schema { get; }

    /// <summary>The log.</summary>
    public string Invalidation => Qualify("invalidation");

    /// <summary>The nodes that read it.</summary>
    public string Node => Qualify("node");

    /// <summary>One row: the version of these tables, and below which stamp rows may have been removed.</summary>
    public string State => Qualify("state");

    /// <summary>A name with the prefix and without the schema.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The plain name.</returns>
    public string Plain(string name) => Prefix + name;

    private string Qualify(string name) => Schema is null ? Plain(name) : $"{Schema}.{Plain(name)}";
}
