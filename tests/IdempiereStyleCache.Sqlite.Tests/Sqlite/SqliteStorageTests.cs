using System.Globalization;
using IdempiereStyleCache.Specs;
using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Sqlite.Tests;

/// <summary>How values lie in the file, and what is read that other tools put there.</summary>
public sealed class SqliteStorageTests : DatabaseSpecs<SqliteSpecDatabase>
{
    protected override void ConfigureNode(CacheNodeOptions node) => node.Coherence.IsEnabled = false;

    public static TheoryData<object> StoredValues =>
    [
        true, (byte)200, (sbyte)-5, (short)-300, (ushort)65535, -1, uint.MaxValue, long.MinValue, ulong.MaxValue, 1.50m, decimal.MaxValue, 0.0000000000000000000000000001m,
        1.5f, 0.1d, 'x', "text", Guid.Parse("c94b5061-a217-4695-ac25-acc073085605"), DateTime.MaxValue, new DateTime(2026, 1, 2), DateTimeOffset.MaxValue,
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-5.5)), DateOnly.MaxValue, TimeOnly.MaxValue, new TimeOnly(1, 2, 3), TimeSpan.MinValue, TimeSpan.FromSeconds(1),
    ];

    [Theory]
    [MemberData(nameof(StoredValues), DisableDiscoveryEnumeration = true)]
    public void The_forms_for_keys_are_those_that_the_driver_gives_to_parameters(object value)
    {
        using SqliteConnection connection = (SqliteConnection)Connect();
        using SqliteCommand command = new("SELECT @value", connection);
        command.Parameters.AddWithValue("@value", value);

        Assert.Equal(command.ExecuteScalar(), SqliteText.Stored(value));
    }

    [Theory]
    [InlineData("2026-01-02 03:04:05", "2026-01-02T03:04:05.0000000")]
    [InlineData("2026-01-02 03:04:05.1", "2026-01-02T03:04:05.1000000")]
    [InlineData("2026-01-02T03:04:05.1234567", "2026-01-02T03:04:05.1234567")]
    [InlineData("0001-01-01 00:00:00", "0001-01-01T00:00:00.0000000")]
    [InlineData("9999-12-31 23:59:59.9999999", "9999-12-31T23:59:59.9999999")]
    [InlineData("2024-02-29 00:00:00", "2024-02-29T00:00:00.0000000")]
    [InlineData("2026-01-02", "2026-01-02T00:00:00.0000000")]
    [InlineData("2026-01-02 03:04", "2026-01-02T03:04:00.0000000")]
    [InlineData("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.0000000")]
    [InlineData("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05.0000000")]
    [InlineData(2460000.5, "2023-02-25T00:00:00.0000000")]
    public async Task Dates_are_read_in_the_forms_that_tools_write(object stored, string expected) =>
        Assert.Equal(expected, (await StoreAsync("DateTime", stored)).DateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture));

    [Fact]
    public void The_tests_run_far_from_UTC()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not take its time zone from TZ.");
        Assert.Equal(TimeSpan.FromHours(-9.5), TimeZoneInfo.Local.BaseUtcOffset);
    }

    [Theory]
    [InlineData("2023-02-29 00:00:00")]
    [InlineData("2026-13-01 00:00:00")]
    [InlineData("2026-01-01 24:00:00")]
    [InlineData("2026-01-01 00:00:60")]
    [InlineData("tomorrow")]
    [InlineData("")]
    public async Task Dates_that_are_none_are_refused_with_property_column_and_record(string stored)
    {
        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => StoreAsync("DateTime", stored));

        Assert.StartsWith(
            $"MAllTypes.DateTime (DateTime) cannot hold what the column All_Types.DateTime of the record 1 holds: '{stored}'. The value is text that is not a date with time.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Int32", "abc", "'abc'. The value is text that is not a whole number.")]
    [InlineData("Int32", 1.5, "'1.5'. The value is a real number and not a whole number.")]
    [InlineData("Int32", 4294967296L, "'4294967296'. Arithmetic operation resulted in an overflow.")]
    [InlineData("Byte", -1L, "'-1'. Arithmetic operation resulted in an overflow.")]
    [InlineData("Int64", 1e300, "Arithmetic operation resulted in an overflow.")]
    [InlineData("Decimal", "12,50", "'12,50'. The value is text that is not a decimal number.")]
    [InlineData("Decimal", 1e300, "Value was either too large or too small for a Decimal.")]
    [InlineData("Double", "much", "'much'. The value is text that is not a number.")]
    [InlineData("Single", 1e300, "is too large.")]
    [InlineData("Char", "ab", "'ab'. The text 'ab' is not one character.")]
    [InlineData("Guid", "not one", "'not one'. The value is text that is not a Guid.")]
    [InlineData("DateTimeOffset", "x", "is text that is not a date with time and offset.")]
    [InlineData("DateOnly", "x", "is text that is not a date with time.")]
    [InlineData("TimeOnly", "25:00", "is text that is not a time of day.")]
    [InlineData("TimeSpan", "x", "is text that is not a span of time.")]
    [InlineData("Bytes", "x", "is text that is not byte data.")]
    [InlineData("Boolean", "perhaps", "is text that is not a whole number.")]
    public async Task What_a_property_cannot_hold_is_refused_not_guessed(string column, object stored, string said)
    {
        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => StoreAsync(column, stored));

        Assert.StartsWith($"MAllTypes.{column} (", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("of the record 1 holds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_and_truths_are_read_in_the_forms_that_tools_write()
    {
        Assert.Equal(12, (await StoreAsync("Int32", "12")).Int32);
        Assert.Equal(12, (await StoreAsync("Int32", 12.0)).Int32);
        Assert.Equal(12.5m, (await StoreAsync("Decimal", 12.5)).Decimal);
        Assert.Equal(12m, (await StoreAsync("Decimal", 12L)).Decimal);
        Assert.Equal(1200m, (await StoreAsync("Decimal", "1.2e3")).Decimal);
        Assert.Equal(12d, (await StoreAsync("Double", 12L)).Double);
        Assert.Equal(12.5, (await StoreAsync("Double", "12.5")).Double);
        Assert.True((await StoreAsync("Boolean", "true")).Boolean);
        Assert.True((await StoreAsync("Boolean", 2L)).Boolean);
        Assert.False((await StoreAsync("Boolean", "0")).Boolean);
        Assert.Equal("12", (await StoreAsync("Text", 12L)).Text);
    }

    [Fact]
    public async Task Guids_times_and_offsets_are_read_in_the_forms_that_tools_write()
    {
        Guid guid = Guid.NewGuid();

        Assert.Equal(guid, (await StoreAsync("Guid", guid.ToString("D"))).Guid);
        Assert.Equal(guid, (await StoreAsync("Guid", guid.ToString("B"))).Guid);
        Assert.Equal(guid, (await StoreAsync("Guid", guid.ToByteArray())).Guid);
        Assert.Equal(TimeSpan.FromDays(1.5), (await StoreAsync("TimeSpan", 1.5)).TimeSpan);
        Assert.Equal(new TimeOnly(3, 4), (await StoreAsync("TimeOnly", "03:04")).TimeOnly);
        Assert.Equal(new DateOnly(2026, 1, 2), (await StoreAsync("DateOnly", "2026-01-02 03:04:05")).DateOnly);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), (await StoreAsync("DateTimeOffset", "2026-01-02 03:04:05")).DateTimeOffset);
        Assert.Equal(TimeSpan.Zero, (await StoreAsync("DateTimeOffset", 2460000.5)).DateTimeOffset.Offset);
    }

    [Theory]
    [InlineData("1234567890.12345", "DECIMAL(18,5)", true)]
    [InlineData("999999999999999", "NUMERIC", true)]
    [InlineData("1000000000000000", "NUMERIC", true)]
    [InlineData("1000000000000001", "NUMERIC", false)]
    [InlineData("79228162514264000000000000000", "NUMERIC", true)]
    [InlineData("79228162514264337593543950335", "NUMERIC", false)]
    [InlineData("1234567890123.456", "DECIMAL(18,5)", false)]
    [InlineData("-0.1234567890123456", "REAL", false)]
    [InlineData("123456789012345.6", "INTEGER", false)]
    [InlineData("1.500000000000000000000000000", "NUMERIC", true)]
    [InlineData("1234567890123.456", "TEXT", true)]
    [InlineData("1234567890123.456", "VARCHAR(40)", true)]
    [InlineData("1234567890123.456", "", true)]
    public async Task A_decimal_is_stored_exactly_or_refused(string number, string declared, bool fits)
    {
        CreateTableOf<MProduct>(new Dictionary<string, string> { ["Weight"] = declared.Length == 0 ? " " : declared });
        decimal weight = decimal.Parse(number, CultureInfo.InvariantCulture);
        MProduct record = new() { Value = "Oak", Name = "Oak", Weight = weight };

        if (fits)
        {
            await SavedAsync(record);
            Assert.Equal(weight, (await LoadAsync<int, MProduct>(record.M_Product_ID))!.Weight);
        }
        else
        {
            POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(record));
            Assert.Equal(
                $"MProduct.Weight = {number} cannot be stored exactly in the column M_Product.Weight. SQLite keeps 15 digits of a number in a column declared {declared}. "
                + "Declare it TEXT (which compares and orders as text), or round the value.",
                error.Message);
            Assert.Equal(0, Scalar<int>("SELECT COUNT(*) FROM M_Product"));
        }
    }

    [Theory]
    [InlineData("007", "NUMERIC", false)]
    [InlineData("1.50", "INTEGER", false)]
    [InlineData("1e3", "STRING", false)]
    [InlineData(" 7", "NUMERIC", false)]
    [InlineData("+7", "NUMERIC", false)]
    [InlineData("7.", "NUMERIC", false)]
    [InlineData("7 ", "NUMERIC", false)]
    [InlineData("99999999999999999999", "NUMERIC", false)]
    [InlineData("7", "NUMERIC", true)]
    [InlineData("-12345", "INTEGER", true)]
    [InlineData("Oak 7", "NUMERIC", true)]
    [InlineData("0x7", "NUMERIC", true)]
    [InlineData("1e999", "NUMERIC", false)]
    [InlineData("007", "TEXT", true)]
    public async Task Text_is_stored_exactly_or_refused(string text, string declared, bool fits)
    {
        CreateTableOf<MProduct>(new Dictionary<string, string> { ["Value"] = declared });
        MProduct record = new() { Value = text, Name = "Oak" };

        Exception? error = await Record.ExceptionAsync(() => SavedAsync(record));

        Assert.Equal(fits, error is null);
        if (fits)
        {
            Assert.Equal(text, (await LoadAsync<int, MProduct>(record.M_Product_ID))!.Value);
        }
        else
        {
            Assert.EndsWith($"SQLite makes a number of it in a column declared {declared}. Declare it TEXT.", Assert.IsType<POMappingException>(error).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task How_the_table_is_declared_is_asked_once_and_again_when_it_did_not_fit()
    {
        CreateTableOf<MProduct>(new Dictionary<string, string> { ["Value"] = "NUMERIC" });
        await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MProduct { Value = "007", Name = "Oak" }));
        Execute("DROP TABLE M_Product");
        CreateTable<MProduct>();

        Assert.Equal(2, await StatementsOfAsync(() => SavedAsync(new MProduct { Value = "007", Name = "Oak" })));
        Assert.Equal(1, await StatementsOfAsync(() => SavedAsync(new MProduct { Value = "008", Name = "Elm" })));
    }

    [Fact]
    public async Task Decimals_of_fifteen_digits_come_back_from_a_column_of_numbers_and_order_as_numbers()
    {
        CreateTableOf<MProduct>(new Dictionary<string, string> { ["Weight"] = "DECIMAL(15,4)" });
        Random random = new(7);
        decimal[] weights = [.. Enumerable.Range(0, 500).Select(_ => new decimal(random.NextInt64(-999_999_999_999_999, 999_999_999_999_999)) / (decimal)Math.Pow(10, random.Next(0, 16)))];
        using (Trx trx = Node.BeginTrx())
        {
            foreach (decimal weight in weights)
            {
                await new MProduct { Value = "Oak", Name = "Oak", Weight = weight }.SaveAsync(trx);
            }

            trx.Commit();
        }

        Assert.Equal(weights.Order(), (await QueryAsync<MProduct>(new POQueryText(OrderBy: "Weight"))).Select(p => p.Weight!.Value));
        Assert.Equal(weights.Count(w => w > 1000m), await Database.CountAsync(Model<int, MProduct>(), new POQueryText("Weight > @w", new { w = 1000m }), new StorageCall(null, IsAsync: true)));
    }

    [Fact]
    public async Task A_database_in_another_encoding_is_read_too()
    {
        Execute("PRAGMA journal_mode = DELETE; PRAGMA encoding = 'UTF-16le'; CREATE TABLE Marker (a)");
        Assert.Equal("UTF-16le", Scalar<string>("PRAGMA encoding"));
        CreateTable<MAllTypes>();
        MAllTypes saved = await SavedAsync(new MAllTypes { Text = "Käfer 木", Decimal = 19.90m, DateTime = DateTime.MaxValue, Guid = Guid.AllBitsSet });

        MAllTypes loaded = (await LoadAsync<int, MAllTypes>(saved.All_Types_ID))!;

        Assert.Equal(("Käfer 木", 19.90m, DateTime.MaxValue, Guid.AllBitsSet), (loaded.Text, loaded.Decimal, loaded.DateTime, loaded.Guid));
    }

    private async Task<MAllTypes> StoreAsync(string column, object stored)
    {
        // The column takes anything: BLOB has no affinity.
        Execute("DROP TABLE IF EXISTS All_Types");
        CreateTableOf<MAllTypes>(new Dictionary<string, string> { [column] = "BLOB" });
        MAllTypes saved = await SavedAsync(new MAllTypes());
        Execute($"UPDATE All_Types SET {column} = @stored", new { stored });
        return (await LoadAsync<int, MAllTypes>(saved.All_Types_ID))!;
    }
}
