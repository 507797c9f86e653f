using System.Globalization;

namespace IdempiereStyleCache.Sqlite;

/// <summary>
/// SQLite turns text that looks like a number into one where a column's declared type asks for numbers: a decimal keeps 15 digits there, and '007' becomes 7. Such a
/// value is refused instead.
/// </summary>
internal static class SqliteAffinity
{
    private const int ExactDigits = 15;
    private const ulong FirstInexact = 1_000_000_000_000_000;

    /// <summary>Whether it depends on the column whether the value comes back as it was.</summary>
    public static bool IsDelicate(object value) => value switch
    {
        decimal number => HasManyDigits(number),
        string { Length: > 0 } text => (char.IsAsciiDigit(text[^1]) || text[^1] == '.' || char.IsWhiteSpace(text[^1])) && IsChangedNumber(text),
        _ => false,
    };

    /// <summary>Why a column of that declared type would change a delicate value; null when it would not.</summary>
    public static string? WhyUnfit(string declaredType, object value)
    {
        if (KeepsText(declaredType))
        {
            return null;
        }

        return value is decimal
            ? $"SQLite keeps {ExactDigits} digits of a number in a column declared {declaredType}. Declare it TEXT (which compares and orders as text), or round the value."
            : $"SQLite makes a number of it in a column declared {declaredType}. Declare it TEXT.";
    }

    // The rules are SQLite's own, in its order: https://www.sqlite.org/datatype3.html#determination_of_column_affinity
    private static bool KeepsText(string declaredType)
    {
        if (Has("INT"))
        {
            return false;
        }

        return declaredType.Length == 0 || Has("CHAR") || Has("CLOB") || Has("TEXT") || Has("BLOB");

        bool Has(string part) => declaredType.Contains(part, StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasManyDigits(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        if (bits[2] == 0 && Low(bits) < FirstInexact)
        {
            return false;
        }

        // Zeros at the end do not count: dividing by one with many decimals removes those after the point, the loop those before it.
        decimal digits = Math.Abs(number) / 1.0000000000000000000000000000m;
        decimal.GetBits(digits, bits);
        digits = new decimal(bits[0], bits[1], bits[2], isNegative: false, scale: 0);
        while (digits >= FirstInexact && digits % 10 == 0)
        {
            digits /= 10;
        }

        return digits >= FirstInexact;
    }

    private static ulong Low(ReadOnlySpan<int> bits) => ((ulong)(uint)bits[1] << 32) | (uint)bits[0];

    // As a number it would be written in another way: only the shortest form of a whole number stays as it is.
    private static bool IsChangedNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        && !(long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            && whole.ToString(CultureInfo.InvariantCulture) == text);
}
