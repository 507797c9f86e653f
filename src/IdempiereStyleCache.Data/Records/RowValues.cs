namespace IdempiereStyleCache.Data;

/// <summary>Reads a column by its kind where the model's own reader does not: keys and tokens for messages and results.</summary>
internal static class RowValues
{
    /// <summary>Reads one column of the row that the reader stands on.</summary>
    /// <returns>The value, boxed; null for NULL.</returns>
    public static object? Read(PORowReader row, int index, POColumnType type) => row.IsNull(index) ? null : type switch
    {
        POColumnType.Boolean => row.GetBoolean(index),
        POColumnType.Byte => row.GetByte(index),
        POColumnType.SByte => row.GetSByte(index),
        POColumnType.Int16 => row.GetInt16(index),
        POColumnType.UInt16 => row.GetUInt16(index),
        POColumnType.Int32 => row.GetInt32(index),
        POColumnType.UInt32 => row.GetUInt32(index),
        POColumnType.Int64 => row.GetInt64(index),
        POColumnType.UInt64 => row.GetUInt64(index),
        POColumnType.Decimal => row.GetDecimal(index),
        POColumnType.Single => row.GetSingle(index),
        POColumnType.Double => row.GetDouble(index),
        POColumnType.Char => row.GetChar(index),
        POColumnType.Guid => row.GetGuid(index),
        POColumnType.DateTime => row.GetDateTime(index),
        POColumnType.DateTimeOffset => row.GetDateTimeOffset(index),
        POColumnType.DateOnly => row.GetDateOnly(index),
        POColumnType.TimeOnly => row.GetTimeOnly(index),
        POColumnType.TimeSpan => row.GetTimeSpan(index),
        POColumnType.Bytes => row.GetBytes(index),
        _ => row.GetString(index),
    };

    /// <summary>A key that the database made, as its property's type.</summary>
    /// <exception cref="POMappingException">The property cannot hold it.</exception>
    public static object MadeKey(long? made, POModelInfo model)
    {
        POColumnInfo column = model.Columns[model.KeyOrdinals[0]];
        try
        {
            long number = made ?? throw new InvalidCastException("It made none.");
            return column.Type switch
            {
                POColumnType.Byte => checked((byte)number),
                POColumnType.SByte => checked((sbyte)number),
                POColumnType.Int16 => checked((short)number),
                POColumnType.UInt16 => checked((ushort)number),
                POColumnType.Int32 => checked((int)number),
                POColumnType.UInt32 => checked((uint)number),
                POColumnType.Int64 => number,
                POColumnType.UInt64 => checked((ulong)number),
                _ => throw new InvalidCastException($"A key of type {column.Type} cannot come from the database."),
            };
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException)
        {
            throw new POMappingException(
                $"The database made the key {made?.ToString() ?? "NULL"} for a new {model.ModelType.Name}, and {model.ModelType.Name}.{column.PropertyName} "
                + $"({model.KeyType.Name}, column {model.TableName}.{column.Name}) cannot hold it. Roll the transaction back; give the key a wider type, or a column "
                + "that the database numbers.", e)
            { TableName = model.TableName };
        }
    }
}
