namespace IdempiereStyleCache;

/// <summary>Safeguards that a test can switch off on a node of its own, to show that the test sees what they are for. Not reachable from outside.</summary>
[Flags]
internal enum CoherenceFaults
{
    None = 0,

    /// <summary>Loaded values are published although a reset came since the load began.</summary>
    IgnoreTickets = 1,

    /// <summary>Readers join any load in flight, also one that began before the last reset, and nobody repeats a load that a reset overtook.</summary>
    IgnoreJoinRule = 2,

    /// <summary>Changed records are not marked in doubt before the commit, only reset after it.</summary>
    IgnoreInDoubt = 4,

    /// <summary>The log rows are written after the commit, in a transaction of their own, instead of in the writer's.</summary>
    LogAfterCommit = 8,

    /// <summary>The log's reader moves on to what it has seen, although transactions that took an earlier number may still commit.</summary>
    IgnoreLogWindow = 16,

    /// <summary>A node that slept past the log's retention keeps its caches.</summary>
    IgnoreResync = 32,

    /// <summary>A request joins a check that began before the request did.</summary>
    JoinEarlierCheck = 64,

    /// <summary>What a reset removes is not kept for request scopes that began before.</summary>
    DropVersions = 128,

    /// <summary>A request scope that begins does not wait for resets that are being applied.</summary>
    BeginDuringReset = 256,
}
