using System.Collections.Immutable;
using System.Data;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>The parameters of a statement that looks many keys up.</summary>
internal sealed class KeyParameters(KeyLookup lookup, IReadOnlyList<POColumnInfo> columns, IReadOnlyList<ImmutableArray<object>> keys) : SqlMapper.IDynamicParameters
{
    public void AddParameters(IDbCommand command, SqlMapper.Identity identity) => lookup.AddParameters(command, columns, keys);
}
