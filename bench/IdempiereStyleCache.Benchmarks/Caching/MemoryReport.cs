using System.Globalization;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>What 1,000,000 cached records cost beyond the records themselves: the managed heap before and after they are put into the cache.</summary>
internal static class MemoryReport
{
    private const int Records = 1_000_000;

    public static async Task RunAsync()
    {
        await using ProductDatabase database = await ProductDatabase.StartAsync(Records);
        using ImmutableIntPOCache<MProduct> cache = new(MProduct.TableName);
        LoadTicket ticket = cache.TakeTicket();
        IReadOnlyList<MProduct> products = MProduct.Query().List();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (MProduct product in products)
        {
            cache.TryPut(product.M_Product_ID, product, ticket);
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        double each = (after - before) / (double)cache.Count;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cache.Count:N0} cached records: {each:F1} bytes each beyond the records (target: at most 24)"));
        GC.KeepAlive(products);
    }
}
