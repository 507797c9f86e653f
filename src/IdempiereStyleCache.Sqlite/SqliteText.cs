using System.Globalization;

namespace IdempiereStyleCache.Sqlite;

/// <summary>The forms in which values are stored; the same that Microsoft.Data.Sqlite gives to parameters.</summary>
internal static class SqliteText
{
    /// <summary>A value as SQLite holds it: <see cref="long"/>, <see cref="double"/> or <see cref="string"/>.</summary>
    /// <returns>The stored value; what is stored as it is, unchanged.</returns>
    public static object Stored(object value) => value switch
    {
        bool truth => truth ? 1L : 0L,
        ulong number => unchecked((long)number),
        byte or sbyte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float number => (double)number,
        char letter => letter.ToString(),
        decimal number => number.ToString("0.0###########################", CultureInfo.InvariantCulture),
        Guid guid => guid.ToString().ToUpperInvariant(),
        DateTime time => time.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString(@"yyyy\-MM\-dd HH\:mm\:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString(@"yyyy\-MM\-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? @"HH\:mm\:ss" : @"HH\:mm\:ss.fffffff", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        _ => value,
    };

    /// <summary>Reads <c>yyyy-MM-dd HH:mm:ss</c> with up to seven decimals, the form that most dates have.</summary>
    /// <returns>False for any other form.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (text.Length is < 19 or > 27 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)' ' or (byte)'T') || text[13] != ':' || text[16] != ':'
            || !Number(text[..4], out int year) || !Number(text[5..7], out int month) || !Number(text[8..10], out int day)
            || !Number(text[11..13], out int hour) || !Number(text[14..16], out int minute) || !Number(text[17..19], out int second)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        int ticks = 0;
        if (text.Length > 19)
        {
            ReadOnlySpan<byte> decimals = text[20..];
            if (text[19] != '.' || decimals.IsEmpty || !Number(decimals, out ticks))
            {
                return false;
            }

            for (int i = decimals.Length; i < 7; i++)
            {
                ticks *= 10;
            }
        }

        time = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        return true;
    }

    private static bool Number(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
