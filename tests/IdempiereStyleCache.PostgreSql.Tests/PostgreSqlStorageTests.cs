using Dapper;
using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>Columns of types that PostgreSQL or an existing database has, beyond those that the specifications use.</summary>
public sealed class PostgreSqlStorageTests : DatabaseSpecs<PostgreSqlSpecDatabase>
{
    private static readonly DateTime s_noon = new(2026, 7, 1, 12, 0, 0);

    [Theory]
    [InlineData("timestamptz", "2026-07-01T12:00:00Z")]
    [InlineData("timestamp", "2026-07-01 12:00:00")]
    public async Task A_date_with_time_keeps_its_numbers_with_and_without_a_zone_whatever_zone_the_session_is_in(string type, string stored)
    {
        CreateTableOf<MAllTypes>(new Dictionary<string, string> { ["DateTime"] = type, ["DateTimeOffset"] = type });
        Assert.Equal("Asia/Kathmandu", await ZoneOfTheSessionAsync());

        MAllTypes saved = await SavedAsync(new MAllTypes
        {
            DateTime = s_noon,
            DateTimeOffset = new DateTimeOffset(s_noon.AddHours(2), TimeSpan.FromHours(2)),
        });

        MAllTypes loaded = (await LoadAsync<int, MAllTypes>(saved.All_Types_ID))!;
        Assert.Equal((s_noon, new DateTimeOffset(s_noon, TimeSpan.Zero)), (loaded.DateTime, loaded.DateTimeOffset));
        Assert.Equal(1, Scalar<int>($"SELECT COUNT(*) FROM All_Types WHERE DateTime = '{stored}' AND DateTimeOffset = '{stored}'"));
        Assert.Single(await QueryAsync<MAllTypes>(new POQueryText { Matches = [new("DateTime", s_noon)] }));
    }

    [Theory]
    [InlineData("char(1)", "Y")]
    [InlineData("varchar(5)", "Y")]
    [InlineData("boolean", "true")]
    public async Task A_truth_may_be_a_letter(string type, string stored)
    {
        CreateTableOf<MAllTypes>(new Dictionary<string, string> { ["Boolean"] = type + " NOT NULL" });

        MAllTypes saved = await SavedAsync(new MAllTypes { Boolean = true });
        await SavedAsync(new MAllTypes { Boolean = false });

        Assert.True((await LoadAsync<int, MAllTypes>(saved.All_Types_ID))!.Boolean);
        Assert.Equal(stored, Scalar<string>($"SELECT Boolean::text FROM All_Types WHERE All_Types_ID = {saved.All_Types_ID}"));
        Assert.Equal(saved.All_Types_ID, Assert.Single(await QueryAsync<MAllTypes>(new POQueryText { Matches = [new("Boolean", true)] })).All_Types_ID);
    }

    [Theory]
    [InlineData("smallint", "2", true)]
    [InlineData("numeric(1)", "0", false)]
    [InlineData("text", "'true'", true)]
    [InlineData("text", "'f'", false)]
    [InlineData("text", "'maybe'", null)]
    public async Task A_truth_is_read_from_what_other_programs_write_for_one(string type, string value, bool? expected)
    {
        CreateTableOf<MAllTypes>(new Dictionary<string, string> { ["NBoolean"] = type });
        MAllTypes saved = await SavedAsync(new MAllTypes());
        Execute($"UPDATE All_Types SET NBoolean = {value}");

        if (expected is null)
        {
            POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => LoadAsync<int, MAllTypes>(saved.All_Types_ID));
            Assert.Contains("MAllTypes.NBoolean (Boolean) cannot hold what the column All_Types.NBoolean of the record 1 holds: 'maybe'.", error.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, (await LoadAsync<int, MAllTypes>(saved.All_Types_ID))!.NBoolean);
        }
    }

    [Theory]
    [InlineData("char(36)")]
    [InlineData("varchar(36)")]
    [InlineData("uuid")]
    public async Task A_Guid_may_be_text_and_a_key(string type)
    {
        Execute($"CREATE TABLE By_Guid (By_Guid_UU {type} PRIMARY KEY, Name text)");
        Guid key = Guid.NewGuid();
        await SavedAsync(new MByGuid { By_Guid_UU = key, Name = "a" });

        Assert.Equal("a", (await LoadAsync<Guid, MByGuid>(key))!.Name);
        Assert.Single(await Database.LoadManyAsync(Model<Guid, MByGuid>(), [key, Guid.Empty], new StorageCall(null, IsAsync: true)));
        Assert.Equal(1, Scalar<int>($"SELECT COUNT(*) FROM By_Guid WHERE By_Guid_UU = '{key}'"));
    }

    [Theory]
    [InlineData("char(8)", "Oak     ")]
    [InlineData("\"garden kind\"", "Oak")]
    [InlineData("jsonb", "\"Oak\"")]
    [InlineData("uuid", "c94b5061-a217-4695-ac25-acc073085605")]
    public async Task Text_fits_columns_that_are_written_as_text(string type, string value)
    {
        Execute("CREATE TYPE \"garden kind\" AS ENUM ('Oak', 'Elm')");
        Execute($"CREATE TABLE By_Text (Code {type} PRIMARY KEY, Name text)");
        await RestartAsync();
        await SavedAsync(new MByText { Code = value, Name = "a" });

        Assert.Equal("a", (await LoadAsync<string, MByText>(value))!.Name);
        Assert.Equal(value, Assert.Single(await Database.LoadManyAsync(Model<string, MByText>(), [value], new StorageCall(null, IsAsync: true))).Code);
    }

    [Fact]
    public async Task A_key_may_be_a_decimal_number_without_decimals()
    {
        Execute("CREATE TABLE By_Int (By_Int_ID numeric(10) PRIMARY KEY, Name varchar(60))");
        await SavedAsync(new MByInt { By_Int_ID = 1000000, Name = "a" });
        await SavedAsync(new MByInt { By_Int_ID = 1000001, Name = "b" });

        Assert.Equal("a", (await LoadAsync<int, MByInt>(1000000))!.Name);
        Assert.Equal(2, (await Database.LoadManyAsync(Model<int, MByInt>(), [1000000, 1000001, 7], new StorageCall(null, IsAsync: true))).Count);
    }

    [Theory]
    [InlineData("numeric(10,2)", "1.999", "round it to 2 decimals")]
    [InlineData("numeric(10)", "1.5", "round it to 0 decimals")]
    [InlineData("integer", "1.5", "round it to 0 decimals")]
    [InlineData("real", "0.123456789", "an approximation")]
    [InlineData("double precision", "0.1234567890123456789", "an approximation")]
    public async Task A_number_that_the_column_would_round_is_refused_and_one_that_fits_is_not(string type, string number, string why)
    {
        CreateTableOf<MProduct>(new Dictionary<string, string> { ["Weight"] = type });
        await SavedAsync(new MProduct { Value = "Elm", Name = "Elm", Weight = 2.00m });

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() =>
            SavedAsync(new MProduct { Value = "Oak", Name = "Oak", Weight = decimal.Parse(number) }));

        Assert.Contains($"MProduct.Weight = {number} cannot be stored exactly in the column M_Product.Weight. PostgreSQL", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Scalar<int>("SELECT COUNT(*) FROM M_Product"));
    }

    [Fact]
    public async Task A_time_of_day_that_the_column_would_lose_is_refused()
    {
        CreateTableOf<MAllTypes>(new Dictionary<string, string> { ["DateTime"] = "date", ["Double"] = "real" });
        await SavedAsync(new MAllTypes { DateTime = s_noon.Date, Double = 0.5 });

        POMappingException time = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MAllTypes { DateTime = s_noon }));
        POMappingException number = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MAllTypes { Double = 0.1 }));

        Assert.Contains("PostgreSQL keeps no time of day", time.Message, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL keeps 6 digits", number.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "PostgreSQL cannot store text with a NUL character.")]
    [InlineData(0xD83C, "PostgreSQL cannot store half of a surrogate pair.")]
    public async Task Text_that_the_database_cannot_hold_is_refused_before_it_is_sent(int character, string why)
    {
        CreateTable<MByInt>();
        using Trx trx = Node.BeginTrx();
        await new MByInt { By_Int_ID = 1, Name = "good" }.SaveAsync(trx);

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(async () => await new MByInt { By_Int_ID = 2, Name = $"a{(char)character}b" }.SaveAsync(trx));
        trx.Commit();

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Theory]
    [InlineData("Decimal", "numeric", "1e30")]
    [InlineData("Decimal", "numeric", "'NaN'")]
    [InlineData("Int16", "bigint", "40000")]
    [InlineData("DateTime", "timestamp", "'10000-01-01'")]
    [InlineData("DateTime", "timestamp", "'0044-03-15 BC'")]
    [InlineData("TimeSpan", "interval", "'1 month'")]
    [InlineData("TimeOnly", "time", "'24:00'")]
    public async Task What_the_property_cannot_hold_is_named_with_its_record(string column, string type, string value)
    {
        CreateTableOf<MAllTypes>(new Dictionary<string, string> { [column] = type });
        MAllTypes saved = await SavedAsync(new MAllTypes());
        Execute($"UPDATE All_Types SET {column} = {value}");

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => LoadAsync<int, MAllTypes>(saved.All_Types_ID));

        Assert.Contains($"MAllTypes.{column} ({column}) cannot hold what the column All_Types.{column} of the record 1 holds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_keys_are_one_statement_that_uses_the_index()
    {
        CreateTable<MByPair>();
        Execute("INSERT INTO By_Pair SELECT i, 'line ' || i, 'name' FROM generate_series(1, 10000) AS i; ANALYZE By_Pair");
        PairKey[] keys = [.. Enumerable.Range(1, 10_000).Select(i => new PairKey(i, $"line {i}"))];

        Assert.Equal(1, await StatementsOfAsync(async () =>
            Assert.Equal(10_000, (await Database.LoadManyAsync(Model<PairKey, MByPair>(), keys, new StorageCall(null, IsAsync: true))).Count)));
    }

    private async Task<string> ZoneOfTheSessionAsync()
    {
        await using Trx trx = Node.BeginTrx();
        return (await trx.Connection.ExecuteScalarAsync<string>("SHOW timezone", transaction: trx.Transaction))!;
    }
}
