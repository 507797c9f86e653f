namespace IdempiereStyleCache;

/// <summary>The base of every error that the framework raises about a record or its table.</summary>
public class POException : Exception
{
    /// <summary>Creates the error with a message that says what happened, to which record, and what to do.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">What the database or the driver said, when it said something.</param>
    public POException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The table that the error speaks of, or null when it concerns none.</summary>
    public string? TableName { get; init; }

    /// <summary>The key of the record that the error speaks of, or null when it concerns none.</summary>
    public object? Key { get; init; }
}
