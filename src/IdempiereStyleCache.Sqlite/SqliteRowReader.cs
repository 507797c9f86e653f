using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IdempiereStyleCache.Sqlite;

/// <summary>
/// Reads the columns of a row straight from SQLite. A column holds whatever was put into it, so every value is looked at: the driver makes 0 of the text 'abc' where a
/// number is asked for, here that is an error. Forms that other tools write are read where their meaning is certain.
/// </summary>
internal sealed class SqliteRowReader(SqliteDataReader reader, sqlite3_stmt statement) : PORowReader(reader)
{
    public override bool GetBoolean(int i) => raw.sqlite3_column_type(statement, i) == raw.SQLITE_TEXT && bool.TryParse(GetString(i), out bool truth) ? truth : GetInt64(i) != 0;

    public override byte GetByte(int i) => checked((byte)GetInt64(i));

    public override sbyte GetSByte(int i) => checked((sbyte)GetInt64(i));

    public override short GetInt16(int i) => checked((short)GetInt64(i));

    public override ushort GetUInt16(int i) => checked((ushort)GetInt64(i));

    public override int GetInt32(int i) => checked((int)GetInt64(i));

    public override uint GetUInt32(int i) => checked((uint)GetInt64(i));

    public override ulong GetUInt64(int i) => unchecked((ulong)GetInt64(i));

    public override long GetInt64(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        return type == raw.SQLITE_INTEGER ? raw.sqlite3_column_int64(statement, i) : type switch
        {
            raw.SQLITE_FLOAT when raw.sqlite3_column_double(statement, i) is var real && Math.Truncate(real) == real => checked((long)real),
            raw.SQLITE_TEXT when long.TryParse(GetString(i), NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) => number,
            _ => throw Unreadable(type, "a whole number"),
        };
    }

    public override decimal GetDecimal(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        return type switch
        {
            // A real number is worth 15 digits, which is what the conversion keeps.
            raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, i),
            raw.SQLITE_FLOAT => (decimal)raw.sqlite3_column_double(statement, i),
            raw.SQLITE_TEXT when decimal.TryParse(Text(i), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
            raw.SQLITE_TEXT when decimal.TryParse(GetString(i), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
            _ => throw Unreadable(type, "a decimal number"),
        };
    }

    public override double GetDouble(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        return type switch
        {
            raw.SQLITE_FLOAT or raw.SQLITE_INTEGER => raw.sqlite3_column_double(statement, i),
            raw.SQLITE_TEXT when double.TryParse(GetString(i), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
            _ => throw Unreadable(type, "a number"),
        };
    }

    public override float GetSingle(int i)
    {
        double number = GetDouble(i);
        float single = (float)number;
        return float.IsInfinity(single) && !double.IsInfinity(number) ? throw new OverflowException($"{number} is too large.") : single;
    }

    public override string GetString(int i) => raw.sqlite3_column_text(statement, i).utf8_to_string() ?? throw Unreadable(raw.SQLITE_NULL, "text");

    public override Guid GetGuid(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        return type switch
        {
            raw.SQLITE_TEXT when Utf8Parser.TryParse(Text(i), out Guid guid, out int used) && used == 36 && Text(i).Length == 36 => guid,
            raw.SQLITE_TEXT when Guid.TryParse(GetString(i), out Guid guid) => guid,
            raw.SQLITE_BLOB when Text(i) is { Length: 16 } bytes => new Guid(bytes),
            _ => throw Unreadable(type, "a Guid"),
        };
    }

    public override DateTime GetDateTime(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        if (type != raw.SQLITE_TEXT)
        {
            // A number is a Julian day, as in SQLite's own functions.
            return type == raw.SQLITE_FLOAT || type == raw.SQLITE_INTEGER ? base.GetDateTime(i) : throw Unreadable(type, "a date with time");
        }

        if (SqliteText.TryParse(Text(i), out DateTime time))
        {
            return time;
        }

        // A time zone, where somebody wrote one, is brought to UTC and not to the zone of this computer.
        return DateTime.TryParse(GetString(i), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out time)
            ? DateTime.SpecifyKind(time, DateTimeKind.Unspecified)
            : throw Unreadable(type, "a date with time");
    }

    public override DateTimeOffset GetDateTimeOffset(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        if (type != raw.SQLITE_TEXT)
        {
            return new DateTimeOffset(GetDateTime(i), TimeSpan.Zero);
        }

        return DateTimeOffset.TryParse(GetString(i), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw Unreadable(type, "a date with time and offset");
    }

    public override DateOnly GetDateOnly(int i) =>
        raw.sqlite3_column_type(statement, i) == raw.SQLITE_TEXT && DateOnly.TryParseExact(GetString(i), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : DateOnly.FromDateTime(GetDateTime(i));

    public override TimeOnly GetTimeOnly(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        return type == raw.SQLITE_TEXT && TimeOnly.TryParse(GetString(i), CultureInfo.InvariantCulture, out TimeOnly time) ? time : throw Unreadable(type, "a time of day");
    }

    public override TimeSpan GetTimeSpan(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        return type switch
        {
            raw.SQLITE_TEXT when TimeSpan.TryParse(GetString(i), CultureInfo.InvariantCulture, out TimeSpan span) => span,
            raw.SQLITE_FLOAT or raw.SQLITE_INTEGER => TimeSpan.FromDays(raw.sqlite3_column_double(statement, i)),
            _ => throw Unreadable(type, "a span of time"),
        };
    }

    public override ImmutableArray<byte> GetBytes(int i)
    {
        int type = raw.sqlite3_column_type(statement, i);
        return type == raw.SQLITE_BLOB ? ImmutableCollectionsMarshal.AsImmutableArray(Text(i).ToArray()) : throw Unreadable(type, "byte data");
    }

    // The bytes as they are stored; text in UTF-8, unless the database was made with another encoding.
    private ReadOnlySpan<byte> Text(int i) => raw.sqlite3_column_blob(statement, i);

    private static InvalidCastException Unreadable(int type, string wanted) => new(type switch
    {
        raw.SQLITE_NULL => $"The value is NULL and not {wanted}.",
        raw.SQLITE_INTEGER => $"The value is a whole number and not {wanted}.",
        raw.SQLITE_FLOAT => $"The value is a real number and not {wanted}.",
        raw.SQLITE_TEXT => $"The value is text that is not {wanted}.",
        _ => $"The value is byte data and not {wanted}.",
    });
}
