using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using System.Numerics;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.SqlServer;

/// <summary>
/// Passes each key as parameters of its own, of the exact type of its columns, so that the server knows how many there are and finds them through the index, whatever the
/// collation of a column of text is. Numbers of keys are rounded up to powers of two, and the places left over hold NULL, which no key equals: a dozen texts a model.
/// </summary>
/// <param name="values">How values are sent.</param>
internal sealed class ParameterKeyLookup(SqlServerValues values) : KeyLookup
{
    // The server takes 2,100; the driver needs two for itself.
    private const int MostParameters = 2000;

    public override int MaxKeys(int columnCount) => MostParameters / columnCount;

    public override string From(string table, ImmutableArray<string> columns, int keyCount)
    {
        int places = PlacesFor(keyCount, columns.Length);
        return columns.Length == 1
            ? $"{table} WHERE {columns[0]} IN ({Each(places, place => Name(place, 0))})"
            : $"(VALUES {Each(places, place => $"({Each(columns.Length, i => Name(place, i))})")}) AS isc_keys ({Each(columns.Length, i => $"isc_key{i}")}) "
                + $"INNER JOIN {table} ON {Each(columns.Length, i => $"{columns[i]} = isc_key{i}", " AND ")}";
    }

    public override void AddParameters(IDbCommand command, IReadOnlyList<POColumnInfo> columns, IReadOnlyList<ImmutableArray<object>> keys)
    {
        int places = PlacesFor(keys.Count, columns.Count);
        for (int place = 0; place < places; place++)
        {
            for (int i = 0; i < columns.Count; i++)
            {
                DbParameter parameter = (DbParameter)command.CreateParameter();
                parameter.ParameterName = Name(place, i);
                values.Set(parameter, columns[i].Type, place < keys.Count ? keys[place][i] : null);
                command.Parameters.Add(parameter);
            }
        }
    }

    private static string Name(int place, int column) => column == 0 ? $"@key{place}" : $"@key{place}_{column}";

    private static string Each(int count, Func<int, string> part, string separator = ", ") => string.Join(separator, Enumerable.Range(0, count).Select(part));

    private int PlacesFor(int keyCount, int columnCount) => Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)keyCount), MaxKeys(columnCount));
}
