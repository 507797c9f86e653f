using System.Globalization;

namespace IdempiereStyleCache.Tests;

public class RecordKeyTextTests
{
    private static readonly Guid s_guid = new("0191f0e4-5a6b-7c8d-9e0f-a1b2c3d4e5f6");
    private static readonly SlotKey s_slot = new(s_guid, new DateOnly(2026, 2, 28), Weekday.Tuesday, IsOpen: true, 'é', 1.50m, ulong.MaxValue);

    public static TheoryData<object, string> Texts => new()
    {
        { 0, "0" },
        { -1, "-1" },
        { int.MinValue, "-2147483648" },
        { long.MaxValue, "9223372036854775807" },
        { (short)-7, "-7" },
        { (byte)255, "255" },
        { (sbyte)-128, "-128" },
        { ushort.MaxValue, "65535" },
        { uint.MaxValue, "4294967295" },
        { ulong.MaxValue, "18446744073709551615" },
        { 1.50m, "1.50" },
        { "", "" },
        { " a'b\"c\n\U0001F600 ", " a'b\"c\n\U0001F600 " },
        { 'x', "x" },
        { s_guid, "0191f0e4-5a6b-7c8d-9e0f-a1b2c3d4e5f6" },
        { true, "1" },
        { false, "0" },
        { new DateOnly(2026, 2, 28), "2026-02-28" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_key_of_one_column_has_a_plain_text_and_comes_back_from_it(object key, string text)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat = new NumberFormatInfo { NegativeSign = "~", NumberDecimalSeparator = "," };
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.Equal(text, RecordKeyText.Format(key, null));
            Assert.Equal(key, RecordKeyText.Parse(text, key.GetType(), null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_key_of_several_columns_is_an_array_in_JSON_and_comes_back_from_it()
    {
        string text = RecordKeyText.Format(s_slot, MSlot.Info.KeyShape)!;
        Assert.Equal($"""["{s_guid}","2026-02-28",2,1,"é","1.50",18446744073709551615]""", text);
        Assert.Equal(s_slot, RecordKeyText.Parse(text, typeof(SlotKey), MSlot.Info.KeyShape));
    }

    [Fact]
    public void Other_programs_may_write_it_in_other_forms()
    {
        string text = $"""[ "{$"{s_guid:B}".ToUpperInvariant()}", "2026-02-28", "2", true, "\u00e9", 1.5, "18446744073709551615" ] """;
        Assert.Equal(s_slot, RecordKeyText.Parse(text, typeof(SlotKey), MSlot.Info.KeyShape));
        Assert.Equal(s_slot with { IsOpen = false }, RecordKeyText.Parse(text.Replace("true", "\"f\"", StringComparison.Ordinal), typeof(SlotKey), MSlot.Info.KeyShape));
    }

    [Theory]
    [InlineData(typeof(Guid), "0191F0E4-5A6B-7C8D-9E0F-A1B2C3D4E5F6", "0191f0e4-5a6b-7c8d-9e0f-a1b2c3d4e5f6")]
    [InlineData(typeof(Guid), "0191f0e45a6b7c8d9e0fa1b2c3d4e5f6", "0191f0e4-5a6b-7c8d-9e0f-a1b2c3d4e5f6")]
    [InlineData(typeof(int), " +124 ", "124")]
    [InlineData(typeof(long), "0124", "124")]
    [InlineData(typeof(bool), "t", "1")]
    public void A_key_of_one_column_too(Type type, string foreign, string own) =>
        Assert.Equal(RecordKeyText.Parse(own, type, null), RecordKeyText.Parse(foreign, type, null));

    [Theory]
    [InlineData(typeof(int), "")]
    [InlineData(typeof(int), "x")]
    [InlineData(typeof(int), "1.0")]
    [InlineData(typeof(int), "1,000")]
    [InlineData(typeof(int), "2147483648")]
    [InlineData(typeof(byte), "-1")]
    [InlineData(typeof(Guid), "0191f0e4")]
    [InlineData(typeof(char), "ab")]
    [InlineData(typeof(bool), "maybe")]
    [InlineData(typeof(DateOnly), "28.02.2026")]
    [InlineData(typeof(object), "1")]
    [InlineData(typeof(StockKey), "[1,\"a\"]")]
    public void Rubbish_is_no_key(Type type, string text) => Assert.Null(RecordKeyText.Parse(text, type, null));

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[")]
    [InlineData("not json")]
    [InlineData("""[1,"2026-02-28",2,1,"a",1,1]""")]
    [InlineData("""["GUID","2026-02-28",2,1,"a",1]""")]
    [InlineData("""["GUID","2026-02-28",2,1,"a",1,1,1]""")]
    [InlineData("""["GUID","2026-02-28",2,1,"a",1,1] x""")]
    [InlineData("""["GUID","2026-02-28",2,1,"a",1,null]""")]
    [InlineData("""["GUID","2026-02-28",2,1,"a",1,[1]]""")]
    [InlineData("""["GUID","2026-02-28",2,1,"\ud800",1,1]""")]
    [InlineData("""["GUID","2026-02-28",2,1,"a",1,-1]""")]
    public void Rubbish_is_no_key_of_several_columns(string text) =>
        Assert.Null(RecordKeyText.Parse(text.Replace("GUID", $"{s_guid}", StringComparison.Ordinal), typeof(SlotKey), MSlot.Info.KeyShape));

    [Theory]
    [InlineData(0)]
    [InlineData(0x61, 0, 0x62)]
    [InlineData(0xd83d)]
    [InlineData(0xde00)]
    [InlineData(0xde00, 0xd83d)]
    [InlineData(0xd83d, 0x78)]
    public void A_text_that_not_every_database_can_hold_as_it_is_has_none(params int[] letters)
    {
        string key = string.Concat(letters.Select(static l => (char)l));
        Assert.Null(RecordKeyText.Format(key, null));
        Assert.Null(RecordKeyText.Format(new StockKey(1, key), MStock.Info.KeyShape));
    }

    [Fact]
    public void A_key_that_is_too_long_for_the_log_has_no_text()
    {
        Assert.NotNull(RecordKeyText.Format(new string('x', LogRow.MaxKeyLength), null));
        Assert.Null(RecordKeyText.Format(new string('x', LogRow.MaxKeyLength + 1), null));
        Assert.NotNull(RecordKeyText.Format(new StockKey(1, new string('x', LogRow.MaxKeyLength - 6)), MStock.Info.KeyShape));
        Assert.Null(RecordKeyText.Format(new StockKey(1, new string('x', LogRow.MaxKeyLength - 5)), MStock.Info.KeyShape));
    }

    // What a peer caches has come through the database, which may have rounded it: the text would name no key of the peer's, and nothing would be dropped.
    [Fact]
    public void A_time_of_day_has_no_text()
    {
        Assert.Null(RecordKeyText.Format(new ShiftKey(1, DateTime.UnixEpoch), MShift.Info.KeyShape));
        Assert.All<object>([DateTime.UnixEpoch, DateTimeOffset.UnixEpoch, TimeOnly.MinValue, TimeSpan.Zero, 1.5, new object(), Weekday.Monday, s_slot],
            key => Assert.Null(RecordKeyText.Format(key, null)));
    }

    [Fact]
    public void A_key_of_another_type_than_the_model_s_is_taken_for_one_column() => Assert.Equal("5", RecordKeyText.Format(5, MStock.Info.KeyShape));
}
