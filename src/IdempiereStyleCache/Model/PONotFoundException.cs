namespace IdempiereStyleCache;

/// <summary>Thrown when a record that must exist does not: it was never written, or somebody deleted it.</summary>
public sealed class PONotFoundException : POException
{
    /// <summary>Creates the error for one key.</summary>
    /// <param name="tableName">The table that was asked.</param>
    /// <param name="key">The key that was not found.</param>
    /// <param name="doing">What was being done, for the message: <c>"read"</c>, <c>"update"</c> or <c>"delete"</c>.</param>
    public PONotFoundException(string tableName, object key, string doing = "read")
        : base($"Cannot {doing} {tableName} {key}: there is no such record. It was never written, was deleted, or belongs to a transaction that was rolled back.")
    {
        TableName = tableName;
        Key = key;
    }
}
