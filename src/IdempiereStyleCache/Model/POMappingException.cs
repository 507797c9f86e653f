namespace IdempiereStyleCache;

/// <summary>
/// Thrown when a model class and its table do not fit: a table or column that is missing, a NULL in a column whose property
/// cannot hold it, a value of another type. The message names the class, the property and the column.
/// </summary>
public sealed class POMappingException : POException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What does not fit, where, and what to do.</param>
    /// <param name="innerException">What the driver said.</param>
    public POMappingException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
