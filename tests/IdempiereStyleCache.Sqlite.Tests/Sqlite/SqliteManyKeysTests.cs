using System.Data.Common;
using Dapper;
using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.Sqlite.Tests;

/// <summary>Many keys are one statement, whatever their number.</summary>
public sealed class SqliteManyKeysTests : DatabaseSpecs<SqliteSpecDatabase>
{
    private const int Many = 10_001;

    [Fact]
    public async Task Ten_thousand_and_one_keys_are_looked_up_with_one_statement()
    {
        CreateTable<MByInt>();
        using (Trx trx = Node.BeginTrx())
        {
            for (int i = 0; i < Many; i++)
            {
                await new MByInt { By_Int_ID = i * 2, Name = $"n{i}" }.SaveAsync(trx);
            }

            trx.Commit();
        }

        using IDisposable use = Node.Use();
        IReadOnlyDictionary<int, MByInt> found = new Dictionary<int, MByInt>();
        Assert.Equal(1, await StatementsOfAsync(async () => found = await MByInt.GetManyAsync(Enumerable.Range(0, Many))));
        Assert.Equal(Enumerable.Range(0, Many).Where(i => i % 2 == 0), found.Keys.Order());
        Assert.Equal(0, await StatementsOfAsync(async () => await MByInt.GetManyAsync(found.Keys)));
    }

    [Fact]
    public async Task Many_keys_of_two_columns_are_found_through_the_index()
    {
        CreateTable<MByPair>();
        PairKey[] keys = [.. Enumerable.Range(0, 500).Select(i => new PairKey(i / 10, $"L{i % 10}"))];
        using (Trx trx = Node.BeginTrx())
        {
            foreach (PairKey key in keys)
            {
                await new MByPair { Key = key }.SaveAsync(trx);
            }

            trx.Commit();
        }

        PairKey[] asked = [.. keys.Where((_, i) => i % 3 == 0), new PairKey(1, "L77"), new PairKey(77, "L1")];
        IReadOnlyList<MByPair> found = await Database.LoadManyAsync(Model<PairKey, MByPair>(), asked, new StorageCall(null, IsAsync: true));

        Assert.Equal(asked.SkipLast(2).ToHashSet(), found.Select(p => p.Key).ToHashSet());
        string from = new JsonKeyLookup().From("[By_Pair]", ["[C_Order_ID]", "[LineCode]"], asked.Length);
        using DbConnection connection = Connect();
        IEnumerable<PlanStep> plan = connection.Query<PlanStep>($"EXPLAIN QUERY PLAN SELECT [Name] FROM {from}", new { keys = "[]" });
        Assert.Equal("SEARCH TABLE By_Pair USING INDEX sqlite_autoindex_By_Pair_1 (C_Order_ID=? AND LineCode=?)", plan.Last().Detail);
    }

    [Fact]
    public async Task One_record_comes_once_when_its_columns_ignore_case()
    {
        CreateTableOf<MByPair>(new Dictionary<string, string> { ["LineCode"] = "TEXT COLLATE NOCASE NOT NULL" });
        await SavedAsync(new MByPair { Key = new PairKey(1, "a") });

        Assert.Single(await Database.LoadManyAsync(Model<PairKey, MByPair>(), [new(1, "a"), new(1, "A")], new StorageCall(null, IsAsync: true)));
    }

    [Fact]
    public async Task A_table_may_have_columns_that_the_lookup_of_keys_has_too()
    {
        CreateTable<MByJsonName>();
        await SavedAsync(new MByJsonName { Key = new JsonNameKey(1, 2), Type = "a" });

        Assert.Equal("a", Assert.Single(await Database.LoadManyAsync(Model<JsonNameKey, MByJsonName>(), [new(1, 2), new(2, 1)], new StorageCall(null, IsAsync: true))).Type);
    }

    [Fact]
    public async Task A_key_with_a_NUL_character_is_found_alone_and_refused_among_others()
    {
        CreateTable<MByText>();
        await SavedAsync(new MByText { Code = "a\0b" });
        await SavedAsync(new MByText { Code = "a" });

        Assert.Equal("a\0b", (await LoadAsync<string, MByText>("a\0b"))!.Code);
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Database.LoadManyAsync(Model<string, MByText>(), ["a\0b", "c"], new StorageCall(null, IsAsync: true)));
    }

    private sealed class PlanStep
    {
        public string Detail { get; set; } = "";
    }
}

public readonly record struct JsonNameKey([property: POColumn("key")] int A, [property: POColumn("value")] int B);

[POModel("By_Json_Name")]
public sealed partial class MByJsonName
{
    [POKey] public partial JsonNameKey Key { get; init; }
    [POColumn("type")] public partial string? Type { get; set; }
}
