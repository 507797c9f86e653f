namespace IdempiereStyleCache.Specs;

/// <summary>Full tables, finders, lists, misses, cached attributes and request consistency on a real database, between two nodes.</summary>
public abstract class ReadSideSpecs<TDatabase> : CoherenceSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        CreateTable<MPart>("UNIQUE (AD_Org_ID, Code)");
        CreateTable<MTax>("UNIQUE (Name)");
        CreateTable<MProduct>();
    }

    [Fact]
    [Trait("Behaviour", "FTC-01")]
    [Trait("Behaviour", "FTC-02")]
    [Trait("Behaviour", "FTC-04")]
    [Trait("Behaviour", "FTC-05")]
    [Trait("Behaviour", "FTC-06")]
    public void A_full_table_is_loaded_once_and_follows_what_the_other_node_commits_record_by_record()
    {
        int standard = On(Node, static () => AddTax("Standard", "AT", 20));
        int reduced = On(Node, static () => AddTax("Reduced", "AT", 10));
        Assert.Equal(1, LoadsOf(Other, () => Assert.Equal("Standard 20, Reduced 10", Taxes(Other))));
        Assert.Equal(0, LoadsOf(Other, () => On(Other, () =>
        {
            Assert.Equal((20, 10), (MTax.Get(standard)!.Rate, MTax.GetByName("Reduced")!.Rate));
            Assert.Equal(2, MTax.GetByCountry("AT").Length);
            Assert.Null(MTax.Get(-1));
            Assert.Null(MTax.GetByName("None"));
        })));

        On(Node, () =>
        {
            ChangeTax(standard, static t => t.Rate = 21);
            ChangeTax(standard, static t => t.Rate = 22);
            MTax.GetCopy(reduced)!.Delete();
            AddTax("Zero", "DE", 0);
        });

        Assert.Equal(1, LoadsOf(Other, () => Assert.Equal("Standard 22, Zero 0", Taxes(Other))));
        Assert.Equal("Standard 22, Zero 0", Taxes(Node));
        Assert.Null(On(Other, static () => MTax.GetByName("Reduced")));
    }

    [Fact]
    [Trait("Behaviour", "FTC-03")]
    public void GetOrCreate_makes_a_record_once_also_when_another_node_is_faster_and_leaves_a_transaction_usable()
    {
        Assert.Empty(On(Other, static () => MTax.GetAll()));
        (int first, bool isFirst) = Make(Node, "Zero", null);
        Assert.True(isFirst);
        using IDisposable use = Other.Use();

        // The node has not heard of it: its own insert is refused.
        (MTax? found, bool isCreated) = MTax.GetOrCreateByName("Zero", static () => new MTax { Name = "Zero", Country = "AT" });
        Assert.Equal((first, false), (found!.C_Tax_ID, isCreated));
        Other.CatchUp();
        On(Node, static () => AddTax("One", "AT", 1));
        using (Trx trx = Trx.Begin())
        {
            Assert.False(MTax.GetOrCreateByName("One", static () => new MTax { Name = "One", Country = "AT" }, trx).IsCreated);
            Assert.True(MTax.GetOrCreateByName("Two", static () => new MTax { Name = "Two", Country = "AT" }, trx).IsCreated);
            trx.Commit();
        }

        Assert.Equal("Zero 0, One 1, Two 0", Taxes(Node));

        static (int Id, bool IsCreated) Make(CacheNode node, string name, Trx? trx)
        {
            using IDisposable ambient = node.Use();
            (MTax? record, bool created) = MTax.GetOrCreateByName(name, () => new MTax { Name = name, Country = "AT" }, trx);
            return (record!.C_Tax_ID, created);
        }
    }

    [Fact]
    [Trait("Behaviour", "FTC-07")]
    public void What_is_rolled_back_is_neither_seen_nor_signalled()
    {
        int id = On(Node, static () => AddTax("Standard", "AT", 20));
        Assert.Equal("Standard 20", Taxes(Other));
        long rows = LogRows();
        On(Node, () =>
        {
            using Trx trx = Trx.Begin();
            MTax copy = MTax.GetCopy(id, trx)!;
            copy.Rate = 99;
            copy.Save();
            Assert.Equal(99, MTax.GetByName("Standard", trx)!.Rate);
            Assert.Equal(99, Assert.Single(MTax.GetAll(trx)).Rate);
        });
        Assert.Equal(rows, LogRows());
        Assert.Equal(0, LoadsOf(Other, () => Assert.Equal("Standard 20", Taxes(Other))));
        Assert.Equal("Standard 20", Taxes(Node));
    }

    [Fact]
    [Trait("Behaviour", "FTC-08")]
    public void With_an_allowance_the_old_table_may_be_returned_without_asking_and_with_none_the_new_one_is()
    {
        int id = On(Node, static () => AddTax("Standard", "AT", 20));
        Assert.Equal("Standard 20", Taxes(Other));
        On(Node, () => ChangeTax(id, static t => t.Rate = 21));
        Freshness minute = Freshness.Bounded(TimeSpan.FromSeconds(60));
        Assert.Equal((0, 0), (LogStatementsOf(Other, () => Taxes(Other, minute)), LoadsOf(Other, () => Assert.Equal("Standard 20", Taxes(Other, minute)))));
        Assert.Equal("Standard 21", Taxes(Other, Freshness.Strict));
    }

    [Fact]
    [Trait("Behaviour", "FTC-09")]
    public void The_documented_statement_makes_every_node_reload_tables_finders_lists_and_attributes()
    {
        int tax = On(Node, static () => AddTax("Standard", "AT", 20));
        int part = On(Node, static () => AddPart("Oak", 1));
        Shop shop = new("AT");
        foreach (CacheNode node in (CacheNode[])[Node, Other])
        {
            Assert.Equal(("Standard 20", "Oak 10", "", 20), (Taxes(node), Parts(node, 1), Parts(node, 2), InRequest(node, () => shop.HighestRate)));
        }

        Execute($"UPDATE C_Tax SET Rate = 25 WHERE C_Tax_ID = {tax}");
        Execute($"UPDATE M_Part SET M_Category_ID = 2, Value = 'Elm' WHERE M_Part_ID = {part}");
        ResetByHand("C_Tax");
        ResetByHand("M_Part");
        foreach (CacheNode node in (CacheNode[])[Node, Other])
        {
            Assert.Equal(("Standard 25", "", "Elm 10", 25), (Taxes(node), Parts(node, 1), Parts(node, 2), InRequest(node, () => shop.HighestRate)));
            Assert.Equal((false, true), InRequest(node, static () => (MPart.GetByValue("Oak") is not null, MPart.GetByValue("elm") is not null)));
        }

        ResetByHand("AD_SysConfig");
        Execute("UPDATE C_Tax SET Rate = 30");
        ResetByHand("*");
        Assert.Equal((30, "Standard 30"), (InRequest(Other, () => shop.HighestRate), Taxes(Other)));
    }

    [Fact]
    [Trait("Behaviour", "FTC-10")]
    public async Task With_triggers_plain_sql_is_seen_in_tables_finders_lists_and_attributes_of_every_node()
    {
        int tax = On(Node, static () => AddTax("Standard", "AT", 20));
        int part = On(Node, static () => AddPart("Oak", 1));
        await Database.Triggers.InstallAsync([POModelInfo.Of<MTax>(), POModelInfo.Of<MPart>()], TestContext.Current.CancellationToken);
        await Node.Database.InvalidationLog!.BeatAsync(new StorageCall(null, IsAsync: true));
        await Other.Database.InvalidationLog!.BeatAsync(new StorageCall(null, IsAsync: true));
        Shop shop = new("AT");
        Assert.Equal(("Standard 20", "Oak 10", "", 20), (Taxes(Other), Parts(Other, 1), Parts(Other, 2), InRequest(Other, () => shop.HighestRate)));
        Execute($"UPDATE C_Tax SET Rate = 25 WHERE C_Tax_ID = {tax}");
        Execute($"UPDATE M_Part SET M_Category_ID = 2 WHERE M_Part_ID = {part}");
        Assert.Equal(("Standard 25", "", "Oak 10", 25), (Taxes(Other), Parts(Other, 1), Parts(Other, 2), InRequest(Other, () => shop.HighestRate)));
        On(Node, () => ChangePart(part, static p => p.M_Category_ID = 1));
        Assert.Equal(("Oak 10", ""), (Parts(Other, 1), Parts(Other, 2)));
    }

    [Fact]
    [Trait("Behaviour", "IDM-18")]
    [Trait("Behaviour", "IDM-20")]
    public void Finders_and_lists_of_the_other_node_follow_inserts_updates_and_deletes_and_keep_what_did_not_change()
    {
        int oak = On(Node, static () => AddPart("Oak", 1));
        int elm = On(Node, static () => AddPart("Elm", 2));
        Assert.Equal(("Oak 10", "Elm 10", ""), (Parts(Other, 1), Parts(Other, 2), Parts(Other, 3)));
        Assert.Equal(
            (true, false, true, false),
            InRequest(Other, () => (MPart.GetByValue("OAK") is not null, MPart.GetByValue("Ash") is not null, MPart.GetByOrgCode(7, "Oak") is not null, MPart.GetByOrgCode(7, "oak") is not null)));
        Assert.Equal(2, InRequest(Other, static () => MPart.GetBySeason(Season.Autumn)).Length);
        Assert.Equal(2, InRequest(Other, static () => MPart.GetByValidFrom(new DateOnly(2026, 1, 1))).Length);
        Assert.Equal(0, LoadsOf(Other, () => InRequest(Other, static () => (MPart.GetByValue("oak"), MPart.GetByValue("ASH"), MPart.GetByOrgCode(7, "oak")))));

        On(Node, () =>
        {
            ChangePart(oak, static p => p.Price = 11);
            AddPart("Ash", 3);
        });
        Assert.Equal(0, LoadsOf(Other, () => Assert.Equal("Elm 10", Parts(Other, 2))));
        Assert.Equal(("Oak 11", "Ash 10"), (Parts(Other, 1), Parts(Other, 3)));
        Assert.Equal(11, InRequest(Other, static () => MPart.GetByValue("Oak")!.Price));
        Assert.NotNull(InRequest(Other, static () => MPart.GetByValue("ash")));

        On(Node, () =>
        {
            ChangePart(oak, static p =>
            {
                p.Value = "Fir";
                p.M_Category_ID = 2;
                p.Season = Season.Spring;
                p.ValidFrom = new DateOnly(2027, 1, 1);
                p.Code = "F";
            });
            MPart.GetCopy(elm)!.Delete();
        });
        Assert.Equal(("", "Fir 11"), (Parts(Other, 1), Parts(Other, 2)));
        Assert.Equal(
            (false, true, false, true, false),
            InRequest(Other, () => (MPart.GetByValue("Oak") is not null, MPart.GetByValue("fir") is not null, MPart.GetByOrgCode(7, "Oak") is not null, MPart.GetByOrgCode(7, "F") is not null, MPart.Get(elm) is not null)));
        Assert.Equal((1, 1, 1, 1), InRequest(Other, static () => (
            MPart.GetBySeason(Season.Autumn).Length, MPart.GetBySeason(Season.Spring).Length, MPart.GetByValidFrom(new DateOnly(2026, 1, 1)).Length, MPart.GetByValidFrom(new DateOnly(2027, 1, 1)).Length)));
    }

    [Fact]
    [Trait("Behaviour", "IDM-20")]
    public async Task A_missing_record_is_asked_for_once_and_found_when_the_other_node_has_inserted_it()
    {
        int id = await MakeProductAsync() + 1;
        Assert.Equal(1, LoadsOf(Other, () => Assert.Null(NameIn(Other, id))));
        Assert.Equal(0, LoadsOf(Other, () => Assert.Null(NameIn(Other, id))));
        Assert.Equal(id, await MakeProductAsync("Elm"));
        Assert.Equal("Elm", NameIn(Other, id));
    }

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    [Trait("Behaviour", "TRC-06")]
    public async Task A_request_keeps_records_lists_tables_and_attributes_as_they_were_whatever_the_other_node_commits()
    {
        int product = await MakeProductAsync("Oak");
        int part = On(Node, static () => AddPart("Oak", 1));
        int tax = On(Node, static () => AddTax("Standard", "AT", 20));
        Shop shop = new("AT");
        using IDisposable use = Other.Use();
        Other.CatchUp();
        Warm();
        using (RequestScope scope = RequestScope.Begin())
        {
            Assert.Equal("Oak", MProduct.Get(product)!.Name);
            Rename(Node, product, "Elm");
            On(Node, () =>
            {
                ChangePart(part, static p => p.Price = 11);
                AddPart("Ash", 1);
                ChangeTax(tax, static t => t.Rate = 21);
            });
            Other.CatchUp();
            Assert.Equal(("Oak", "10", 20, 20, 30), Seen());
            await Task.Yield();
            Assert.Equal(("Oak", "10", 20, 20, 30), Seen());
        }

        using (RequestScope scope = RequestScope.Begin())
        {
            Assert.Equal(("Elm", "11, 10", 21, 21, 32), Seen());
        }

        void Warm() => Assert.Equal(("Oak", "10", 20, 20, 30), Seen());

        (string, string, decimal, decimal, decimal) Seen() => (
            MProduct.Get(product)!.Name,
            string.Join(", ", MPart.GetByCategory(1).Select(static p => p.Price.ToString("0", null))),
            MTax.GetByName("Standard")!.Rate,
            shop.HighestRate,
            shop.PriceAsync(part).AsTask().GetAwaiter().GetResult());
    }

    [Fact]
    [Trait("Behaviour", "TRC-04")]
    [Trait("Behaviour", "TRC-05")]
    public void A_writer_sees_its_own_change_in_its_transaction_and_nobody_a_value_of_one_that_was_rolled_back()
    {
        int id = On(Node, static () => AddTax("Standard", "AT", 20));
        Shop shop = new("AT");
        Assert.Equal((20, 20), (InRequest(Node, () => shop.RateIn(null)), InRequest(Other, () => shop.RateIn(null))));
        On(Node, () =>
        {
            using Trx trx = Trx.Begin();
            MTax copy = MTax.GetCopy(id, trx)!;
            copy.Rate = 99;
            copy.Save();
            Assert.Equal((99, 20), (shop.RateIn(trx), shop.RateIn(null)));
        });
        On(Other, () => ChangeTax(id, static t => t.Rate = 21));
        Assert.Equal((21, 21), (InRequest(Node, () => shop.RateIn(null)), InRequest(Other, () => shop.RateIn(null))));
        On(Node, () => shop.InvalidateRateIn());
        Assert.Equal(21, InRequest(Other, () => shop.RateIn(null)));
    }

    [Fact]
    [Trait("Behaviour", "TRC-08")]
    public async Task A_retrieval_reads_another_attribute_a_table_and_a_record_with_a_pool_of_one_connection()
    {
        CacheNode narrow = await StartAsync(configure: static o =>
        {
            o.MaxConnections = 1;
            o.ConnectionTimeout = TimeSpan.FromSeconds(5);
        });
        int part = On(Node, static () => AddPart("Oak", 1));
        On(Node, static () => AddTax("Standard", "AT", 20));
        using IDisposable use = narrow.Use();
        Shop shop = new("AT");
        Assert.Equal(30, await shop.PriceAsync(part));
        Task<decimal>[] many = [.. Enumerable.Range(0, 8).Select(i => Task.Run(() => new Shop(i % 2 == 0 ? "AT" : "DE").PriceAsync(part).AsTask()))];
        Assert.Equal([30, 10, 30, 10, 30, 10, 30, 10], await Task.WhenAll(many));
        using Trx trx = Trx.Begin();
        Assert.Equal("Oak", MPart.GetByValue("oak", trx)!.Value);
        Assert.Equal(20, MTax.GetByName("Standard", trx)!.Rate);
        ChangeIn(trx);
        Assert.Equal(25, shop.RateIn(trx));

        static void ChangeIn(Trx trx)
        {
            MTax copy = MTax.GetCopy(MTax.GetByName("Standard", trx)!.C_Tax_ID, trx)!;
            copy.Rate = 25;
            copy.Save();
        }
    }

    [Fact]
    public void Two_records_with_one_unique_value_are_an_error_that_names_both()
    {
        On(Node, static () =>
        {
            AddPart("Oak", 1, code: "a");
            AddPart("OAK", 1, code: "b");
        });
        PODuplicateKeyException error = Assert.Throws<PODuplicateKeyException>(() => On(Other, static () => MPart.GetByValue("oak")));
        Assert.Contains("M_Part has more than one record with Value = OAK", error.Message, StringComparison.Ordinal);
    }

    private void ResetByHand(string table) => Execute(ManualReset.Replace("{0}", table, StringComparison.Ordinal));

    private static int AddTax(string name, string country, decimal rate)
    {
        MTax tax = new() { Name = name, Country = country, Rate = rate };
        tax.Save();
        return tax.C_Tax_ID;
    }

    private static void ChangeTax(int id, Action<MTax> change)
    {
        CacheNode.Current.CatchUp();
        MTax tax = MTax.GetCopy(id)!;
        change(tax);
        tax.Save();
    }

    private static int AddPart(string value, int? category, string? code = null)
    {
        MPart part = new() { Value = value, M_Category_ID = category, AD_Org_ID = 7, Code = code ?? value, Season = Season.Autumn, ValidFrom = new DateOnly(2026, 1, 1), Price = 10 };
        part.Save();
        return part.M_Part_ID;
    }

    private static void ChangePart(int id, Action<MPart> change)
    {
        MPart part = MPart.GetCopy(id)!;
        change(part);
        part.Save();
    }

    private static string Taxes(CacheNode node, Freshness? freshness = null) =>
        InRequest(node, static () => string.Join(", ", MTax.GetAll().Select(static t => $"{t.Name} {t.Rate:0}")), freshness);

    private static string Parts(CacheNode node, int category) =>
        InRequest(node, () => string.Join(", ", MPart.GetByCategory(category).Select(static p => $"{p.Value} {p.Price:0}")));

    // Apart from the requests around it.
    private static T On<T>(CacheNode node, Func<T> work)
    {
        using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
        return Task.Factory.StartNew(
            () =>
            {
                using IDisposable use = node.Use();
                return work();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).GetAwaiter().GetResult();
    }

    private static void On(CacheNode node, Action work) => On(node, () =>
    {
        work();
        return true;
    });

    private static T InRequest<T>(CacheNode node, Func<T> work, Freshness? freshness = null)
    {
        using IDisposable use = node.Use();
        using RequestScope scope = RequestScope.Begin(freshness);
        return work();
    }
}
