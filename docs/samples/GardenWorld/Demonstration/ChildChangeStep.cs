namespace GardenWorld;

/// <summary>A product embeds its prices. Whoever changes, adds or removes a price by itself refreshes the cached product with it.</summary>
internal sealed class ChildChangeStep : IStep
{
    public string Title => "A change of a child refreshes the cached parent";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct before = MProduct.GetRequired(records.Oak);
        MProduct neighbour = MProduct.GetRequired(records.Elm);
        checks.Equal("price in the product's list", 100m, before.Prices[0].PriceStd);

        MProductPrice price = MProductPrice.GetCopy(records.OakPrice)!;
        price.PriceStd = 110m;
        price.Save();
        checks.Equal("after a change of the price", 110m, MProduct.GetRequired(records.Oak).Prices[0].PriceStd);
        checks.Equal("the instance that was read before still says", 100m, before.Prices[0].PriceStd);

        MProductPrice added = new() { Key = records.OtherOakPrice, PriceStd = 95m, PriceLimit = 90m };
        added.Save();
        checks.Equal("prices after one was added", 2, MProduct.GetRequired(records.Oak).Prices.Count);

        added.Delete();
        checks.Equal("prices after it was deleted", 1, MProduct.GetRequired(records.Oak).Prices.Count);
        checks.Same("the product beside it was not touched", neighbour, MProduct.GetRequired(records.Elm));
    }
}
