using System.Globalization;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>
/// PostgreSQL rounds a number to what the column can hold, and cuts the time off where the column holds a date, without an error. Such a value is refused instead.
/// </summary>
internal static class PostgreSqlFit
{
    /// <summary>Whether it depends on the column whether the value comes back as it was.</summary>
    public static bool IsDelicate(object value) => value switch
    {
        decimal number => number.Scale > 0,
        double number => (float)number != number && !double.IsNaN(number),
        DateTime time => time.TimeOfDay != TimeSpan.Zero && time != DateTime.MaxValue,
        _ => false,
    };

    /// <summary>Why a column of that declared type would change a delicate value; null when it would not.</summary>
    public static string? WhyUnfit(string declaredType, object value) => (value, declaredType) switch
    {
        (decimal number, _) => Decimals(declaredType) is { } most && decimal.Round(number, most) != number
            ? $"PostgreSQL would round it to {most} decimals in a column declared {declaredType}. Declare it numeric, or round the value."
            : (declaredType == "real" && (decimal)(float)number != number) || (declaredType == "double precision" && (decimal)(double)number != number)
                ? $"PostgreSQL keeps an approximation of it in a column declared {declaredType}. Declare it numeric, or round the value."
                : null,
        (double, "real") => "PostgreSQL keeps 6 digits of a number in a column declared real. Declare it double precision, or make the property a float.",
        (DateTime, "date") => "PostgreSQL keeps no time of day in a column declared date. Declare it timestamp, or make the property a DateOnly.",
        _ => null,
    };

    // How many decimals the type keeps; null when it keeps what it is given.
    private static int? Decimals(string declaredType)
    {
        if (declaredType is "smallint" or "integer" or "bigint")
        {
            return 0;
        }

        int comma = declaredType.LastIndexOf(',');
        return declaredType.StartsWith("numeric(", StringComparison.Ordinal) && comma > 0
            && int.TryParse(declaredType.AsSpan(comma + 1).TrimEnd(')'), NumberStyles.Integer, CultureInfo.InvariantCulture, out int decimals)
            ? Math.Clamp(decimals, 0, 28)
            : null;
    }
}
