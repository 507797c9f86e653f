using System.Globalization;

namespace IdempiereStyleCache;

/// <summary>A table has more records than its full-table cache may hold. Nothing was cached.</summary>
public sealed class FullTableTooLargeException : POException
{
    internal FullTableTooLargeException(string tableName, string model, int maxRows)
        : base(
            $"{tableName} has more than {maxRows.ToString(CultureInfo.InvariantCulture)} records, too many for a full-table cache. Raise MaxRows in [FullTableCache(MaxRows = ...)] of {model} if it "
            + "may hold them all, or remove the attribute: the class then caches record by record.")
    {
        TableName = tableName;
        MaxRows = maxRows;
    }

    /// <summary>How many records the cache may hold.</summary>
    public int MaxRows { get; }
}
