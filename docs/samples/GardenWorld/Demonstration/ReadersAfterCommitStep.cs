using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>Eight threads that begin to read after the commit returned: not one of them meets the old price.</summary>
internal sealed class ReadersAfterCommitStep : IStep
{
    public string Title => "Eight threads see a new price at once";

    public void Run(DemoRecords records, Checks checks)
    {
        using WaitingReaders<(decimal Direct, decimal InProduct)> readers = new(() => (
            MProductPrice.GetRequired(records.OakPrice).PriceStd,
            MProduct.GetRequired(records.Oak).Prices[0].PriceStd));

        // Both are in the cache, and old in a moment.
        checks.Equal("price before", 100m, MProductPrice.GetRequired(records.OakPrice).PriceStd);
        checks.Equal("price before, in the product's list", 100m, MProduct.GetRequired(records.Oak).Prices[0].PriceStd);
        using (Trx trx = Trx.Begin())
        {
            MProductPrice price = MProductPrice.GetCopy(records.OakPrice, trx)!;
            price.PriceStd = 110m;
            price.Save();
            trx.Commit();
        }

        readers.OpenGate();
        (decimal Direct, decimal InProduct)[] read = readers.Results();
        checks.Equal("threads that read 110.00", WaitingReaders.Count, read.Count(prices => prices.Direct == 110m));
        checks.Equal("threads that read 110.00 in the product's list", WaitingReaders.Count, read.Count(prices => prices.InProduct == 110m));
    }
}
