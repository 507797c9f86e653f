namespace IdempiereStyleCache.Specs;

/// <summary>Keys of every kind find, change and remove their record and no other.</summary>
public abstract class KeySpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    [Fact]
    public async Task Whole_numbers_are_keys_zero_and_negative_ones_too() =>
        await EveryKeyWorksAsync(k => new MByInt { By_Int_ID = k }, (p, name) => p.Name = name, p => p.Name, [0, 1, -1, int.MinValue, int.MaxValue]);

    [Fact]
    public async Task Long_numbers_are_keys() =>
        await EveryKeyWorksAsync(k => new MByLong { By_Long_ID = k }, (p, name) => p.Name = name, p => p.Name, [0L, -1, long.MinValue, long.MaxValue, 1L << 40]);

    [Fact]
    public async Task Text_is_a_key() =>
        await EveryKeyWorksAsync(k => new MByText { Code = k }, (p, name) => p.Name = name, p => p.Name, ["Oak", "oak", "", "O'Reilly]", "木🌳", "a\"b\\c\n", " 7 ", "007", "7"]);

    [Fact]
    public async Task A_Guid_is_a_key() =>
        await EveryKeyWorksAsync(k => new MByGuid { By_Guid_UU = k }, (p, name) => p.Name = name, p => p.Name, [Guid.NewGuid(), Guid.NewGuid(), Guid.AllBitsSet, Guid.Empty]);

    [Fact]
    public async Task Several_columns_are_a_key() => await EveryKeyWorksAsync(
        k => new MByPair { Key = k }, (p, name) => p.Name = name, p => p.Name, [new PairKey(1, "A"), new PairKey(1, "B"), new PairKey(2, "A"), new PairKey(0, ""), new PairKey(-1, "'\"")]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_database_numbers_new_records_where_the_model_says_so(bool isAsync)
    {
        CreateTable<MProduct>();

        MProduct first = await SavedAsync(new MProduct { Value = "Oak", Name = "Oak" }, isAsync);
        MProduct second = await SavedAsync(new MProduct { Value = "Elm", Name = "Elm" }, isAsync);

        Assert.NotEqual(first.M_Product_ID, second.M_Product_ID);
        Assert.Equal("Elm", (await LoadAsync<int, MProduct>(second.M_Product_ID))!.Value);
    }

    [Fact]
    public async Task A_record_of_nothing_but_its_key_can_be_inserted()
    {
        CreateTable<MOnlyKey>();

        MOnlyKey first = await SavedAsync(new MOnlyKey());
        MOnlyKey second = await SavedAsync(new MOnlyKey());

        Assert.NotNull(await LoadAsync<int, MOnlyKey>(first.Only_Key_ID));
        Assert.NotEqual(first.Only_Key_ID, second.Only_Key_ID);
    }

    [Fact]
    public async Task The_framework_makes_Guids_and_versions()
    {
        CreateTable<MOwnGuid>();
        MOwnGuid record = await SavedAsync(new MOwnGuid { Name = "a" });
        Guid first = record.Version;
        record.Name = "b";
        await SavedAsync(record);

        MOwnGuid loaded = (await LoadAsync<Guid, MOwnGuid>(record.Own_Guid_UU))!;

        Assert.NotEqual(Guid.Empty, record.Own_Guid_UU);
        Assert.Equal((record.Version, "b"), (loaded.Version, loaded.Name));
        Assert.NotEqual(first, loaded.Version);
    }

    [Fact]
    public async Task Asking_for_no_keys_asks_nothing()
    {
        Assert.Equal(0, await StatementsOfAsync(async () => Assert.Empty(
            await Database.LoadManyAsync(Model<int, MByInt>(), Array.Empty<int>(), new StorageCall(null, IsAsync: true)))));
    }

    private async Task EveryKeyWorksAsync<TKey, T>(Func<TKey, T> make, Action<T, string> name, Func<T, string?> nameOf, TKey[] keys)
        where TKey : notnull
        where T : PO, IPOModel<T>
    {
        CreateTable<T>();
        foreach (TKey key in keys)
        {
            T record = make(key);
            name(record, $"name of {key}");
            await SavedAsync(record);
        }

        // Each record alone, all at once, and one changed and one removed among the others.
        POModelInfo<TKey, T> model = Model<TKey, T>();
        foreach (TKey key in keys)
        {
            Assert.Equal($"name of {key}", nameOf((await LoadAsync<TKey, T>(key))!));
        }

        foreach (bool isAsync in new[] { true, false })
        {
            IReadOnlyList<T> many = await Database.LoadManyAsync(model, keys, new StorageCall(null, isAsync));
            Assert.Equal(keys.ToHashSet(), many.Select(model.GetKey).ToHashSet());
            Assert.Equal(keys.Length, many.Count);
            Assert.Single(await Database.LoadManyAsync(model, keys[..1], new StorageCall(null, isAsync)));
        }

        T changed = (await LoadAsync<TKey, T>(keys[1]))!;
        name(changed, "changed");
        await SavedAsync(changed);
        using (Node.Use())
        {
            await (await LoadAsync<TKey, T>(keys[0]))!.DeleteAsync();
        }

        IReadOnlyList<T> left = await QueryAsync<T>(new POQueryText());
        Assert.Equal(
            keys.Skip(1).Select(k => k.Equals(keys[1]) ? "changed" : $"name of {k}").Order(StringComparer.Ordinal),
            left.Select(r => nameOf(r)!).Order(StringComparer.Ordinal));
    }
}
