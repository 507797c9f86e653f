namespace IdempiereStyleCache.Data;

/// <summary>The kinds of failure that messages tell apart.</summary>
public enum DatabaseErrorKind
{
    /// <summary>Anything else; what the driver says is passed on.</summary>
    Other,

    /// <summary>Somebody else held a lock for longer than this statement was willing to wait.</summary>
    Busy,

    /// <summary>The connection is gone.</summary>
    ConnectionLost,

    /// <summary>A column that does not allow NULL was given none.</summary>
    NotNullViolation,

    /// <summary>Another record has the same key or the same value of a unique column.</summary>
    UniqueViolation,

    /// <summary>A record that this one refers to does not exist, or a record still refers to this one.</summary>
    ForeignKeyViolation,

    /// <summary>A CHECK condition or a trigger refused the record.</summary>
    CheckViolation,

    /// <summary>What the transaction did does not go together with what another did at the same time; done again as a whole, it may.</summary>
    Conflict,

    /// <summary>An earlier statement of the transaction failed, and the database takes no further one.</summary>
    TransactionFailed,

    /// <summary>The user of the connection has no right to do that.</summary>
    NotPermitted,
}
