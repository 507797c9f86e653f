namespace IdempiereStyleCache.Torture;

/// <summary>The names under which safeguards can be switched off.</summary>
internal static class Safeguards
{
    private static readonly Dictionary<string, CoherenceFaults> s_faults = new(StringComparer.Ordinal)
    {
        ["ticket"] = CoherenceFaults.IgnoreTickets,
        ["join"] = CoherenceFaults.IgnoreJoinRule,
        ["indoubt"] = CoherenceFaults.IgnoreInDoubt,
        ["log-in-transaction"] = CoherenceFaults.LogAfterCommit,
        ["window"] = CoherenceFaults.IgnoreLogWindow,
        ["resync"] = CoherenceFaults.IgnoreResync,
        ["check-join"] = CoherenceFaults.JoinEarlierCheck,
        ["versions"] = CoherenceFaults.DropVersions,
    };

    public static IReadOnlyCollection<string> Names => s_faults.Keys;

    public static CoherenceFaults Of(string? name) => name is null ? CoherenceFaults.None : s_faults[name];
}
