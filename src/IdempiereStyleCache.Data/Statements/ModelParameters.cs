using System.Data;
using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>The parameters of one statement about a model: each with the column whose value it carries, so that the dialect decides how it is sent.</summary>
internal sealed class ModelParameters(Dialect dialect, POModelInfo model) : SqlMapper.IDynamicParameters
{
    private readonly List<(string Name, POColumnInfo Column, object? Value)> _values = [];

    /// <summary>What a caller adds besides; null for nothing.</summary>
    public SqlMapper.IDynamicParameters? Others { get; init; }

    public void Add(string name, POColumnInfo column, object? value) => _values.Add((name, column, value));

    public void AddParameters(IDbCommand command, SqlMapper.Identity identity)
    {
        Others?.AddParameters(command, identity);
        foreach ((string name, POColumnInfo column, object? value) in _values)
        {
            DbParameter parameter = (DbParameter)command.CreateParameter();
            parameter.ParameterName = name;
            try
            {
                dialect.SetParameter(parameter, column.Type, value);
            }
            catch (Exception e) when (e is InvalidCastException or OverflowException)
            {
                throw new POMappingException(
                    $"{model.ModelType.Name}.{column.PropertyName} = {value} cannot be stored in the column {model.TableName}.{column.Name}. {e.Message}", e)
                { TableName = model.TableName };
            }

            command.Parameters.Add(parameter);
        }
    }
}
