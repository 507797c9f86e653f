using System.Collections.Immutable;
using System.Data;

namespace IdempiereStyleCache.Data;

/// <summary>
/// Finds many records by key with one statement: the text that confines a table to the keys, and the parameters that it names. The texts of one model must be few,
/// because every text is planned anew and may be kept by driver and server.
/// </summary>
public abstract class KeyLookup
{
    /// <summary>How many keys one statement takes.</summary>
    /// <param name="columnCount">The number of columns of the key.</param>
    /// <returns>A number from 1; asking for more keys takes several statements.</returns>
    public abstract int MaxKeys(int columnCount);

    /// <summary>The table confined to the keys: what follows FROM. It must add no column that could be taken for one of the table's, and should be answered through the
    /// index of the key.</summary>
    /// <param name="table">The table, quoted.</param>
    /// <param name="columns">The key's columns, quoted.</param>
    /// <param name="keyCount">How many keys there are.</param>
    /// <returns>The rest of the statement.</returns>
    public abstract string From(string table, ImmutableArray<string> columns, int keyCount);

    /// <summary>Adds the parameters that the text names.</summary>
    /// <param name="command">The command.</param>
    /// <param name="columns">The key's columns.</param>
    /// <param name="keys">For each key the values of its columns, as they are stored.</param>
    public abstract void AddParameters(IDbCommand command, IReadOnlyList<POColumnInfo> columns, IReadOnlyList<ImmutableArray<object>> keys);
}
