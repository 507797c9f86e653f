namespace IdempiereStyleCache;

/// <summary>
/// Thrown by a commit when the connection failed before the database could say whether it took place. The caches were
/// invalidated as if it had. Read the records again to learn which it was, before writing anything once more.
/// </summary>
public sealed class TrxOutcomeUnknownException : POException
{
    /// <summary>Creates the error.</summary>
    /// <param name="innerException">What the driver said.</param>
    public TrxOutcomeUnknownException(Exception innerException)
        : base("The connection failed while committing, so it is not known whether the transaction was committed. "
            + "Caches were invalidated as if it was. Read the records again before repeating the work.", innerException)
    {
    }
}
