namespace Snippets;

/// <summary>What a page says of its code, checked when the code runs.</summary>
internal static class Claim
{
    public static void Holds(bool claim, string what)
    {
        if (!claim)
        {
            throw new InvalidOperationException($"This does not hold: {what}");
        }
    }
}
