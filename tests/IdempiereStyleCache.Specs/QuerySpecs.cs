using Dapper;

namespace IdempiereStyleCache.Specs;

/// <summary>Queries by a condition in SQL.</summary>
public abstract class QuerySpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_condition_with_parameters_finds_what_meets_it(bool isAsync)
    {
        await PlantAsync();

        Assert.Equal(["Elm", "Fir"], await ValuesAsync(new POQueryText("Value > @from AND Name <> @not", new { from = "Ash", not = "Oak tree" }), isAsync));
    }

    [Fact]
    public async Task Parameters_come_as_an_object_a_dictionary_or_Dappers_own()
    {
        await PlantAsync();
        DynamicParameters own = new();
        own.Add("v", "Elm");

        Assert.Equal(["Elm"], await ValuesAsync(new POQueryText("Value = @v", new { v = "Elm", unused = 1 })));
        Assert.Equal(["Elm"], await ValuesAsync(new POQueryText("Value = @v", new Dictionary<string, object> { ["v"] = "Elm" })));
        Assert.Equal(["Elm"], await ValuesAsync(new POQueryText("Value = @v", own)));
        Assert.Equal(["Ash", "Elm"], await ValuesAsync(new POQueryText(Engine.In("Value", "list"), new { list = new[] { "Elm", "Ash", "Yew" } })));
    }

    [Fact]
    public async Task Without_a_condition_every_record_comes_in_the_order_of_its_key()
    {
        CreateTable<MByPair>();
        foreach (PairKey key in new PairKey[] { new(2, "a"), new(1, "b"), new(1, "a") })
        {
            await SavedAsync(new MByPair { Key = key });
        }

        Assert.Equal([new(1, "a"), new(1, "b"), new(2, "a")], (await QueryAsync<MByPair>(new POQueryText())).Select(p => p.Key));
    }

    [Fact]
    public async Task Order_and_limit_are_obeyed()
    {
        await PlantAsync();

        Assert.Equal(["Oak", "Fir"], await ValuesAsync(new POQueryText(OrderBy: "Value DESC", Limit: 2)));
        Assert.Empty(await ValuesAsync(new POQueryText(Limit: 0)));
        Assert.Equal(["Fir"], await ValuesAsync(new POQueryText("Value > @v", new { v = "Elm" }, Limit: 1, OrderBy: "Value")));
    }

    [Fact]
    public async Task Other_texts_for_other_limits_are_not_needed()
    {
        await PlantAsync();
        Assert.Single(await ValuesAsync(new POQueryText(Limit: 1)));
        Assert.Equal(4, (await ValuesAsync(new POQueryText(Limit: int.MaxValue))).Length);
    }

    [Fact]
    public async Task A_column_with_a_value_goes_together_with_a_condition_that_has_OR_in_it()
    {
        await PlantAsync();
        POQueryText query = new("Value = @a OR Value = @b", new { a = "Elm", b = "Oak" }) { Matches = [new("M_Category_ID", 2)] };

        Assert.Equal(["Elm"], await ValuesAsync(query));
        Assert.Equal(["Oak", "Ash"], await ValuesAsync(new POQueryText { Matches = [new("m_category_id", 1)] }));
    }

    [Fact]
    public async Task A_column_that_the_model_does_not_have_is_refused()
    {
        await PlantAsync();
        POQueryText query = new() { Matches = [new("Colour", 1)] };

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => QueryAsync<MProduct>(query));

        Assert.StartsWith("MProduct has no column Colour.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Counting_leaves_order_and_limit_out(bool isAsync)
    {
        await PlantAsync();
        POQueryText query = new("Value < @v", new { v = "Oak" }, OrderBy: "Value", Limit: 1);

        Assert.Equal(3, await Database.CountAsync(Model<int, MProduct>(), query, new StorageCall(null, isAsync)));
        Assert.Equal(4, await Database.CountAsync(Model<int, MProduct>(), new POQueryText(), new StorageCall(null, isAsync)));
    }

    [Fact]
    public async Task A_query_is_one_statement()
    {
        await PlantAsync();

        Assert.Equal(1, await StatementsOfAsync(() => QueryAsync<MProduct>(new POQueryText())));
    }

    [Fact]
    public async Task A_query_in_a_transaction_sees_what_it_wrote()
    {
        await PlantAsync();
        using Trx trx = Node.BeginTrx();
        await new MProduct { Value = "Yew", Name = "Yew" }.SaveAsync(trx);

        Assert.Contains("Yew", (await QueryAsync<MProduct>(new POQueryText(), trx: trx)).Select(p => p.Value));
        Assert.DoesNotContain("Yew", (await QueryAsync<MProduct>(new POQueryText())).Select(p => p.Value));
    }

    [Fact]
    public async Task What_a_query_returns_is_editable()
    {
        await PlantAsync();
        MProduct found = Assert.Single(await QueryAsync<MProduct>(new POQueryText("Value = 'Elm'")));

        found.Name = "Elm, old";
        await SavedAsync(found);

        Assert.Equal("Elm, old", (await LoadAsync<int, MProduct>(found.M_Product_ID))!.Name);
    }

    [Theory]
    [InlineData("Colour = 1", "Colour")]
    [InlineData("Value = = 1", "=")]
    public async Task A_condition_that_the_database_does_not_understand_is_shown_with_its_statement(string where, string said)
    {
        await PlantAsync();

        POException error = await Assert.ThrowsAsync<POException>(() => QueryAsync<MProduct>(new POQueryText(where)));

        Assert.StartsWith("Cannot read M_Product (MProduct)", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.InnerException!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"WHERE ({where})", error.Message, StringComparison.Ordinal);
    }

    private async Task PlantAsync()
    {
        CreateTable<MProduct>();
        await SavedAsync(new MProduct { Value = "Oak", Name = "Oak tree", Category = 1 });
        await SavedAsync(new MProduct { Value = "Ash", Name = "Ash tree", Category = 1 });
        await SavedAsync(new MProduct { Value = "Elm", Name = "Elm tree", Category = 2 });
        await SavedAsync(new MProduct { Value = "Fir", Name = "Fir tree" });
    }

    private async Task<string[]> ValuesAsync(POQueryText query, bool isAsync = true) =>
        [.. (await QueryAsync<MProduct>(query.OrderBy is null && query.Matches.IsEmpty ? query with { OrderBy = "Value" } : query, isAsync)).Select(p => p.Value)];
}
