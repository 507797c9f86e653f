using System.Collections.Immutable;
using System.Data;
using System.Data.SqlTypes;
using System.Globalization;
using Microsoft.Data.SqlClient;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>Parameters have the type and size of their kind of column, whatever the value, so that the server does not plan a statement anew for each value.</summary>
public class SqlServerValueTests
{
    private static readonly SqlServerValues s_values = new(isUnicode: true);

    [Theory]
    [InlineData(POColumnType.Boolean, "bit")]
    [InlineData(POColumnType.Byte, "tinyint")]
    [InlineData(POColumnType.SByte, "smallint")]
    [InlineData(POColumnType.Int16, "smallint")]
    [InlineData(POColumnType.UInt16, "int")]
    [InlineData(POColumnType.Int32, "int")]
    [InlineData(POColumnType.UInt32, "bigint")]
    [InlineData(POColumnType.Int64, "bigint")]
    [InlineData(POColumnType.UInt64, "bigint")]
    [InlineData(POColumnType.Decimal, "decimal(38,9)")]
    [InlineData(POColumnType.Single, "real")]
    [InlineData(POColumnType.Double, "float")]
    [InlineData(POColumnType.Char, "nvarchar(1)")]
    [InlineData(POColumnType.String, "nvarchar(4000)")]
    [InlineData(POColumnType.Guid, "uniqueidentifier")]
    [InlineData(POColumnType.DateTime, "datetime2")]
    [InlineData(POColumnType.DateTimeOffset, "datetimeoffset")]
    [InlineData(POColumnType.DateOnly, "date")]
    [InlineData(POColumnType.TimeOnly, "time")]
    [InlineData(POColumnType.TimeSpan, "bigint")]
    [InlineData(POColumnType.Bytes, "varbinary(8000)")]
    public void NULL_has_the_type_of_its_column(POColumnType type, string declared)
    {
        SqlParameter parameter = Set(type, null);

        Assert.Equal((declared, DBNull.Value), (RecordedServer.Declared(parameter), parameter.Value));
    }

    [Fact]
    public void Every_kind_of_column_is_known() => Assert.Equal(21, Enum.GetValues<POColumnType>().Length);

    public static TheoryData<POColumnType, object, object, string> Sent => new()
    {
        { POColumnType.SByte, sbyte.MinValue, (short)sbyte.MinValue, "smallint" },
        { POColumnType.UInt16, ushort.MaxValue, (int)ushort.MaxValue, "int" },
        { POColumnType.UInt32, uint.MaxValue, (long)uint.MaxValue, "bigint" },
        { POColumnType.UInt64, ulong.MaxValue, -1L, "bigint" },
        { POColumnType.Char, 'x', "x", "nvarchar(1)" },
        { POColumnType.String, "", "", "nvarchar(4000)" },
        { POColumnType.String, "Oak", "Oak", "nvarchar(4000)" },
        { POColumnType.String, new string('é', 4000), new string('é', 4000), "nvarchar(4000)" },
        { POColumnType.String, new string('é', 4001), new string('é', 4001), "nvarchar(max)" },
        { POColumnType.DateTime, DateTime.MinValue, DateTime.MinValue, "datetime2" },
        { POColumnType.DateTimeOffset, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, "datetimeoffset" },
        { POColumnType.DateOnly, DateOnly.MaxValue, new DateTime(9999, 12, 31), "date" },
        { POColumnType.TimeOnly, TimeOnly.MaxValue, TimeOnly.MaxValue.ToTimeSpan(), "time" },
        { POColumnType.TimeSpan, TimeSpan.MinValue, long.MinValue, "bigint" },
        { POColumnType.Single, float.MinValue, float.MinValue, "real" },
        { POColumnType.Double, 0d, 0d, "float" },
        { POColumnType.Guid, Guid.AllBitsSet, Guid.AllBitsSet, "uniqueidentifier" },
        { POColumnType.Boolean, true, true, "bit" },
    };

    [Theory]
    [MemberData(nameof(Sent), DisableDiscoveryEnumeration = true)]
    public void A_value_goes_as_the_driver_takes_it(POColumnType type, object value, object sent, string declared)
    {
        SqlParameter parameter = Set(type, value);

        Assert.Equal((sent, declared), (parameter.Value, RecordedServer.Declared(parameter)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8000)]
    [InlineData(8001)]
    public void Bytes_go_as_they_are(int length)
    {
        SqlParameter parameter = Set(POColumnType.Bytes, ImmutableArray.Create(new byte[length]));

        Assert.Equal((length, length > 8000 ? "varbinary(max)" : "varbinary(8000)"), (Assert.IsType<byte[]>(parameter.Value).Length, RecordedServer.Declared(parameter)));
    }

    [Theory]
    [InlineData("0", "decimal(38,9)")]
    [InlineData("19.90", "decimal(38,9)")]
    [InlineData("-1.123456789", "decimal(38,9)")]
    [InlineData("79228162514264337593543950335", "decimal(38,9)")]
    [InlineData("-79228162514264337593543950335", "decimal(38,9)")]
    [InlineData("1.1234567891", "decimal(38,19)")]
    [InlineData("7922816251426433759.3543950335", "decimal(38,19)")]
    [InlineData("7922816251.4264337593543950335", "decimal(38,19)")]
    [InlineData("792281625.14264337593543950335", "decimal(38,28)")]
    [InlineData("7.9228162514264337593543950335", "decimal(38,28)")]
    [InlineData("0.0000000000000000000000000001", "decimal(38,28)")]
    public void Every_decimal_goes_exactly_with_one_of_three_precisions(string number, string declared)
    {
        decimal value = decimal.Parse(number, CultureInfo.InvariantCulture);

        SqlParameter parameter = Set(POColumnType.Decimal, value);

        SqlDecimal sent = Assert.IsType<SqlDecimal>(parameter.Value);
        Assert.Equal(declared, RecordedServer.Declared(parameter));
        Assert.Equal(value, SqlServerRowReader.FromSql(sent));
    }

    [Fact]
    public void A_number_of_more_digits_than_a_decimal_holds_is_refused_when_it_is_read() =>
        Assert.Throws<OverflowException>(() => SqlServerRowReader.FromSql(SqlDecimal.Parse("99999999999999999999999999999999999999")));

    [Theory]
    [InlineData(double.NaN, "is not a number")]
    [InlineData(double.NegativeInfinity, "is infinite")]
    [InlineData(double.Epsilon, "so near to 0")]
    [InlineData(float.NaN, "is not a number")]
    [InlineData(float.PositiveInfinity, "is infinite")]
    [InlineData(float.Epsilon, "so near to 0")]
    public void What_the_server_has_no_number_for_is_refused(object value, string said) => Assert.Contains(
        said, Assert.Throws<InvalidCastException>(() => Set(value is float ? POColumnType.Single : POColumnType.Double, value)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "varchar(8000)")]
    [InlineData("Oak", "varchar(8000)")]
    [InlineData("Käfer", "nvarchar(4000)")]
    public void Text_of_ASCII_goes_as_varchar_where_that_was_asked_for(string? text, string declared)
    {
        SqlParameter parameter = new();
        new SqlServerValues(isUnicode: false).Set(parameter, POColumnType.String, text);

        Assert.Equal(declared, RecordedServer.Declared(parameter));
    }

    [Fact]
    public void Very_long_text_of_ASCII_goes_as_varchar_without_limit()
    {
        SqlParameter parameter = new();
        new SqlServerValues(isUnicode: false).Set(parameter, POColumnType.String, new string('x', 8001));

        Assert.Equal((SqlDbType.VarChar, -1), (parameter.SqlDbType, parameter.Size));
    }

    private static SqlParameter Set(POColumnType type, object? value)
    {
        SqlParameter parameter = new();
        s_values.Set(parameter, type, value);
        return parameter;
    }
}
