namespace IdempiereStyleCache.Specs;

/// <summary>Where class and table do not fit, the error names class, property, column and table, and says what to do.</summary>
public abstract class MappingErrorSpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    [Theory]
    [InlineData("load")]
    [InlineData("many")]
    [InlineData("query")]
    [InlineData("count")]
    [InlineData("insert")]
    public async Task A_missing_table_is_named(string doing)
    {
        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => DoAsync(doing));

        Assert.StartsWith("MProduct is the model of the table M_Product, which ", error.Message, StringComparison.Ordinal);
        Assert.Contains("does not have. Create the table, or correct the name in [POModel(\"M_Product\")].", error.Message, StringComparison.Ordinal);
        Assert.Equal("M_Product", error.TableName);
        Assert.NotNull(error.InnerException);
    }

    [Theory]
    [InlineData("load")]
    [InlineData("many")]
    [InlineData("query")]
    [InlineData("insert")]
    [InlineData("update")]
    public async Task A_missing_column_is_named_with_its_property(string doing)
    {
        CreateTable<MProduct>();
        MProduct saved = await SavedAsync(new MProduct { Value = "Oak", Name = "Oak" });
        Execute(Engine.RenameColumn("M_Product", "M_Category_ID", "Kind"));
        saved.Category = 5;

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => DoAsync(doing, saved));

        Assert.StartsWith("MProduct.Category is stored in the column M_Product.M_Category_ID, which the table in ", error.Message, StringComparison.Ordinal);
        Assert.Contains("The table has: M_Product_ID, Value, Name, Weight, Kind, Version.", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("load")]
    [InlineData("many")]
    [InlineData("query")]
    public async Task A_NULL_in_a_column_whose_property_cannot_be_null_is_named_with_its_record(string doing)
    {
        CreateTableOf<MProduct>(new Dictionary<string, string> { ["Name"] = Engine.TypeOf(POColumnType.String) });
        Execute("INSERT INTO M_Product (Value, Name, Version) VALUES ('Oak', NULL, 1)");

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => DoAsync(doing));

        Assert.StartsWith("MProduct.Name cannot hold null, but the column M_Product.Name of the record 1 is NULL.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_no_member_of_the_enum_is_named_with_its_record()
    {
        CreateTable<MAllTypes>();
        MAllTypes saved = await SavedAsync(new MAllTypes());
        Execute("UPDATE All_Types SET SeasonText = 'Winter'");

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => LoadAsync<int, MAllTypes>(saved.All_Types_ID));

        Assert.Contains("'Winter' is not a member of the enum Season", error.Message, StringComparison.Ordinal);
        Assert.Contains("All_Types of the record 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_in_a_property_that_must_not_be_null_never_reaches_the_database()
    {
        CreateTable<MProduct>();

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MProduct { Value = "Oak" }));

        Assert.Contains("MProduct.Name must not be null", error.Message, StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Fact]
    public async Task A_null_for_a_column_that_does_not_allow_it_is_named_with_its_property()
    {
        CreateTableOf<MProduct>(new Dictionary<string, string> { ["Weight"] = Engine.TypeOf(POColumnType.Decimal) + " NOT NULL" });

        POMappingException inserting = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MProduct { Value = "Oak", Name = "Oak" }));
        MProduct saved = await SavedAsync(new MProduct { Value = "Oak", Name = "Oak", Weight = 1 });
        saved.Weight = null;
        POMappingException updating = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(saved));

        const string Why = "MProduct.Weight is null, but the column M_Product.Weight does not allow NULL.";
        Assert.StartsWith("Cannot insert M_Product: " + Why, inserting.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Cannot update M_Product {saved.M_Product_ID}: {Why}", updating.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_must_be_filled_and_that_the_model_does_not_know_is_named()
    {
        CreateTable<MProduct>("Colour INTEGER NOT NULL", "Size INTEGER DEFAULT 5 NOT NULL");

        POMappingException error = await Assert.ThrowsAsync<POMappingException>(() => SavedAsync(new MProduct { Value = "Oak", Name = "Oak" }));

        Assert.Contains("the column M_Product.Colour does not allow NULL, and MProduct has no property for it.", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_second_record_of_one_key_is_refused_with_table_and_key()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 7 });

        POException error = await Assert.ThrowsAsync<POException>(() => SavedAsync(new MByInt { By_Int_ID = 7 }));

        Assert.StartsWith("Cannot insert By_Int 7 (MByInt) in ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Another record has the same key, or the same value of a unique column.", error.Message, StringComparison.Ordinal);
        Assert.Equal(("By_Int", 7), (error.TableName, error.Key));
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task A_reference_to_a_record_that_does_not_exist_is_refused_and_so_is_a_delete_of_what_is_referred_to()
    {
        CreateTable<MByInt>();
        CreateTable<MProduct>("FOREIGN KEY (M_Category_ID) REFERENCES By_Int (By_Int_ID)");
        MByInt category = await SavedAsync(new MByInt { By_Int_ID = 7 });
        await SavedAsync(new MProduct { Value = "Oak", Name = "Oak", Category = 7 });

        POException inserting = await Assert.ThrowsAsync<POException>(() => SavedAsync(new MProduct { Value = "Elm", Name = "Elm", Category = 8 }));
        using IDisposable use = Node.Use();
        POException deleting = await Assert.ThrowsAsync<POException>(async () => await category.DeleteAsync());

        Assert.Contains("A record that it refers to does not exist", inserting.Message, StringComparison.Ordinal);
        Assert.Contains("Cannot delete By_Int 7 (MByInt)", deleting.Message, StringComparison.Ordinal);
        Assert.Contains("Other records still refer to it.", deleting.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_condition_of_the_table_that_refuses_a_record_is_told()
    {
        CreateTable<MProduct>("CHECK (Value <> 'Weed')");

        POException error = await Assert.ThrowsAsync<POException>(() => SavedAsync(new MProduct { Value = "Weed", Name = "Nettle" }));

        Assert.Contains("A condition of the table refused it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_statement_leaves_the_transaction_usable_or_says_that_it_is_not()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 7 });
        using Trx trx = Node.BeginTrx();
        await new MByInt { By_Int_ID = 8 }.SaveAsync(trx);
        TrxSavepoint before = trx.SetSavepoint();

        await Assert.ThrowsAsync<POException>(async () => await new MByInt { By_Int_ID = 7 }.SaveAsync(trx));
        trx.Rollback(before);
        await new MByInt { By_Int_ID = 9 }.SaveAsync(trx);
        trx.Commit();

        Assert.Equal(3, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Fact]
    public async Task A_question_about_a_failure_needs_no_second_connection()
    {
        await RestartAsync(o => o.MaxConnections = 1);

        await Assert.ThrowsAsync<POMappingException>(() => DoAsync("load"));
        using Trx trx = Node.BeginTrx();
        Exception? error = await Record.ExceptionAsync(async () => await new MProduct { Value = "Oak", Name = "Oak" }.SaveAsync(trx));

        Assert.IsType<POException>(error, exactMatch: false);
    }

    private async Task DoAsync(string doing, MProduct? saved = null)
    {
        switch (doing)
        {
            case "load":
                await LoadAsync<int, MProduct>(1);
                break;
            case "many":
                await Database.LoadManyAsync(Model<int, MProduct>(), [1, 2], new StorageCall(null, IsAsync: true));
                break;
            case "query":
                await QueryAsync<MProduct>(new POQueryText());
                break;
            case "count":
                await Database.CountAsync(Model<int, MProduct>(), new POQueryText(), new StorageCall(null, IsAsync: true));
                break;
            case "insert":
                await SavedAsync(new MProduct { Value = "Elm", Name = "Elm", Category = 1 });
                break;
            default:
                await SavedAsync(saved!);
                break;
        }
    }
}
