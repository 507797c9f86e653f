using System.Data.Common;
using Dapper;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Specs;

/// <summary>With triggers, every node hears of plain SQL from any tool, and nothing is logged twice.</summary>
public abstract class TriggerSpecs<TDatabase> : CoherenceSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    private InvalidationTriggers Triggers => Database.Triggers;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        CreateTable<MProduct>();
        CreateTable<MByPair>();
        CreateTable<MShelf>();
        CreateTable<MBox>();
        CreateTable<MLabel>();
    }

    [Fact]
    [Trait("Behaviour", "FTC-10")]
    public async Task Plain_sql_of_any_kind_is_heard_by_every_node()
    {
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        await InstallAsync<MProduct>();
        ReadAll("Oak", "Ash");

        Execute($"UPDATE M_Product SET Name = 'Elm' WHERE M_Product_ID = {oak}");
        Assert.Equal(1, LoadsOf(Other, () => Assert.Equal(("Elm", "Ash"), (NameIn(Other, oak), NameIn(Other, ash)))));
        Assert.Equal(("Elm", "Ash"), (NameIn(Node, oak), NameIn(Node, ash)));

        Execute("UPDATE M_Product SET Name = 'Fir'");
        ReadAll("Fir", "Fir");

        Execute($"UPDATE M_Product SET M_Product_ID = 4711 WHERE M_Product_ID = {oak}");
        Assert.Equal((null, "Fir"), (NameIn(Node, oak), NameIn(Other, 4711)));

        Execute("DELETE FROM M_Product WHERE M_Product_ID = 4711");
        Assert.Equal((null, null), (NameIn(Node, 4711), NameIn(Other, 4711)));

        void ReadAll(string first, string second)
        {
            Assert.Equal((first, second), (NameIn(Node, oak), NameIn(Node, ash)));
            Assert.Equal((first, second), (NameIn(Other, oak), NameIn(Other, ash)));
        }
    }

    [Fact]
    [Trait("Behaviour", "FTC-10")]
    public async Task A_rollback_of_plain_sql_is_not_heard()
    {
        int id = await MakeProductAsync();
        await InstallAsync<MProduct>();
        NameIn(Other, id);
        long rows = LogRows();
        using (DbConnection connection = Connect())
        {
            using DbTransaction transaction = connection.BeginTransaction();
            connection.Execute("UPDATE M_Product SET Name = 'Elm'", transaction: transaction);
            transaction.Rollback();
        }

        Assert.Equal(rows, LogRows());
        Assert.Equal(0, LoadsOf(Other, () => Assert.Equal("Oak", NameIn(Other, id))));
    }

    [Fact]
    public async Task The_frameworks_own_save_is_logged_once_and_not_applied_by_its_own_node()
    {
        int id = await MakeProductAsync();
        await InstallAsync<MProduct>();
        _ = (NameIn(Node, id), NameIn(Other, id));
        long rows = LogRows();

        Rename(Node, id, "Elm");
        _ = NameIn(Node, id);

        Assert.Equal(rows + 1, LogRows());
        Assert.Equal(0, LoadsOf(Node, () => Assert.Equal("Elm", NameIn(Node, id))));
        Assert.Equal("Elm", NameIn(Other, id));
    }

    [Fact]
    public async Task What_an_applications_own_statement_changed_inside_a_transaction_is_heard_by_its_own_node_too()
    {
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        await InstallAsync<MProduct>();
        _ = (NameIn(Node, oak), NameIn(Node, ash));

        // Nobody calls MarkChanged.
        Rename(Node, oak, "Elm", beforeCommit: trx =>
            trx.Connection.Execute($"UPDATE M_Product SET Name = 'Fir' WHERE M_Product_ID = {ash}", transaction: trx.Transaction));

        Assert.Equal(("Elm", "Fir"), (NameIn(Node, oak), NameIn(Node, ash)));
        Assert.Equal(("Elm", "Fir"), (NameIn(Other, oak), NameIn(Other, ash)));
    }

    [Fact]
    public async Task A_child_changed_by_plain_sql_refreshes_the_parents_that_embed_it_or_did()
    {
        int first = 0;
        int second = 0;
        using (Node.Use())
        {
            foreach (string name in new[] { "left", "right" })
            {
                MShelf shelf = new() { Name = name };
                shelf.Boxes.Add(new MBox { Weight = 1 });
                await shelf.SaveAsync();
                (first, second) = (second, shelf.S_Shelf_ID);
            }
        }

        await Triggers.InstallAsync([POModelInfo.Of<MShelf>(), POModelInfo.Of<MBox>(), POModelInfo.Of<MLabel>()], TestContext.Current.CancellationToken);
        await NoticeTriggersAsync();
        Assert.Equal((1, 1), (BoxesIn(first), BoxesIn(second)));

        Execute($"UPDATE S_Box SET S_Shelf_ID = {second} WHERE S_Shelf_ID = {first}");

        Assert.Equal((0, 2), (BoxesIn(first), BoxesIn(second)));
        Execute($"DELETE FROM S_Box WHERE S_Shelf_ID = {second}");
        Assert.Equal((0, 0), (BoxesIn(first), BoxesIn(second)));
    }

    [Fact]
    public async Task A_key_of_several_columns_is_told_as_the_framework_reads_it()
    {
        PairKey key = new(11, "Ü \"a\"\\b");
        await SavedAsync(new MByPair { Key = key, Name = "a" });
        await SavedAsync(new MByPair { Key = key with { C_Order_ID = 12 }, Name = "a" });
        await InstallAsync<MByPair>();
        Assert.Equal(("a", "a"), (PairIn(key), PairIn(key with { C_Order_ID = 12 })));

        Execute("UPDATE By_Pair SET Name = 'b' WHERE C_Order_ID = 11");

        Assert.Equal(1, LoadsOf(Other, () => Assert.Equal(("b", "a"), (PairIn(key), PairIn(key with { C_Order_ID = 12 })))));
    }

    [Fact]
    public async Task Installing_twice_changes_nothing_and_removing_leaves_nothing()
    {
        Assert.NotEqual(0, await InstallAsync<MProduct>());
        Assert.Equal(0, await InstallAsync<MProduct>());
        IReadOnlyList<InvalidationTrigger> there = await Triggers.ListAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(there);
        Assert.All(there, t => Assert.Equal("m_product", t.TableName, ignoreCase: true));

        Assert.Equal(there.Count, await Triggers.RemoveAsync(["M_Product"], TestContext.Current.CancellationToken));

        Assert.Empty(await Triggers.ListAsync(TestContext.Current.CancellationToken));
        long rows = LogRows();
        Execute("UPDATE M_Product SET Name = 'Elm'");
        Assert.Equal(rows, LogRows());
    }

    [Fact]
    public async Task A_table_without_model_takes_its_primary_key_and_one_that_is_not_there_is_an_error_that_changes_nothing()
    {
        await Triggers.InstallAsync(["By_Pair"], TestContext.Current.CancellationToken);
        Assert.NotEmpty(await Triggers.ListAsync(TestContext.Current.CancellationToken));
        await Triggers.RemoveAsync(["By_Pair"], TestContext.Current.CancellationToken);

        PODatabaseException error = await Assert.ThrowsAsync<PODatabaseException>(
            async () => await Triggers.InstallAsync(["M_Product", "M_Nowhere"], TestContext.Current.CancellationToken));

        Assert.Contains("'M_Nowhere'", error.Message, StringComparison.Ordinal);
        Assert.Empty(await Triggers.ListAsync(TestContext.Current.CancellationToken));
    }

    private async Task<int> InstallAsync<T>()
        where T : PO, IPOModel<T>
    {
        int made = await Triggers.InstallAsync([POModelInfo.Of<T>()], TestContext.Current.CancellationToken);
        await NoticeTriggersAsync();
        return made;
    }

    // Nodes notice with their next heartbeat.
    private async Task NoticeTriggersAsync()
    {
        await Node.Database.InvalidationLog!.BeatAsync(new StorageCall(null, IsAsync: true));
        await Other.Database.InvalidationLog!.BeatAsync(new StorageCall(null, IsAsync: true));
    }

    private int BoxesIn(int shelf)
    {
        using IDisposable use = Other.Use();
        using RequestScope scope = RequestScope.Begin();
        return MShelf.Get(shelf)!.Boxes.Count;
    }

    private string? PairIn(PairKey key)
    {
        using IDisposable use = Other.Use();
        using RequestScope scope = RequestScope.Begin();
        return MByPair.Get(key)?.Name;
    }
}
