namespace GardenWorld;

/// <summary>How the program ends.</summary>
internal static class ExitStatus
{
    /// <summary>The totals agreed and every step held.</summary>
    public const int Held = 0;

    /// <summary>The totals differed, or a step did not hold.</summary>
    public const int NotHeld = 1;

    /// <summary>It could not be tried: wrong arguments, or a database that cannot be used.</summary>
    public const int CannotRun = 2;
}
