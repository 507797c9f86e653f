using System.Collections.Immutable;
using System.Data;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>Columns are read as what the property is, not only as what the column is, where that is certain.</summary>
public class SqlServerRowReaderTests
{
    private static readonly Guid s_guid = new("c94b5061-a217-4695-ac25-acc073085605");
    private static readonly DateTime s_time = new(2026, 1, 2, 3, 4, 5);

    public static TheoryData<object> Sevens => [(byte)7, (short)7, 7, 7L, 7m, 7.000m];

    [Theory]
    [MemberData(nameof(Sevens), DisableDiscoveryEnumeration = true)]
    public void A_whole_number_of_any_size_is_read_where_it_fits(object stored)
    {
        SqlServerRowReader row = RowOf(stored);

        Assert.Equal(
            ((byte)7, (sbyte)7, (short)7, (ushort)7, 7, 7u, 7L, 7ul),
            (row.GetByte(0), row.GetSByte(0), row.GetInt16(0), row.GetUInt16(0), row.GetInt32(0), row.GetUInt32(0), row.GetInt64(0), row.GetUInt64(0)));
        Assert.Equal((7m, 7f, 7d, true), (row.GetDecimal(0), row.GetSingle(0), row.GetDouble(0), row.GetBoolean(0)));
    }

    [Fact]
    public void A_number_that_does_not_fit_is_refused_not_cut()
    {
        Assert.Throws<OverflowException>(() => RowOf(300).GetByte(0));
        Assert.Throws<OverflowException>(() => RowOf(long.MaxValue).GetInt32(0));
        Assert.Throws<OverflowException>(() => RowOf(-1).GetUInt16(0));
        Assert.Throws<InvalidCastException>(() => RowOf(1.5m).GetInt32(0));
        Assert.Throws<InvalidCastException>(() => RowOf("7").GetInt32(0));
        Assert.Throws<OverflowException>(() => RowOf(1e300).GetSingle(0));
    }

    [Fact]
    public void Large_unsigned_numbers_are_bits_of_a_bigint_or_a_decimal()
    {
        Assert.Equal(ulong.MaxValue, RowOf(-1L).GetUInt64(0));
        Assert.Equal(ulong.MaxValue, RowOf((decimal)ulong.MaxValue).GetUInt64(0));
    }

    [Fact]
    public void Numbers_of_floating_point_are_read_as_each_other()
    {
        Assert.Equal(1.5, RowOf(1.5f).GetDouble(0));
        Assert.Equal(1.5f, RowOf(1.5).GetSingle(0));
        Assert.Equal(1.5m, RowOf(1.5).GetDecimal(0));
        Assert.Equal(1.5, RowOf(1.5m).GetDouble(0));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData("Y", true)]
    [InlineData("N ", false)]
    [InlineData("false", false)]
    [InlineData("1", true)]
    [InlineData(0, false)]
    public void A_truth_is_read_in_the_forms_that_databases_have(object stored, bool truth) => Assert.Equal(truth, RowOf(stored).GetBoolean(0));

    [Fact]
    public void A_text_that_is_no_truth_is_refused() => Assert.Throws<InvalidCastException>(() => RowOf("perhaps").GetBoolean(0));

    [Fact]
    public void Dates_times_and_spans_are_read()
    {
        DateTimeOffset offset = new(s_time, TimeSpan.FromHours(2));

        Assert.Equal((s_time, DateTimeKind.Unspecified), (RowOf(s_time).GetDateTime(0), RowOf(s_time).GetDateTime(0).Kind));
        Assert.Equal((s_time.AddHours(-2), DateTimeKind.Unspecified), (RowOf(offset).GetDateTime(0), RowOf(offset).GetDateTime(0).Kind));
        Assert.Equal(offset, RowOf(offset).GetDateTimeOffset(0));
        Assert.Equal(offset.Offset, RowOf(offset).GetDateTimeOffset(0).Offset);
        Assert.Equal(new DateTimeOffset(s_time, TimeSpan.Zero), RowOf(s_time).GetDateTimeOffset(0));
        Assert.Equal(new DateOnly(2026, 1, 2), RowOf(s_time).GetDateOnly(0));
        Assert.Equal(new TimeOnly(3, 4, 5), RowOf(s_time).GetTimeOnly(0));
        Assert.Equal(new TimeOnly(3, 4, 5), RowOf(s_time.TimeOfDay).GetTimeOnly(0));
        Assert.Equal(TimeSpan.MinValue, RowOf(long.MinValue).GetTimeSpan(0));
        Assert.Equal(s_time.TimeOfDay, RowOf(s_time.TimeOfDay).GetTimeSpan(0));
    }

    [Fact]
    public void Guids_text_and_bytes_are_read()
    {
        Assert.Equal(s_guid, RowOf(s_guid).GetGuid(0));
        Assert.Equal(s_guid, RowOf(s_guid.ToString()).GetGuid(0));
        Assert.Throws<InvalidCastException>(() => RowOf("not one").GetGuid(0));
        Assert.Equal(s_guid.ToString(), RowOf(s_guid).GetString(0));
        Assert.Equal('x', RowOf("x").GetChar(0));
        Assert.Equal(ImmutableArray.Create<byte>(1, 2), RowOf(new byte[] { 1, 2 }).GetBytes(0));
    }

    private static SqlServerRowReader RowOf(object value)
    {
        DataTable table = Scenario.Rows(("value", value));
        SqlServerRowReader row = new(table.CreateDataReader());
        Assert.True(row.Read());
        return row;
    }
}
