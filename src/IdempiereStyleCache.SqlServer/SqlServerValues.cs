using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using System.Data.SqlTypes;
using System.Runtime.InteropServices;
using System.Text;

namespace IdempiereStyleCache.SqlServer;

/// <summary>
/// How values are sent. Every parameter has the type of its kind of column, for NULL too, and a size that does not depend on the value: the server plans a statement anew for
/// each combination of types and sizes. Immutable.
/// </summary>
/// <param name="isUnicode">Whether text of ASCII characters, too, goes as <c>nvarchar</c>.</param>
internal sealed class SqlServerValues(bool isUnicode)
{
    private const int LongestUnicode = 4000;
    private const int LongestBytes = 8000;
    private const int Unlimited = -1;

    // A number has 29 digits at the most and a parameter 38: so these three take every number, whichever digits stand before and after its point.
    private const byte MostDigits = 38;
    private static readonly byte[] s_scales = [9, 19, 28];

    /// <summary>Gives a parameter a value.</summary>
    /// <exception cref="InvalidCastException">SQL Server cannot hold it.</exception>
    public void Set(DbParameter parameter, POColumnType type, object? value)
    {
        parameter.DbType = DbTypeOf(type);
        switch (type)
        {
            case POColumnType.String:
                SetText(parameter, (string?)value);
                return;
            case POColumnType.Bytes:
                byte[]? bytes = value is ImmutableArray<byte> array ? ImmutableCollectionsMarshal.AsArray(array) ?? [] : null;
                SetValue(parameter, bytes, bytes is null || bytes.Length <= LongestBytes ? LongestBytes : Unlimited);
                return;
            case POColumnType.Char:
                SetValue(parameter, value?.ToString(), 1);
                return;
            case POColumnType.Decimal:
                SetDecimal(parameter, (decimal?)value);
                return;
            default:
                parameter.Value = value is null ? DBNull.Value : Sent(value);
                return;
        }
    }

    private static DbType DbTypeOf(POColumnType type) => type switch
    {
        POColumnType.Boolean => DbType.Boolean,
        POColumnType.Byte => DbType.Byte,
        POColumnType.SByte or POColumnType.Int16 => DbType.Int16,
        POColumnType.UInt16 or POColumnType.Int32 => DbType.Int32,
        POColumnType.UInt32 or POColumnType.Int64 or POColumnType.UInt64 or POColumnType.TimeSpan => DbType.Int64,
        POColumnType.Decimal => DbType.Decimal,
        POColumnType.Single => DbType.Single,
        POColumnType.Double => DbType.Double,
        POColumnType.Guid => DbType.Guid,
        POColumnType.DateTime => DbType.DateTime2,
        POColumnType.DateTimeOffset => DbType.DateTimeOffset,
        POColumnType.DateOnly => DbType.Date,
        POColumnType.TimeOnly => DbType.Time,
        POColumnType.Bytes => DbType.Binary,
        _ => DbType.String,
    };

    // What SqlClient takes, in every version of it.
    private static object Sent(object value) => value switch
    {
        sbyte number => (short)number,
        ushort number => (int)number,
        uint number => (long)number,
        ulong number => unchecked((long)number),
        float number => IsNormal(number) ? number : throw Refused(number),
        double number => IsNormal(number) ? number : throw Refused(number),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        TimeOnly time => time.ToTimeSpan(),
        TimeSpan span => span.Ticks,
        _ => value,
    };

    private static bool IsNormal(float number) => number == 0 || float.IsNormal(number);

    private static bool IsNormal(double number) => number == 0 || double.IsNormal(number);

    private static InvalidCastException Refused(double number) => new(double.IsFinite(number)
        ? "SQL Server cannot store a number that is so near to 0."
        : "SQL Server cannot store a value that is not a number, or is infinite.");

    private static void SetDecimal(DbParameter parameter, decimal? value)
    {
        byte scale = s_scales.First(s => s >= (value?.Scale ?? 0));
        parameter.Precision = MostDigits;
        parameter.Scale = scale;
        parameter.Value = value is { } number ? SqlDecimal.ConvertToPrecScale(new SqlDecimal(number), MostDigits, scale) : DBNull.Value;
    }

    private static void SetValue(DbParameter parameter, object? value, int size)
    {
        parameter.Size = size;
        parameter.Value = value ?? DBNull.Value;
    }

    private void SetText(DbParameter parameter, string? value)
    {
        bool isAnsi = !isUnicode && (value is null || Ascii.IsValid(value));
        parameter.DbType = isAnsi ? DbType.AnsiString : DbType.String;
        int longest = isAnsi ? LongestBytes : LongestUnicode;
        SetValue(parameter, value, value is null || value.Length <= longest ? longest : Unlimited);
    }
}
