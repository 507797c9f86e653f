namespace IdempiereStyleCache;

/// <summary>Thrown when the database cannot be used: it cannot be opened, or no connection came free in time.</summary>
public sealed class PODatabaseException : POException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What failed, where, and what to do.</param>
    /// <param name="innerException">What the driver said.</param>
    public PODatabaseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
