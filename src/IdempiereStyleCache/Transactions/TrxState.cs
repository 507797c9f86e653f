namespace IdempiereStyleCache;

/// <summary>Where a transaction stands.</summary>
public enum TrxState
{
    /// <summary>It is open: records can be read and written in it.</summary>
    Active,

    /// <summary>It was committed.</summary>
    Committed,

    /// <summary>It was rolled back, by a call or by disposing it without a commit.</summary>
    RolledBack,

    /// <summary>
    /// Whether it was committed is not known: the connection failed while committing, or code outside ended the database's transaction behind this one.
    /// </summary>
    Unknown,
}
