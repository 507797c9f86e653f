namespace IdempiereStyleCache;

/// <summary>
/// How one call to the database is to be made. Logic is written once: with <see cref="IsAsync"/> false every step completes before it returns, so a
/// synchronous caller never waits on another thread.
/// </summary>
/// <param name="Session">The connection and transaction to use; null lets the database take a connection of its own for the call.</param>
/// <param name="IsAsync">Whether waiting may be asynchronous.</param>
/// <param name="CancellationToken">Stops an asynchronous call.</param>
public readonly record struct StorageCall(IPOSession? Session, bool IsAsync, CancellationToken CancellationToken = default);
