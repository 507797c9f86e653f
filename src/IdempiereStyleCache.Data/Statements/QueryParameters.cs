using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>The parameters of a query: those of the application as Dapper takes them, and those that the framework adds under names of its own.</summary>
internal readonly struct QueryParameters(Dialect dialect, POModelInfo model)
{
    private static readonly POColumnInfo s_limit = new("LIMIT", "Limit", POColumnType.Int32);

    /// <summary>Carries <see cref="POQueryText.ColumnValue"/>.</summary>
    public string Column { get; } = dialect.ParameterPrefix + "isc_column";

    /// <summary>Carries <see cref="POQueryText.Limit"/>.</summary>
    public string Limit { get; } = dialect.ParameterPrefix + "isc_limit";

    public SqlMapper.IDynamicParameters Of(POQueryText query)
    {
        ModelParameters parameters = new(dialect, model) { Others = query.Parameters is null ? null : new DynamicParameters(query.Parameters) };
        if (query.Column is { } name)
        {
            POColumnInfo column = model.Columns.FirstOrDefault(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"{model.ModelType.Name} has no column {name}.", nameof(query));
            parameters.Add(Column, column, query.ColumnValue);
        }

        if (query.Limit is { } limit)
        {
            parameters.Add(Limit, s_limit, limit);
        }

        return parameters;
    }
}
