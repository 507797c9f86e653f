namespace IdempiereStyleCache;

/// <summary>Points of the protocol at which a test can interfere. Not reachable from outside.</summary>
internal enum ProtocolPoint
{
    /// <summary>A commit was asked for; the log rows are not written yet.</summary>
    BeforeLog,

    /// <summary>The log rows are written, in the transaction.</summary>
    AfterLog,

    /// <summary>The changed records are in doubt; the database has not been told to commit.</summary>
    Marked,

    /// <summary>The database has committed; the mark is not lifted.</summary>
    Committed,

    /// <summary>The mark is lifted; the caller does not know yet.</summary>
    Lifted,

    /// <summary>A value was read from the database and is not published yet.</summary>
    LoadRead,

    /// <summary>The log was read and is not applied yet.</summary>
    LogRead,
}
