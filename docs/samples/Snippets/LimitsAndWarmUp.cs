using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/limit-a-cache.md.</summary>
internal static class LimitsAndWarmUp
{
    #region by-hand
    public static readonly CCache<int, string> Labels = new("M_Product", (id, context) => new($"Label {id}"), isKeyedByRecord: true)
    {
        Limits = new() { MaxSize = 500, AbsoluteExpiration = TimeSpan.FromHours(1), Jitter = 0.2 },
        MissCapacity = 100,
        MissExpiration = TimeSpan.FromSeconds(30),
    };
    #endregion

    public static async Task RunAsync(string connectionString)
    {
        List<int> told = [];
        Progress progress = new(told.Add);
        #region node
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.UseSqlite(connectionString);
            o.Limits.Default = new() { MaxSize = 100_000 };                        // for caches that say nothing themselves
            o.Limits["M_Product"] = new() { MaxSize = 2 };                         // overrides what a class says of this table
            o.WarmUp(ct => MTax.WarmUpAsync(progress, ct));                        // before the first request
        });
        #endregion
        Claim.Holds(told is [3], "the table was read at the start");
        MProduct.GetMany([124, 125, 126]);
        Claim.Holds(await MProduct.WarmUpAsync() == 2, "two may be kept");
        Claim.Holds(Labels.Get(1) == "Label 1", "by hand");
    }

    private sealed class Progress(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
