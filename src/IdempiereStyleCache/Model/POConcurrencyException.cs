namespace IdempiereStyleCache;

/// <summary>
/// Thrown when a record was changed by somebody else since the instance being saved was read. Nothing was written and
/// nothing invalidated. Read the record again with <c>GetCopy</c>, apply the change to it, and save that.
/// </summary>
public sealed class POConcurrencyException : POException
{
    /// <summary>Creates the error for one record.</summary>
    /// <param name="tableName">The table.</param>
    /// <param name="key">The record's key.</param>
    /// <param name="expectedVersion">The concurrency token that the saved instance was read with.</param>
    /// <param name="actualVersion">The concurrency token that the database holds now.</param>
    public POConcurrencyException(string tableName, object key, object? expectedVersion, object? actualVersion)
        : base($"{tableName} {key} was changed by somebody else: it was read with version {expectedVersion}, the database holds version {actualVersion}. "
            + "Nothing was written. Read it again with GetCopy, apply the change, and save.")
    {
        TableName = tableName;
        Key = key;
        ExpectedVersion = expectedVersion;
        ActualVersion = actualVersion;
    }

    /// <summary>The concurrency token that the saved instance was read with.</summary>
    public object? ExpectedVersion { get; }

    /// <summary>The concurrency token that the database held when the save was refused.</summary>
    public object? ActualVersion { get; }
}
