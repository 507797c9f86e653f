namespace IdempiereStyleCache.Tests;

/// <summary>Cached attributes of every kind, implemented by the generator.</summary>
public partial class ShopSettings(string shop)
{
    private static int s_retrievals;

    public static int Retrievals => s_retrievals;

    [InstanceKey]
    public string Shop { get; } = shop;

    [Cached]
    public partial string Motto { get; }

    [Cached(DependsOn = [typeof(MProduct)])]
    public partial decimal PriceOf(int id, int count);

    [Cached(DependsOn = [typeof(MProduct)])]
    public partial ValueTask<decimal> PriceOfAsync(int id, int count, Trx? trx = null, CancellationToken cancellationToken = default);

    [Cached]
    public static partial Task<string?> NothingAsync();

    private static Task<string?> RetrieveNothingAsync(RetrievalContext context) => Task.FromResult<string?>(null);

    private string RetrieveMotto(RetrievalContext context)
    {
        Interlocked.Increment(ref s_retrievals);
        return Shop + "!";
    }

    private decimal RetrievePriceOf(int id, int count, RetrievalContext context)
    {
        Interlocked.Increment(ref s_retrievals);
        return MProduct.Get(id, context.Trx)!.Price * count;
    }

    private async ValueTask<decimal> RetrievePriceOfAsync(int id, int count, RetrievalContext context)
    {
        Interlocked.Increment(ref s_retrievals);
        return (await MProduct.GetAsync(id, context.Trx).ConfigureAwait(false))!.Price * count;
    }
}

/// <summary>Shares what its base class caches.</summary>
public sealed class SpecialShopSettings(string shop) : ShopSettings(shop);
