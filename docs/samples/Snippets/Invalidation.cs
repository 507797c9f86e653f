using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/concepts/caches-and-invalidation.md.</summary>
internal static class Invalidation
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        Resets(node);
        Listener(node);
    }

    private static void Resets(CacheNode node)
    {
        MProduct.GetMany([124, 125, 126]);
        #region resets
        int one = node.Bus.Reset(MProduct.TableName, 124);     // one record
        int table = node.Bus.Reset("M_Product");               // a table, in whatever case it is written
        int all = node.Bus.Reset();                            // everything
        #endregion
        Claim.Holds((one, table, all) == (1, 2, 0), $"each reset says how many entries went, and not {(one, table, all)}");
    }

    private static void Listener(CacheNode node)
    {
        List<string> told = [];
        #region listener
        using IDisposable subscription = node.Bus.Subscribe(reset =>
            told.Add(reset.IsWholeTable ? $"all of {reset.TableName}" : $"{reset.TableName} {string.Join(", ", reset.Keys)}"));
        #endregion
        MProduct copy = MProduct.GetCopy(124)!;
        copy.Labels[0].Text = "Grows to 50 m";
        copy.Save();
        Claim.Holds(
            told.Order(StringComparer.Ordinal).SequenceEqual(["M_Product 124", "M_ProductLabel 1"]),
            $"a saved child resets its parent, and not: {string.Join("; ", told)}");
    }
}
