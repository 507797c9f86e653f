namespace IdempiereStyleCache.Tests;

/// <summary>Where a call of <see cref="GatedLog"/> can be stopped, failed or counted.</summary>
internal enum LogPoint
{
    /// <summary>The node registers.</summary>
    Join,

    /// <summary>A transaction is about to write its rows.</summary>
    Write,

    /// <summary>A reading was sent and has seen nothing yet.</summary>
    BeforeRead,

    /// <summary>A reading has taken its snapshot, and its caller does not have it yet.</summary>
    AfterRead,

    /// <summary>A heartbeat was sent.</summary>
    Beat,

    /// <summary>The node is about to wake the others.</summary>
    Wake,

    /// <summary>The node begins to listen.</summary>
    Listen,

    /// <summary>The node leaves.</summary>
    Leave,
}
