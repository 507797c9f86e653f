using System.Data.Common;
using System.Data.SqlTypes;
using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer;

/// <summary>
/// Reads the columns of a row. SqlClient reads a column as its own type only: here a number of any size is read where it fits, and kinds of column whose meaning is certain.
/// </summary>
internal sealed class SqlServerRowReader : PORowReader
{
    private static readonly UInt128 s_mostOfDecimal = ((UInt128)uint.MaxValue << 64) | ulong.MaxValue;

    private readonly SqlDataReader? _own;
    private readonly TypeCode[] _kinds;

    public SqlServerRowReader(DbDataReader reader)
        : base(reader)
    {
        _own = reader as SqlDataReader;
        _kinds = new TypeCode[reader.FieldCount];
        for (int i = 0; i < _kinds.Length; i++)
        {
            // What has a code of its own is told apart by it; the rest are objects.
            _kinds[i] = Type.GetTypeCode(reader.GetFieldType(i));
        }
    }

    /// <summary>A column of bit; of numbers other than 0 and 0; of Y and N, true and false.</summary>
    public override bool GetBoolean(int i) => _kinds[i] switch
    {
        TypeCode.Boolean => Reader.GetBoolean(i),
        TypeCode.String => Truth(Reader.GetString(i).Trim()),
        _ => GetInt64(i) != 0,
    };

    public override byte GetByte(int i) => checked((byte)GetInt64(i));

    public override sbyte GetSByte(int i) => checked((sbyte)GetInt64(i));

    public override short GetInt16(int i) => checked((short)GetInt64(i));

    public override ushort GetUInt16(int i) => checked((ushort)GetInt64(i));

    public override int GetInt32(int i) => _kinds[i] == TypeCode.Int32 ? Reader.GetInt32(i) : checked((int)GetInt64(i));

    public override uint GetUInt32(int i) => checked((uint)GetInt64(i));

    /// <summary>A column of bigint that holds the bits, or of a decimal number that holds the value.</summary>
    public override ulong GetUInt64(int i) => _kinds[i] == TypeCode.Decimal ? checked((ulong)Whole(GetDecimal(i))) : unchecked((ulong)GetInt64(i));

    public override long GetInt64(int i) => _kinds[i] switch
    {
        TypeCode.Int64 => Reader.GetInt64(i),
        TypeCode.Int32 => Reader.GetInt32(i),
        TypeCode.Int16 => Reader.GetInt16(i),
        TypeCode.Byte => Reader.GetByte(i),
        TypeCode.Boolean => Reader.GetBoolean(i) ? 1 : 0,
        TypeCode.Decimal => checked((long)Whole(GetDecimal(i))),
        _ => throw Unreadable(i, "a whole number"),
    };

    public override decimal GetDecimal(int i) => _kinds[i] switch
    {
        TypeCode.Decimal => _own is null || !IsDecimal(i) ? Reader.GetDecimal(i) : FromSql(_own.GetSqlDecimal(i)),
        TypeCode.Double => (decimal)Reader.GetDouble(i),
        TypeCode.Single => (decimal)Reader.GetFloat(i),
        _ => GetInt64(i),
    };

    public override float GetSingle(int i)
    {
        if (_kinds[i] == TypeCode.Single)
        {
            return Reader.GetFloat(i);
        }

        double number = GetDouble(i);
        float single = (float)number;
        return float.IsInfinity(single) ? throw new OverflowException($"{number} is too large.") : single;
    }

    public override double GetDouble(int i) => _kinds[i] switch
    {
        TypeCode.Double => Reader.GetDouble(i),
        TypeCode.Single => Reader.GetFloat(i),
        TypeCode.Decimal => (double)GetDecimal(i),
        _ => GetInt64(i),
    };

    public override string GetString(int i) => Reader.GetFieldType(i) == typeof(Guid) ? Reader.GetGuid(i).ToString() : Reader.GetString(i);

    public override Guid GetGuid(int i) => _kinds[i] != TypeCode.String ? Reader.GetGuid(i)
        : Guid.TryParse(Reader.GetString(i), out Guid guid) ? guid
        : throw new InvalidCastException("The value is text that is not a Guid.");

    /// <summary>The numbers as they stand in UTC where the column has an offset, and as they stand where it has none.</summary>
    public override DateTime GetDateTime(int i) =>
        _kinds[i] == TypeCode.DateTime ? Reader.GetDateTime(i) : DateTime.SpecifyKind(Reader.GetFieldValue<DateTimeOffset>(i).UtcDateTime, DateTimeKind.Unspecified);

    public override DateTimeOffset GetDateTimeOffset(int i) =>
        _kinds[i] == TypeCode.DateTime ? new DateTimeOffset(Reader.GetDateTime(i), TimeSpan.Zero) : Reader.GetFieldValue<DateTimeOffset>(i);

    public override DateOnly GetDateOnly(int i) => DateOnly.FromDateTime(GetDateTime(i));

    public override TimeOnly GetTimeOnly(int i) =>
        _kinds[i] == TypeCode.DateTime ? TimeOnly.FromDateTime(Reader.GetDateTime(i)) : TimeOnly.FromTimeSpan(Reader.GetFieldValue<TimeSpan>(i));

    /// <summary>A column of bigint that holds ticks of 100 nanoseconds, or one of time.</summary>
    public override TimeSpan GetTimeSpan(int i) => _kinds[i] == TypeCode.Object ? Reader.GetFieldValue<TimeSpan>(i) : new TimeSpan(GetInt64(i));

    /// <summary>A number of up to 38 digits as one of 29, without the zeros at its end where it does not fit with them.</summary>
    /// <exception cref="OverflowException">It does not fit.</exception>
    internal static decimal FromSql(SqlDecimal value)
    {
        if (value.Precision <= 28)
        {
            return value.Value;
        }

        int[] parts = value.Data;
        UInt128 digits = new(((ulong)(uint)parts[3] << 32) | (uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        int scale = value.Scale;
        while (scale > 0 && (digits > s_mostOfDecimal || scale > 28) && digits % 10 == 0)
        {
            digits /= 10;
            scale--;
        }

        return digits <= s_mostOfDecimal && scale <= 28
            ? new decimal((int)(uint)digits, (int)(uint)(digits >> 32), (int)(uint)(digits >> 64), !value.IsPositive, (byte)scale)
            : throw new OverflowException($"{value} has more digits than a decimal holds.");
    }

    // Columns of money are decimals for .NET, but not for SqlClient.
    private bool IsDecimal(int i) => Reader.GetDataTypeName(i).Equals("decimal", StringComparison.OrdinalIgnoreCase);

    private InvalidCastException Unreadable(int i, string wanted) => new($"The column is of the type {Reader.GetDataTypeName(i)} and holds not {wanted}.");

    private static decimal Whole(decimal number) => decimal.Truncate(number) == number ? number : throw new InvalidCastException($"{number} is not a whole number.");

    private static bool Truth(string text) => text.ToUpperInvariant() switch
    {
        "Y" or "YES" or "T" or "TRUE" or "1" => true,
        "N" or "NO" or "F" or "FALSE" or "0" => false,
        _ => throw new InvalidCastException("The value is text that is neither Y nor N."),
    };
}
