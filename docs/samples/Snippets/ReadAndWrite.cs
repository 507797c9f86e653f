using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/read-and-write.md.</summary>
internal static class ReadAndWrite
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        await ReadAsync(CancellationToken.None);
        Query();
        Write();
    }

    private static async Task ReadAsync(CancellationToken cancellationToken)
    {
        #region read
        MProduct? maybe = MProduct.Get(999);                              // null: there is none
        MProduct oak = MProduct.GetRequired(124);                         // PONotFoundException if there is none
        MProduct? elm = await MProduct.GetAsync(125, cancellationToken);  // a hit completes at once

        IReadOnlyDictionary<int, MProduct> many = MProduct.GetMany([124, 125, 999]);   // one query for all that is not cached
        #endregion
        Claim.Holds(maybe is null && oak.Value == "Oak" && elm?.Value == "Elm", "the three ways to get a record");
        Claim.Holds(many.Count == 2 && many[124] == oak, "GetMany gives the records that exist, the cached instances");
    }

    private static void Query()
    {
        #region query
        IReadOnlyList<MProduct> trees = MProduct.Query("Name LIKE @pattern", new { pattern = "%tree" }).OrderBy("Name DESC").Limit(10).List();
        MProduct? first = MProduct.Query("Value = @value", new { value = "Oak" }).First();
        long items = MProduct.Query("ProductType = 'Item'").Count();
        #endregion
        Claim.Holds(trees.Select(t => t.Value).SequenceEqual(["Oak", "Elm"]) && first?.M_Product_ID == 124 && items == 2, "queries find what they ask for");
        Claim.Holds(!trees[0].IsImmutable && trees[0] != MProduct.Get(124), "what a query returns is editable and not from the cache");
    }

    private static void Write()
    {
        #region write
        MProduct ash = new() { Value = "Ash", Name = "Ash tree", Price = 39.9m };
        ash.Save();                                        // INSERT; M_Product_ID is set now

        MProduct copy = MProduct.GetCopy(ash.M_Product_ID)!;
        copy.Price = 42m;
        bool written = copy.Save();                        // UPDATE of the price alone; false when there is nothing to write
        copy.Delete();                                     // with its children
        #endregion
        Claim.Holds(written && MProduct.Get(ash.M_Product_ID) is null, "inserted, updated, deleted");
    }
}
