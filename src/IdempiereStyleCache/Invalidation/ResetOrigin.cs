namespace IdempiereStyleCache;

/// <summary>Where a reset comes from.</summary>
public enum ResetOrigin
{
    /// <summary>A transaction of this node committed, or its outcome is unknown.</summary>
    Commit,

    /// <summary>Code of this node called <c>Reset</c>.</summary>
    Call,

    /// <summary>The invalidation log told of it: another node, a trigger, or a row written by hand.</summary>
    Log,
}
