using System.Data.SqlTypes;
using System.Globalization;
using System.Text;

namespace IdempiereStyleCache.SqlServer;

/// <summary>
/// SQL Server rounds a number and a time to what the column can hold, and writes a question mark for a character that the column's code page lacks, without an error. Such a
/// value is refused instead.
/// </summary>
internal static class SqlServerFit
{
    private const int Utf8 = 65001;

    /// <summary>Whether it depends on the column whether the value comes back as it was.</summary>
    public static bool IsDelicate(object value) => value switch
    {
        decimal number => number.Scale > 0,
        double number => (float)number != number,
        string text => !Ascii.IsValid(text),
        char letter => !char.IsAscii(letter),
        DateTime time => time.TimeOfDay != TimeSpan.Zero,
        DateTimeOffset => true,
        TimeOnly time => time.Ticks % TimeSpan.TicksPerMinute != 0,
        _ => false,
    };

    /// <summary>Why a column of that declared type would change a delicate value; null when it would not.</summary>
    /// <param name="declaredType">The type as <see cref="SqlServerDialect.TableColumnsSql"/> returns it.</param>
    /// <param name="value">The value.</param>
    public static string? WhyUnfit(string declaredType, object value)
    {
        string type = declaredType.Split('(', ' ')[0];
        return value switch
        {
            decimal number => WhyUnfit(type, declaredType, number),
            double when type == "real" => "SQL Server keeps 7 digits of a number in a column declared real. Declare it float, or make the property a float.",
            string or char when CodePage(declaredType) is { } codePage && !IsIn(codePage, value.ToString()!) =>
                $"SQL Server would write question marks for characters that the code page {codePage} of the column does not have. Declare it nvarchar.",
            DateTimeOffset when type is "datetime" or "smalldatetime" or "datetime2" or "date" =>
                $"SQL Server keeps no offset in a column declared {declaredType}. Declare it datetimeoffset, or make the property a DateTime.",
            DateTimeOffset time => WhyRounded(declaredType, time.Ticks),
            DateTime when type == "date" => "SQL Server keeps no time of day in a column declared date. Declare it datetime2, or make the property a DateOnly.",
            DateTime time when type == "datetime" => IsInDateTime(time) ? null : Rounded(declaredType, "datetime2"),
            DateTime time when type == "smalldatetime" => time.Ticks % TimeSpan.TicksPerMinute == 0 ? null : Rounded(declaredType, "datetime2"),
            DateTime time => WhyRounded(declaredType, time.Ticks),
            TimeOnly time => WhyRounded(declaredType, time.Ticks),
            _ => null,
        };
    }

    private static string? WhyUnfit(string type, string declaredType, decimal number)
    {
        int? most = type switch
        {
            "tinyint" or "smallint" or "int" or "bigint" => 0,
            "money" or "smallmoney" => 4,
            "decimal" or "numeric" => NumberIn(declaredType, after: ','),
            _ => null,
        };
        return most is { } decimals && decimal.Round(number, decimals) != number
            ? $"SQL Server would round it to {decimals} decimals in a column declared {declaredType}. Declare it decimal with more, or round the value."
            : (type == "real" && (decimal)(float)number != number) || (type == "float" && (decimal)(double)number != number)
                ? $"SQL Server keeps an approximation of it in a column declared {declaredType}. Declare it decimal, or round the value."
                : null;
    }

    // Seconds have 7 decimals unless the column says otherwise, which its declared type always does.
    private static string? WhyRounded(string declaredType, long ticks)
    {
        if (NumberIn(declaredType, after: '(') is not { } decimals)
        {
            return null;
        }

        long unit = 1;
        for (int i = decimals; i < 7; i++)
        {
            unit *= 10;
        }

        return ticks % unit == 0 ? null : Rounded(declaredType, "with more decimals of a second");
    }

    private static string Rounded(string declaredType, string better) => $"SQL Server would round it in a column declared {declaredType}. Declare it {better}, or round the value.";

    private static bool IsInDateTime(DateTime time)
    {
        try
        {
            return new SqlDateTime(time).Value == time;
        }
        catch (SqlTypeException)
        {
            return false;
        }
    }

    private static bool IsIn(int codePage, string text)
    {
        if (codePage == Utf8)
        {
            return true;
        }

        try
        {
            Encoding strict = CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? throw new NotSupportedException();
            return strict.GetString(strict.GetBytes(text)) == text;
        }
        catch (Exception e) when (e is EncoderFallbackException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    private static int? CodePage(string declaredType)
    {
        const string Before = " of code page ";
        int at = declaredType.IndexOf(Before, StringComparison.Ordinal);
        return at >= 0 && int.TryParse(declaredType.AsSpan(at + Before.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int codePage) ? codePage : null;
    }

    private static int? NumberIn(string declaredType, char after)
    {
        int at = declaredType.IndexOf(after, StringComparison.Ordinal);
        return at >= 0 && int.TryParse(declaredType.AsSpan(at + 1).TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
