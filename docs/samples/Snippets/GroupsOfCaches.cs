using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/groups-of-caches.md.</summary>
internal static class GroupsOfCaches
{
    #region member
    public static readonly CCache<string, Greeting> Greetings = new(
        "AD_Message", (language, context) => ValueTask.FromResult<Greeting?>(new Greeting($"Welcome ({language})")))
    {
        Group = "texts",
    };
    #endregion

    public static async Task RunAsync(string connectionString)
    {
        #region define
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.UseSqlite(connectionString);
            o.Groups
                .Define("texts")
                .Define("assortment", tables: ["M_Product", "M_Storage"], cascadesTo: ["texts"]);
        });
        #endregion
        Fill();
        #region here
        int entries = node.Bus.ResetGroup("assortment");      // in this process: the caches of two tables, and "texts" with it
        #endregion
        Claim.Holds(entries == 2, $"the product and the greeting, and not {entries}");

        Fill();
        #region everywhere
        using (Trx trx = Trx.Begin())
        {
            trx.MarkGroupChanged("assortment");
            trx.Commit();
        }
        #endregion
        Claim.Holds(Greetings.Count == 0, "with the commit, here and elsewhere");
    }

    private static void Fill()
    {
        MProduct.Get(124);
        Greetings.Get("en");
    }
}

internal sealed record Greeting(string Text);
