using System.Data.Common;

namespace IdempiereStyleCache.Specs;

/// <summary>A new database of some engine for one test, removed afterwards. What the specifications must know of an engine stands here.</summary>
public abstract class SpecDatabase : IDisposable
{
    /// <summary>The largest key that the engine itself numbers in a column of an <see cref="int"/> key, or beyond it when the engine does not care.</summary>
    public abstract string GeneratedKeyColumn { get; }

    /// <summary>How a column of the default, the computed kind is declared after its name.</summary>
    public abstract string ComputedFrom(string type, string expression);

    public abstract string TypeOf(POColumnType type);

    /// <summary>Lets a node use the database.</summary>
    public abstract void Configure(CacheNodeOptions node, Action<Data.PODatabaseOptions> configure);

    /// <summary>A connection of a foreign tool, not open yet.</summary>
    public abstract DbConnection CreateConnection();

    public abstract void Dispose();
}
