using System.Collections.Immutable;
using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/cached-attributes.md.</summary>
internal static class CachedAttributes
{
    #region by-hand
    private static readonly CachedAttribute<string, int> s_count = new(
        "Shop.CountOfType",
        static async (type, context) => (await context.QueryAsync<MProduct>("ProductType = @type", new { type })).Count,
        MProduct.TableName);
    #endregion

    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        #region cached-use
        ShopRules austria = new("AT");
        decimal rate = austria.HighestRate;                                     // retrieved once for all who ask with "AT"
        ImmutableArray<string> names = await austria.NamesAsync(ProductType.Item);

        using (Trx trx = Trx.Begin())
        {
            MTax copy = MTax.GetCopy(1, trx)!;
            copy.Rate = 21;
            copy.Save();
            trx.Commit();
        }

        decimal newRate = austria.HighestRate;                                  // 21
        austria.InvalidateHighestRate();                                        // by hand, for what no table tells of
        #endregion
        Claim.Holds((rate, newRate) == (20, 21) && names.SequenceEqual(["Elm tree", "Oak tree"]), "retrieved, and retrieved again");
        Claim.Holds(austria.HighestRate == 21 && new ShopRules("DE").HighestRate == 19, "one for each country");
        Claim.Holds(s_count.Get("Item") == 2 && await s_count.GetAsync("Service") == 1, "by hand");
    }
}
