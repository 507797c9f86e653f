namespace IdempiereStyleCache;

/// <summary>Two records have one value of a <see cref="UniqueKeyAttribute"/>, so there is no saying which of them a finder should return.</summary>
public sealed class PODuplicateKeyException : POException
{
    internal PODuplicateKeyException(POIndexInfo index, object value, object firstKey, object secondKey)
        : base(
            $"{index.TableName} has more than one record with {string.Join(", ", index.ColumnNames)} = {value}: {firstKey} and {secondKey} are two. A [UniqueKey] must be unique: correct one of "
            + "the records and give the table a unique constraint, or declare an [Index] instead.")
    {
        TableName = index.TableName;
        Key = firstKey;
        Value = value;
        SecondKey = secondKey;
    }

    /// <summary>The value that more than one record has.</summary>
    public object Value { get; }

    /// <summary>The key of another of the records than <see cref="POException.Key"/>.</summary>
    public object SecondKey { get; }
}
