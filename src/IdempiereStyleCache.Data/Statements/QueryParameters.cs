using System.Globalization;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>The parameters of a query: those of the application as Dapper takes them, and those that the framework adds under names of its own.</summary>
internal sealed class QueryParameters(Dialect dialect, POModelInfo model, POQueryText query)
{
    private static readonly POColumnInfo s_limit = new("LIMIT", "Limit", POColumnType.Int32);

    /// <summary>Carry the values of <see cref="POQueryText.Matches"/>.</summary>
    public IReadOnlyList<string> Matches { get; } =
        [.. Enumerable.Range(1, query.Matches.Length).Select(i => $"{dialect.ParameterPrefix}isc_column{(i == 1 ? "" : i.ToString(CultureInfo.InvariantCulture))}")];

    /// <summary>Carries <see cref="POQueryText.Limit"/>.</summary>
    public string Limit { get; } = dialect.ParameterPrefix + "isc_limit";

    public SqlMapper.IDynamicParameters Make()
    {
        ModelParameters parameters = new(dialect, model) { Others = query.Parameters is null ? null : new DynamicParameters(query.Parameters) };
        for (int i = 0; i < Matches.Count; i++)
        {
            POColumnMatch match = query.Matches[i];
            POColumnInfo column = model.Columns.FirstOrDefault(c => c.Name.Equals(match.Column, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"{model.ModelType.Name} has no column {match.Column}.", nameof(query));
            parameters.Add(Matches[i], column, match.Value);
        }

        if (query.Limit is { } limit)
        {
            parameters.Add(Limit, s_limit, limit);
        }

        return parameters;
    }
}
