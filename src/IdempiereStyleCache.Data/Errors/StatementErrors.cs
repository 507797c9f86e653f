using System.Data.Common;

namespace IdempiereStyleCache.Data;

/// <summary>Turns what the driver says of a failed statement into an error that names class, property, table and column, and what to do.</summary>
internal sealed class StatementErrors(Dialect dialect, TableFacts facts)
{
    /// <summary>The error to throw for a failed statement.</summary>
    public async ValueTask<POException> ExplainAsync(DbException exception, StatementContext context, ConnectionLease lease, StorageCall call)
    {
        POModelInfo model = context.Model;
        DatabaseErrorKind kind = dialect.Classify(exception);
        switch (kind)
        {
            case DatabaseErrorKind.Busy:
                return Unusable($"Cannot {context}: {dialect.DisplayName} was busy. {dialect.ExplainBusy()}");
            case DatabaseErrorKind.ConnectionLost:
                return Unusable($"Cannot {context}: the connection to {dialect.DisplayName} is lost. {exception.Message}");
            case DatabaseErrorKind.Other or DatabaseErrorKind.NotNullViolation:
                IReadOnlyList<TableColumn>? columns = await facts.ColumnsAfterFailureAsync(model, lease, call).ConfigureAwait(false);
                if (columns is not null && (Misfit(model, columns) ?? Unfilled(context, kind, columns)) is { } why)
                {
                    return new POMappingException(why, exception) { TableName = model.TableName, Key = context.Key };
                }

                break;
        }

        string hint = kind switch
        {
            DatabaseErrorKind.UniqueViolation => " Another record has the same key, or the same value of a unique column.",
            DatabaseErrorKind.ForeignKeyViolation => context.Doing == "delete"
                ? " Other records still refer to it."
                : " A record that it refers to does not exist, or other records still refer to it.",
            DatabaseErrorKind.CheckViolation => " A condition of the table refused it.",
            DatabaseErrorKind.Conflict => " It does not go together with what another transaction does at the same time. Roll back, and do the whole transaction again.",
            DatabaseErrorKind.TransactionFailed => " A statement of the transaction failed before, and the database takes nothing more in it. Roll back, at least to a savepoint set before that.",
            DatabaseErrorKind.NotPermitted => " The user of the connection has no right to do that. Grant it.",
            _ => "",
        };
        string statement = context.Sql is null ? "" : $" The statement was: {context.Sql}";
        return new POException($"Cannot {context} ({model.ModelType.Name}) in {dialect.DisplayName}.{hint} {exception.Message}{statement}", exception)
        {
            TableName = model.TableName,
            Key = context.Key,
        };

        PODatabaseException Unusable(string message) => new(message, exception) { TableName = model.TableName, Key = context.Key };
    }

    private string? Misfit(POModelInfo model, IReadOnlyList<TableColumn> columns)
    {
        if (columns.Count == 0)
        {
            return $"{model.ModelType.Name} is the model of the table {model.TableName}, which {dialect.DisplayName} does not have. "
                + $"Create the table, or correct the name in [POModel(\"{model.TableName}\")].";
        }

        POColumnInfo? missing = model.Columns.FirstOrDefault(c => c.Sql is null && !columns.Any(t => t.Name.Equals(c.Name, StringComparison.OrdinalIgnoreCase)));
        return missing is null
            ? null
            : $"{model.ModelType.Name}.{missing.PropertyName} is stored in the column {model.TableName}.{missing.Name}, which the table in {dialect.DisplayName} does not have. "
                + $"Add the column, or correct its name with [POColumn]. The table has: {string.Join(", ", columns.Select(c => c.Name))}.";
    }

    // Which column the NULL was for: one whose property holds null, or one that the model does not know at all.
    private static string? Unfilled(StatementContext context, DatabaseErrorKind kind, IReadOnlyList<TableColumn> columns)
    {
        if (kind != DatabaseErrorKind.NotNullViolation || context.Record is not { } record)
        {
            return null;
        }

        POModelInfo model = context.Model;
        foreach (TableColumn column in columns.Where(c => !c.IsNullable))
        {
            int ordinal = model.Columns.ToList().FindIndex(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase));
            if (ordinal < 0)
            {
                if (context.Doing == "insert" && !column.HasDefault)
                {
                    return $"Cannot {context}: the column {model.TableName}.{column.Name} does not allow NULL, and {model.ModelType.Name} has no property for it. "
                        + "Add the property, or give the column a default.";
                }
            }
            else if (!model.Columns[ordinal].IsReadOnly && new PORecord(record).Get(ordinal) is null)
            {
                string property = $"{model.ModelType.Name}.{model.Columns[ordinal].PropertyName}";
                return $"Cannot {context}: {property} is null, but the column {model.TableName}.{model.Columns[ordinal].Name} does not allow NULL. "
                    + "Set the property, and make its type one that cannot be null.";
            }
        }

        return null;
    }
}
