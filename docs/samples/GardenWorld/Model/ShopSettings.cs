using System.Collections.Immutable;
using System.Globalization;
using Dapper;
using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>The settings as the program uses them: read together, taken apart once, and shared until one changes.</summary>
internal static partial class ShopSettings
{
    public const string AmountPrecisionName = "AMOUNT_PRECISION";

    /// <summary>To how many decimals amounts and taxes are rounded.</summary>
    public static int AmountPrecision => int.Parse(Values[AmountPrecisionName], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Every setting by its name.</summary>
    [Cached(DependsOn = [typeof(MSysConfig)])]
    public static partial ImmutableDictionary<string, string> Values { get; }

    // The retrieval gets a connection; Dapper reads with it.
    private static ImmutableDictionary<string, string> RetrieveValues(RetrievalContext context) => context.Connection
        .Query<(string Name, string Value)>("SELECT Name, Value FROM AD_SysConfig", transaction: context.Transaction)
        .ToImmutableDictionary(static setting => setting.Name, static setting => setting.Value);
}
