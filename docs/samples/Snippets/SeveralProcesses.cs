using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/run-several-processes.md and docs/concepts/coherence.md.</summary>
internal static class SeveralProcesses
{
    public static async Task RunAsync(string connectionString)
    {
        await using (CacheNode other = await CacheNode.StartAsync(o =>
        {
            o.Name = "shop-2";
            o.IsDefault = false;
            o.UseSqlite(connectionString);
        }))
        {
            await StartAsync(connectionString, other);
            await BoundedAsync(connectionString, other);
            await ManualAsync(connectionString, other);
        }
    }

    private static async Task StartAsync(string connectionString, CacheNode other)
    {
        #region start
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.Name = "shop-1";                  // each process another name
            o.UseSqlite(connectionString);      // the same database
        });
        #endregion
        MProduct.Get(124);
        Rename(other, "Oak tree, tall");
        #region request
        using (RequestScope request = RequestScope.Begin())
        {
            MProduct oak = MProduct.GetRequired(124);      // the first cached read of the scope asks the log, once
            MProduct elm = MProduct.GetRequired(125);      // the others do not
            Claim.Holds(oak.Name == "Oak tree, tall", "what another process committed before the request began");
        }
        #endregion

        Rename(other, "Oak tree");
        using (RequestScope scope = RequestScope.Begin())
        {
            Claim.Holds(MProduct.GetRequired(124).Name == "Oak tree", "the next scope asks again");
        }

        #region one-scope
        using (RequestScope report = RequestScope.Begin(Freshness.Bounded(TimeSpan.FromMinutes(1))))
        {
            MProduct oak = MProduct.GetRequired(124);      // may be up to a minute old
        }
        #endregion
    }

    private static async Task BoundedAsync(string connectionString, CacheNode other)
    {
        #region bounded
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.UseSqlite(connectionString);
            o.Coherence.Freshness = Freshness.Bounded(TimeSpan.FromSeconds(2));
            o.Coherence.WhenOutOfReach = OutOfReachPolicy.ServeStale;
        });
        #endregion
        Rename(other, "Oak tree, 2 m");
        Claim.Holds(MProduct.GetRequired(124).Name == "Oak tree, 2 m", "it was not cached");
        using RequestScope request = RequestScope.Begin();
        MProduct.Get(124);
        #region is-stale
        if (request.IsStale)
        {
            Console.WriteLine("The database is out of reach; what is shown may be out of date.");
        }
        #endregion
        Claim.Holds(!request.IsStale, "the database is in reach");
    }

    private static async Task ManualAsync(string connectionString, CacheNode other)
    {
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.UseSqlite(connectionString);
            o.Coherence.Freshness = Freshness.Manual;
        });
        MProduct.Get(124);
        Rename(other, "Oak tree, 3 m");
        Claim.Holds(MProduct.GetRequired(124).Name == "Oak tree, 2 m", "nobody looked");
        #region manual
        await node.CatchUpAsync();      // from here on, what others committed before the call is seen
        #endregion
        Claim.Holds(MProduct.GetRequired(124).Name == "Oak tree, 3 m", "now it is seen");
    }

    private static void Rename(CacheNode other, string name)
    {
        using (other.Use())
        {
            MProduct copy = MProduct.GetCopy(124)!;
            copy.Name = name;
            copy.Save();
        }
    }
}
