using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>Names, and tables in other schemas.</summary>
public sealed class PostgreSqlNameTests : DatabaseSpecs<PostgreSqlSpecDatabase>
{
    private static readonly PostgreSqlAddress s_address = new("Host=localhost", null);

    [Theory]
    [InlineData("M_Product", "\"m_product\"")]
    [InlineData("Order", "\"order\"")]
    [InlineData("A$1", "\"a$1\"")]
    [InlineData("Größe_Ä", "\"größe_Ä\"")]
    [InlineData("M Product", "\"M Product\"")]
    [InlineData("1A", "\"1A\"")]
    [InlineData("A\"B", "\"A\"\"B\"")]
    public void A_name_means_what_it_means_without_quotes_where_it_needs_none(string name, string quoted) =>
        Assert.Equal(quoted, new PostgreSqlDialect(s_address, foldsNames: true).Quote(name));

    [Fact]
    public void A_name_is_taken_as_it_is_where_that_is_asked_for() => Assert.Equal("\"M_Product\"", new PostgreSqlDialect(s_address, foldsNames: false).Quote("M_Product"));

    [Fact]
    public void A_schema_is_quoted_apart_from_its_table() => Assert.Equal("\"adempiere\".\"m_product\"", new PostgreSqlDialect(s_address, foldsNames: true).QuoteTable("adempiere.M_Product"));

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a_name_of_sixty_four_bytes_which_the_database_would_cut_off_at_63")]
    public void A_name_that_the_database_would_change_is_refused(string name) =>
        Assert.Throws<POMappingException>(() => new PostgreSqlDialect(s_address, foldsNames: true).Quote(name));

    [Theory]
    [InlineData("CREATE TABLE Odd_Names (\"select\" int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \"from \"\"where\" text, Größe int)", true)]
    [InlineData("CREATE TABLE \"Odd_Names\" (\"select\" int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \"from \"\"where\" text, \"Größe\" int)", false)]
    public async Task A_table_may_have_any_name_with_and_without_quotes(string create, bool folds)
    {
        Execute(create);
        await RestartAsync(o => ((PostgreSqlOptions)o).FoldsNames = folds);

        MOddNames record = await SavedAsync(new MOddNames { From = "a" });
        record.From = "b";
        await SavedAsync(record);

        Assert.Equal("b", (await LoadAsync<int, MOddNames>(record.Select))!.From);
        Assert.Single(await Database.LoadManyAsync(Model<int, MOddNames>(), [record.Select, 99], new StorageCall(null, IsAsync: true)));
    }

    [Theory]
    [InlineData("CREATE TABLE Odd_Names (\"select\" int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)", true)]
    [InlineData("CREATE TABLE \"Odd_Names\" (\"select\" int GENERATED ALWAYS AS IDENTITY PRIMARY KEY)", false)]
    public async Task A_missing_column_of_a_table_that_names_its_schema_is_found(string create, bool folds)
    {
        Execute(create);
        await RestartAsync(o => ((PostgreSqlOptions)o).FoldsNames = folds);

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MOddNames { From = "a" }));

        Assert.StartsWith("MOddNames.From is stored in the column public.Odd_Names.from \"where, which the table in ", error.Message, StringComparison.Ordinal);
        Assert.Contains("The table has: select.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_of_a_table_that_names_none_is_that_of_the_search_path()
    {
        Execute("CREATE SCHEMA garden; CREATE TABLE garden.By_Int (By_Int_ID int PRIMARY KEY); ALTER ROLE CURRENT_USER IN DATABASE "
            + $"{Scalar<string>("SELECT current_database()")} SET search_path = garden");
        await RestartAsync();

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" }));

        Assert.Contains("The table has: by_int_id.", error.Message, StringComparison.Ordinal);
    }
}

[POModel("public.Odd_Names")]
public sealed partial class MOddNames
{
    [POKey, POColumn("select")] public partial int Select { get; }
    [POColumn("from \"where")] public partial string? From { get; set; }
    [POColumn("Größe")] public partial int? Size { get; set; }
}
