namespace IdempiereStyleCache;

/// <summary>What a reset does to the stripes that it visits.</summary>
[Flags]
internal enum StripeChange
{
    None = 0,
    Reset = 1,
    Mark = 2,
    Unmark = 4,
}

internal static class StripeChangeMarks
{
    /// <summary>By how much the count of marks moves.</summary>
    public static int Marks(this StripeChange change) =>
        (change.HasFlag(StripeChange.Mark) ? 1 : 0) - (change.HasFlag(StripeChange.Unmark) ? 1 : 0);
}
