namespace GardenWorld;

/// <summary>How the shop rounds: halves away from zero, as on a till. Every line is rounded by itself, so that what is printed adds up.</summary>
internal static class Rounding
{
    public const MidpointRounding Rule = MidpointRounding.AwayFromZero;

    public static decimal To(int decimals, decimal value) => Math.Round(value, decimals, Rule);
}
