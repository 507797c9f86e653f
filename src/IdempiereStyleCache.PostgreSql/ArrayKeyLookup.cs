using System.Collections.Immutable;
using System.Data;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>Passes the keys as arrays, one a column: one text for any number of them.</summary>
internal sealed class ArrayKeyLookup : KeyLookup
{
    private const string Parameter = "@keys";

    public override int MaxKeys(int columnCount) => int.MaxValue;

    public override string From(string table, ImmutableArray<string> columns, int keyCount)
    {
        return columns.Length == 1
            ? $"{table} WHERE {columns[0]} = ANY({Parameter}0)"
            : $"unnest({Each(i => $"{Parameter}{i}")}) AS isc_keys({Each(i => $"isc_key{i}")}) JOIN {table} ON {Each(i => $"{columns[i]} = isc_key{i}", " AND ")}";

        string Each(Func<int, string> part, string separator = ", ") => string.Join(separator, Enumerable.Range(0, columns.Length).Select(part));
    }

    // The elements of the only array take the type of the column that they are compared with; those of several arrays bring theirs.
    public override void AddParameters(IDbCommand command, IReadOnlyList<POColumnInfo> columns, IReadOnlyList<ImmutableArray<object>> keys)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            IDbDataParameter parameter = command.CreateParameter();
            parameter.ParameterName = $"{Parameter}{i}";
            int column = i;
            PostgreSqlValues.SetArray(parameter, columns[i].Type, keys.Select(key => key[column]), keys.Count, isTyped: columns.Count > 1);
            command.Parameters.Add(parameter);
        }
    }
}
