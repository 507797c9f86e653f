namespace IdempiereStyleCache.TestServers;

/// <summary>Thrown when a server that tests need is not installed here. Where <see cref="IsFatal"/> is false, the tests are to be skipped with the message.</summary>
/// <param name="message">What is missing and how to get it.</param>
public sealed class TestServerMissingException(string message) : Exception(message)
{
    /// <summary>Whether nothing may be skipped: the environment has CI=true.</summary>
    public static bool IsFatal => Environment.GetEnvironmentVariable("CI") == "true";
}
