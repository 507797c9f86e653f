namespace IdempiereStyleCache.Specs;

/// <summary>Inserts, updates and deletes write what they must and nothing else.</summary>
public abstract class WriteSpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_update_writes_the_changed_columns_only(bool isAsync)
    {
        CreateTable<MProductWithoutVersion>();
        MProductWithoutVersion record = await SavedAsync(new MProductWithoutVersion { M_Plain_ID = 1, Value = "Oak", Name = "Oak tree" });
        Execute("UPDATE M_Plain SET Value = 'changed elsewhere'");

        record.Name = "Oak, tall";
        await SavedAsync(record, isAsync);

        MProductWithoutVersion loaded = (await LoadAsync<int, MProductWithoutVersion>(1))!;
        Assert.Equal(("changed elsewhere", "Oak, tall"), (loaded.Value, loaded.Name));
    }

    [Fact]
    public async Task An_update_is_one_statement_and_so_is_an_insert_and_a_delete()
    {
        CreateTable<MProduct>();
        MProduct record = new() { Value = "Oak", Name = "Oak" };

        Assert.Equal(1, await StatementsOfAsync(() => SavedAsync(record)));
        record.Name = "Oak, tall";
        Assert.Equal(1, await StatementsOfAsync(() => SavedAsync(record)));
        using IDisposable use = Node.Use();
        Assert.Equal(1, await StatementsOfAsync(async () => await record.DeleteAsync()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_database_fills_in_is_read_back_after_insert_and_update(bool isAsync)
    {
        CreatePriceTable();

        MPrice price = await SavedAsync(new MPrice { Net = 100 }, isAsync);
        Assert.Equal((119, "EUR", 200), (price.Gross, price.Currency, price.Double));
        price.Net = 200;
        Assert.Equal(2, await StatementsOfAsync(() => SavedAsync(price, isAsync)));

        Assert.Equal((219, "EUR", 400), (price.Gross, price.Currency, price.Double));
        MPrice loaded = (await LoadAsync<int, MPrice>(price.M_Price_ID))!;
        Assert.Equal((219, "EUR", 400), (loaded.Gross, loaded.Currency, loaded.Double));
        Assert.False(price.IsChanged);
    }

    [Fact]
    public async Task What_is_read_back_is_what_the_transaction_wrote()
    {
        CreatePriceTable();
        using Trx trx = Node.BeginTrx();

        MPrice price = new() { Net = 7 };
        await price.SaveAsync(trx);

        Assert.Equal(26, price.Gross);
        Assert.Equal(0, Scalar<int>("SELECT COUNT(*) FROM M_Price"));
        trx.Commit();
        Assert.Equal(26, Scalar<int>("SELECT Gross FROM M_Price"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Behaviour", "IDM-30")]
    public async Task A_save_with_another_version_is_refused_and_writes_nothing(bool isAsync)
    {
        CreateTable<MProduct>();
        MProduct record = await SavedAsync(new MProduct { Value = "Oak", Name = "Oak" });
        Execute("UPDATE M_Product SET Version = 41, Name = 'theirs'");

        record.Name = "mine";
        POConcurrencyException refused = await Assert.ThrowsAsync<POConcurrencyException>(() => SavedAsync(record, isAsync));

        Assert.Equal(("M_Product", record.M_Product_ID, 1L, 41L), (refused.TableName, refused.Key, refused.ExpectedVersion, refused.ActualVersion));
        Assert.Equal("theirs", Scalar<string>("SELECT Name FROM M_Product"));
    }

    [Fact]
    public async Task A_delete_with_another_version_is_refused_and_deletes_nothing()
    {
        CreateTable<MProduct>();
        MProduct record = await SavedAsync(new MProduct { Value = "Oak", Name = "Oak" });
        Execute("UPDATE M_Product SET Version = 41");
        using IDisposable use = Node.Use();

        POConcurrencyException refused = await Assert.ThrowsAsync<POConcurrencyException>(async () => await record.DeleteAsync());

        Assert.Equal(41L, refused.ActualVersion);
        Assert.Equal(1, Scalar<int>("SELECT COUNT(*) FROM M_Product"));
    }

    [Fact]
    public async Task A_version_that_is_a_Guid_is_compared_too()
    {
        CreateTable<MOwnGuid>();
        MOwnGuid mine = await SavedAsync(new MOwnGuid { Name = "a" });
        MOwnGuid theirs = (await LoadAsync<Guid, MOwnGuid>(mine.Own_Guid_UU))!;
        theirs.Name = "theirs";
        await SavedAsync(theirs);

        mine.Name = "mine";
        POConcurrencyException refused = await Assert.ThrowsAsync<POConcurrencyException>(() => SavedAsync(mine));

        Assert.Equal(theirs.Version, refused.ActualVersion);
    }

    [Fact]
    public async Task Writing_a_record_that_is_gone_says_so_with_and_without_a_version()
    {
        CreateTable<MProduct>();
        CreateTable<MByInt>();
        MProduct versioned = await SavedAsync(new MProduct { Value = "Oak", Name = "Oak" });
        MByInt plain = await SavedAsync(new MByInt { By_Int_ID = 3, Name = "a" });
        Execute("DELETE FROM M_Product");
        Execute("DELETE FROM By_Int");

        versioned.Name = "b";
        plain.Name = "b";

        await Assert.ThrowsAsync<PONotFoundException>(() => SavedAsync(versioned));
        PONotFoundException missing = await Assert.ThrowsAsync<PONotFoundException>(() => SavedAsync(plain));
        Assert.Equal(("By_Int", 3), (missing.TableName, missing.Key));
        using IDisposable use = Node.Use();
        await Assert.ThrowsAsync<PONotFoundException>(async () => await plain.DeleteAsync());
    }

    [Fact]
    public async Task A_key_that_the_database_made_too_large_for_its_property_is_an_error()
    {
        CreateTable<MProduct>();
        Execute(Engine.NumberFrom("M_Product", "M_Product_ID", 1L + int.MaxValue));

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MProduct { Value = "Elm", Name = "Elm" }));

        Assert.Contains("MProduct.M_Product_ID (Int32, column M_Product.M_Product_ID) cannot hold it", error.Message, StringComparison.Ordinal);
        Assert.Contains("2147483648", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Scalar<int>("SELECT COUNT(*) FROM M_Product"));
    }

    private void CreatePriceTable()
    {
        CreateTableOf<MPrice>(new Dictionary<string, string>
        {
            ["Gross"] = Engine.ComputedFrom(Engine.TypeOf(POColumnType.Int32), "Net + 19"),
            ["Currency"] = Engine.TypeOf(POColumnType.String) + " DEFAULT 'EUR'",
        });
    }
}
