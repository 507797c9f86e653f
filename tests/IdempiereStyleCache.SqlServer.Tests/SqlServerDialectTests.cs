using System.Collections.Immutable;
using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>Names, and keys in numbers.</summary>
public class SqlServerDialectTests
{
    private static readonly SqlServerDialect s_dialect = new(new SqlServerAddress("Server=garden-server;Database=garden", null), new SqlServerValues(isUnicode: true));

    [Theory]
    [InlineData("Order", "[Order]")]
    [InlineData("a b\"c'", "[a b\"c']")]
    [InlineData("a] -- ", "[a]] -- ]")]
    public void Names_are_quoted(string name, string quoted) => Assert.Equal(quoted, s_dialect.Quote(name));

    [Fact]
    public void A_schema_is_quoted_apart_from_its_table() => Assert.Equal("[dbo].[M_Product]", s_dialect.QuoteTable("dbo.M_Product"));

    [Fact]
    public void A_name_that_the_server_cannot_have_is_refused()
    {
        Assert.Throws<POMappingException>(() => s_dialect.Quote(""));
        Assert.Throws<POMappingException>(() => s_dialect.Quote(new string('x', 129)));
        Assert.Equal(130, s_dialect.Quote(new string('x', 128)).Length);
    }

    [Fact]
    public async Task Many_keys_take_few_texts_and_no_statement_too_many_parameters()
    {
        RecordedServer server = new();
        await using CacheNode node = await server.StartAsync();
        server.Forget();
        List<int> parameters = [];
        server.Answer("IN (", () =>
        {
            parameters.Add(server.LastParameters.Count);
            return null;
        });
        foreach (int count in new[] { 1, 2, 3, 4, 5, 100, 128, 129, 1025, 2000, 4001 })
        {
            await node.Database.LoadManyAsync(Scenario.Model<int, MByInt>(), [.. Enumerable.Range(0, count)], new StorageCall(null, IsAsync: true));
        }

        Assert.Equal([1, 2, 4, 4, 8, 128, 128, 256, 2000, 2000, 2000, 2000, 1], parameters);
        Assert.Equal(7, server.Sent.Distinct().Count());
    }

    [Fact]
    public void Keys_of_several_columns_share_the_parameters()
    {
        ParameterKeyLookup lookup = new(new SqlServerValues(isUnicode: true));

        Assert.Equal((2000, 1000, 666), (lookup.MaxKeys(1), lookup.MaxKeys(2), lookup.MaxKeys(3)));
        string full = lookup.From("[t]", ImmutableArray.Create("[a]", "[b]", "[c]"), 600);
        Assert.Contains("@key665_2)", full, StringComparison.Ordinal);
        Assert.DoesNotContain("@key666", full, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_an_older_level_is_refused_with_what_to_do()
    {
        RecordedServer server = new();
        server.Answer("compatibility_level", 120);

        PODatabaseException error = await Assert.ThrowsAsync<PODatabaseException>(() => server.StartAsync());

        Assert.StartsWith(
            "Cannot use the database SQL Server garden on garden-server. Its compatibility level is 120; 130 (SQL Server 2016) or higher is needed.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_statements_own_count_says_whether_a_record_was_written()
    {
        RecordedServer server = new();
        await using CacheNode node = await server.StartAsync();
        MByInt record = new() { By_Int_ID = 1, Name = "a" };
        await Scenario.SaveAsync(node, record);
        server.Answer("UPDATE", 0);

        record.Name = "b";

        // Everything else that the server reports is 99 records.
        await Assert.ThrowsAsync<PONotFoundException>(() => Scenario.SaveAsync(node, record));
    }

    [Fact]
    public async Task Text_is_compared_by_the_database_and_a_key_of_another_spelling_is_returned_but_not_cached()
    {
        RecordedServer server = new();
        await using CacheNode node = await server.StartAsync();
        server.Answer("[By_Text]", static () => Scenario.Rows(("Code", "Oak"), ("Name", "Oak tree")));
        using IDisposable use = node.Use();

        // Of another case, and with a blank at its end.
        Assert.Equal("Oak", MByText.Get("OAK")!.Code);
        Assert.Equal("Oak", MByText.Get("Oak ")!.Code);
        server.Forget();
        Assert.Equal("Oak", MByText.Get("OAK")!.Code);
        Assert.Single(server.Sent);
        MByText.Get("Oak");
        server.Forget();
        Assert.Equal("Oak", MByText.Get("Oak")!.Code);
        Assert.Empty(server.Sent);
    }

    [Fact]
    public async Task A_value_that_the_column_would_change_is_refused_by_name()
    {
        RecordedServer server = new();
        await using CacheNode node = await server.StartAsync();
        server.Answer("sys.columns", static () => Scenario.Rows(("name", "Weight"), ("nullable", 1), ("default", 0), ("type", "decimal(10,2)")));

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => Scenario.SaveAsync(node, new MProduct { Value = "Oak", Name = "Oak", Weight = 1.255m }));

        Assert.Equal(
            "MProduct.Weight = 1.255 cannot be stored exactly in the column M_Product.Weight. SQL Server would round it to 2 decimals in a column declared decimal(10,2). "
            + "Declare it decimal with more, or round the value.",
            error.Message);
        Assert.DoesNotContain(server.Sent, static sql => sql.Contains("INSERT", StringComparison.Ordinal));
    }
}
