namespace IdempiereStyleCache;

/// <summary>How a write of an existing record ended.</summary>
/// <param name="Status">Whether it was written.</param>
/// <param name="ActualToken">With <see cref="POWriteStatus.TokenMismatch"/>, the concurrency token that the database holds.</param>
public readonly record struct POWriteResult(POWriteStatus Status, object? ActualToken = null);

/// <summary>Whether a write of an existing record took place.</summary>
public enum POWriteStatus
{
    /// <summary>The record was written.</summary>
    Written,

    /// <summary>There is no record with that key; nothing was written.</summary>
    Missing,

    /// <summary>The record has another concurrency token; nothing was written.</summary>
    TokenMismatch,
}
