namespace IdempiereStyleCache.Data;

/// <summary>Finds out, after a model could not be made from a row, which column was the cause. Reading that goes well pays nothing for it.</summary>
internal static class RowErrors
{
    /// <summary>The error to throw.</summary>
    /// <param name="model">The model.</param>
    /// <param name="ordinals">The positions of the columns that the row holds, in its order.</param>
    /// <param name="row">The reader, still on the row.</param>
    /// <param name="exception">What the model's reader threw.</param>
    public static POMappingException Explain(POModelInfo model, IReadOnlyList<int> ordinals, PORowReader row, Exception exception)
    {
        string record = Describe(model, ordinals, row);
        for (int i = 0; i < ordinals.Count; i++)
        {
            POColumnInfo column = model.Columns[ordinals[i]];
            string names = $"{model.ModelType.Name}.{column.PropertyName}";
            string where = $"the column {model.TableName}.{column.Name}{record}";
            try
            {
                if (RowValues.Read(row, i, column.Type) is null && !column.IsNullable)
                {
                    return Error(
                        model,
                        $"{names} cannot hold null, but {where} is NULL. Make the property nullable, or give the column a value and NOT NULL.",
                        exception);
                }
            }
            catch (Exception e)
            {
                return Error(
                    model,
                    $"{names} ({column.Type}) cannot hold what {where} holds: {Raw(row, i)}. {e.Message} Correct the value, or the property's type.",
                    exception);
            }
        }

        return Error(model, $"{model.ModelType.Name} cannot be made from its row in {model.TableName}{record}. {exception.Message}", exception);
    }

    private static POMappingException Error(POModelInfo model, string message, Exception exception) => new(message, exception) { TableName = model.TableName };

    private static string Raw(PORowReader row, int index)
    {
        try
        {
            string text = row.GetString(index);
            return text.Length <= 50 ? $"'{text}'" : $"'{text.AsSpan(0, 50)}...'";
        }
        catch (Exception)
        {
            return "a value that is no text";
        }
    }

    private static int IndexOf(IReadOnlyList<int> ordinals, int ordinal)
    {
        for (int i = 0; i < ordinals.Count; i++)
        {
            if (ordinals[i] == ordinal)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Describe(POModelInfo model, IReadOnlyList<int> ordinals, PORowReader row)
    {
        List<string> parts = [];
        foreach (int key in model.KeyOrdinals)
        {
            int index = IndexOf(ordinals, key);
            try
            {
                parts.Add(index < 0 ? "?" : $"{RowValues.Read(row, index, model.Columns[key].Type) ?? "NULL"}");
            }
            catch (Exception)
            {
                parts.Add("?");
            }
        }

        return $" of the record {string.Join(", ", parts)}";
    }
}
