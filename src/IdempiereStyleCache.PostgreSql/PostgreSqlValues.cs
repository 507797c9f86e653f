using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace IdempiereStyleCache.PostgreSql;

/// <summary>
/// How values are sent. Numbers, bytes, times of day and spans go with their type. Everything else goes as text without a type, which PostgreSQL reads as what the column is: so a
/// string fits a column of text, of an enum or of JSON, a <see cref="Guid"/> one of uuid or of text, a <see cref="bool"/> one of boolean or of the letters Y and N, and a
/// <see cref="DateTime"/> keeps its numbers in a timestamp with and without time zone, whatever the time zone of the session.
/// </summary>
internal static class PostgreSqlValues
{
    // A text that names UTC is read without it where the column has no time zone.
    private const string DateAndTime = @"yyyy\-MM\-dd HH\:mm\:ss\.ffffff+00";

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Where Npgsql counts from: below its resolution it cuts towards this.
    private static readonly long s_epoch = new DateTime(2000, 1, 1).Ticks;

    /// <summary>Gives a parameter a value.</summary>
    /// <exception cref="InvalidCastException">PostgreSQL cannot hold it.</exception>
    public static void Set(IDbDataParameter parameter, object? value)
    {
        object? sent = value is null ? null : Sent(value);
        parameter.Value = sent ?? DBNull.Value;
        if (sent is string && parameter is NpgsqlParameter own)
        {
            own.NpgsqlDbType = NpgsqlDbType.Unknown;
        }
    }

    /// <summary>Gives a parameter an array of values of one kind.</summary>
    public static void SetArray(IDbDataParameter parameter, POColumnType type, IEnumerable<object> values, int count, bool isTyped)
    {
        switch (type)
        {
            case POColumnType.Byte or POColumnType.SByte or POColumnType.Int16:
                parameter.Value = Numbers<short>();
                break;
            case POColumnType.UInt16 or POColumnType.Int32:
                parameter.Value = Numbers<int>();
                break;
            case POColumnType.UInt32 or POColumnType.Int64 or POColumnType.UInt64:
                parameter.Value = Numbers<long>();
                break;
            case POColumnType.Decimal:
                parameter.Value = Numbers<decimal>();
                break;
            case POColumnType.Guid when isTyped:
                parameter.Value = values.Cast<Guid>().ToArray();
                break;
            case POColumnType.DateOnly when isTyped:
                parameter.Value = values.Cast<DateOnly>().ToArray();
                break;
            case POColumnType.DateTime when isTyped:
                parameter.Value = values.Select(value => DateTime.SpecifyKind((DateTime)value, DateTimeKind.Unspecified)).ToArray();
                break;
            case POColumnType.String or POColumnType.Char when isTyped:
                parameter.Value = values.Select(value => (string)Sent(value)).ToArray();
                break;
            case POColumnType.String or POColumnType.Char or POColumnType.Guid or POColumnType.DateOnly or POColumnType.DateTime or POColumnType.DateTimeOffset
                or POColumnType.Boolean when !isTyped:
                Set(parameter, Literal(values));
                break;
            default:
                throw new ArgumentException($"A key of type {type} cannot be looked up together with others.", nameof(type));
        }

        T[] Numbers<T>()
        {
            T[] numbers = new T[count];
            int i = 0;
            foreach (object value in values)
            {
                numbers[i++] = (T)Sent(value);
            }

            return numbers;
        }
    }

    // What Npgsql takes; text for what PostgreSQL shall read by itself.
    private static object Sent(object value) => value switch
    {
        byte number => (short)number,
        sbyte number => (short)number,
        ushort number => (int)number,
        uint number => (long)number,
        ulong number => unchecked((long)number),
        bool truth => truth ? "Y" : "N",
        char letter => letter == '\0' ? "" : Checked(letter.ToString()),
        string text => Checked(text),
        Guid guid => guid.ToString(),
        DateTime time => Text(time),
        DateTimeOffset time => Text(time.UtcDateTime),
        DateOnly date => Text(date == DateOnly.MaxValue ? DateTime.MaxValue : date.ToDateTime(TimeOnly.MinValue)),
        ImmutableArray<byte> bytes => ImmutableCollectionsMarshal.AsArray(bytes) ?? [],
        _ => value,
    };

    // The ends of the calendar are what Npgsql makes of infinity.
    private static string Text(DateTime time)
    {
        if (time == DateTime.MaxValue)
        {
            return "infinity";
        }

        long microseconds = (time.Ticks - s_epoch) / TimeSpan.TicksPerMicrosecond;
        return time == DateTime.MinValue
            ? "-infinity"
            : new DateTime(s_epoch + (microseconds * TimeSpan.TicksPerMicrosecond)).ToString(DateAndTime, CultureInfo.InvariantCulture);
    }

    private static string Checked(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidCastException("PostgreSQL cannot store text with a NUL character.");
        }

        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            try
            {
                s_strict.GetByteCount(text);
            }
            catch (EncoderFallbackException e)
            {
                throw new InvalidCastException("PostgreSQL cannot store half of a surrogate pair.", e);
            }
        }

        return text;
    }

    private static string Literal(IEnumerable<object> values)
    {
        StringBuilder literal = new("{");
        foreach (object value in values)
        {
            literal.Append(literal.Length == 1 ? "\"" : ",\"");
            foreach (char c in (string)Sent(value))
            {
                if (c is '"' or '\\')
                {
                    literal.Append('\\');
                }

                literal.Append(c);
            }

            literal.Append('"');
        }

        return literal.Append('}').ToString();
    }
}
