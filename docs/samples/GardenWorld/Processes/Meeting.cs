using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What a step with two processes works with: a node here, another process with a node there, and records that both read.</summary>
internal sealed record Meeting(SharedShop Shop, CacheNode Node, DemoRecords Records, SecondProcess Other)
{
    /// <summary>Reads the oak in a request of this process.</summary>
    public (decimal Price, decimal? Weight) RequestHere()
    {
        using RequestScope scope = RequestScope.Begin();
        MProduct oak = MProduct.GetRequired(Records.Oak);
        return (oak.Prices[0].PriceStd, oak.Weight);
    }

    /// <summary>Reads the oak in a request of the other process.</summary>
    public Task<Answer> RequestThereAsync() => AskAsync(Wish.Request);

    /// <summary>Has the other process do something with the oak's price.</summary>
    public Task<Answer> AskAsync(Wish wish, decimal price = 0m) => Other.AskAsync(wish, Records.OakPrice, price);

    /// <summary>Changes the oak's price in this process.</summary>
    /// <returns>When the commit had returned.</returns>
    public long ChangeHere(decimal price)
    {
        MProductPrice copy = MProductPrice.GetCopy(Records.OakPrice)!;
        copy.PriceStd = price;
        copy.Save();
        return TimeProvider.System.GetTimestamp();
    }
}

/// <summary>One promise of the framework between processes.</summary>
internal interface IMeetingStep
{
    /// <summary>The promise, as a sentence.</summary>
    string Title { get; }

    /// <summary>Shows it and checks every claim on the way.</summary>
    Task RunAsync(Meeting meeting, Checks checks);
}
