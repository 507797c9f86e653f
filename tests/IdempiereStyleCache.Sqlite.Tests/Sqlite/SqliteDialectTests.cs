using Dapper;
using IdempiereStyleCache.Specs;
using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Sqlite.Tests;

/// <summary>Names, and tables in other schemas.</summary>
public sealed class SqliteDialectTests : DatabaseSpecs<SqliteSpecDatabase>
{
    private static readonly SqliteDialect s_dialect = new(new SqliteAddress("Data Source=garden.db", TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(1));

    [Theory]
    [InlineData("Order", "[Order]")]
    [InlineData("a b\"c'", "[a b\"c']")]
    public void Names_are_quoted(string name, string quoted) => Assert.Equal(quoted, s_dialect.Quote(name));

    [Fact]
    public void A_name_that_would_end_its_quotes_is_refused() => Assert.Throws<POMappingException>(() => s_dialect.Quote("a] -- "));

    [Fact]
    public void A_schema_is_quoted_apart_from_its_table() => Assert.Equal("[main].[M_Product]", s_dialect.QuoteTable("main.M_Product"));

    [Fact]
    public async Task A_table_may_have_any_name_and_name_its_schema()
    {
        Execute("CREATE TABLE \"order by\" (\"select\" INTEGER PRIMARY KEY, \"from \"\"where\" TEXT)");

        MOddNames record = await SavedAsync(new MOddNames { From = "a" });
        record.From = "b";
        await SavedAsync(record);

        Assert.Equal("b", (await LoadAsync<int, MOddNames>(record.Select))!.From);
        Assert.Single(await Database.LoadManyAsync(Model<int, MOddNames>(), [record.Select, 99], new StorageCall(null, IsAsync: true)));
    }

    [Fact]
    public async Task A_missing_column_of_a_table_that_names_its_schema_is_found()
    {
        Execute("CREATE TABLE \"order by\" (\"select\" INTEGER PRIMARY KEY)");

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MOddNames { From = "a" }));

        Assert.StartsWith("MOddNames.From is stored in the column main.order by.from \"where, which the table in ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_the_database_computes_are_known_to_exist()
    {
        Execute("CREATE TABLE M_Price (M_Price_ID INTEGER PRIMARY KEY, Net INTEGER, Note TEXT, Gross INTEGER AS (Net + 19) STORED, Currency TEXT)");
        Execute("CREATE TRIGGER no_zero BEFORE INSERT ON M_Price WHEN new.Net = 0 BEGIN SELECT RAISE(ABORT, 'nothing is free'); END");

        POException error = await Assert.ThrowsAsync<POException>(() => SavedAsync(new MPrice { Net = 0 }));

        Assert.Contains("A condition of the table refused it. SQLite Error 19: 'nothing is free'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_trigger_changes_is_read_back()
    {
        Execute("CREATE TABLE M_Price (M_Price_ID INTEGER PRIMARY KEY, Net INTEGER, Note TEXT, Gross INTEGER, Currency TEXT)");
        Execute("CREATE TRIGGER gross AFTER INSERT ON M_Price BEGIN UPDATE M_Price SET Gross = new.Net + 19 WHERE M_Price_ID = new.M_Price_ID; END");

        Assert.Equal(26, (await SavedAsync(new MPrice { Net = 7 })).Gross);
    }

    [Fact]
    public void The_driver_is_asked_for_nothing_by_name_that_it_lacks()
    {
        using SqliteConnection connection = (SqliteConnection)Connect();
        Assert.True(new Version(connection.ServerVersion) >= new Version(3, 35), "RETURNING and row values need SQLite 3.35.");
        Assert.Equal(1, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM json_each('[1]')"));
    }
}

[POModel("main.order by")]
public sealed partial class MOddNames
{
    [POKey, POColumn("select")] public partial int Select { get; }
    [POColumn("from \"where")] public partial string? From { get; set; }
}
