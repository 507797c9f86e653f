using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What a cache hands out cannot be changed by anybody, whatever they try.</summary>
internal sealed class FrozenStep : IStep
{
    public string Title => "A cached instance is frozen";

    public void Run(DemoRecords records, Checks checks)
    {
        const string message = "PO is immutable: MProduct";
        MProduct product = MProduct.GetRequired(records.Oak);
        checks.Equal("IsImmutable", true, product.IsImmutable);
        checks.Equal("IsImmutable of a price in its list", true, product.Prices[0].IsImmutable);

        // Each of these is the mistake itself, made on purpose.
#pragma warning disable ISC0001, ISC0002
        checks.Throws<ImmutablePOException>("setting its name", message, () => product.Name = "Plastic tree");
        checks.Equal("its name after that", "Oak tree", product.Name);
        checks.Throws<ImmutablePOException>("saving it, though nothing is changed", message, () => product.Save());
        checks.Throws<ImmutablePOException>("deleting it", message, () => product.Delete());
        checks.Throws<ImmutablePOException>("adding a price to its list", message, () => product.Prices.Add(new MProductPrice()));
        checks.Throws<ImmutablePOException>("setting a price in its list", "PO is immutable: MProductPrice", () => product.Prices[0].PriceStd = 1m);
#pragma warning restore ISC0001, ISC0002
        checks.Equal("the price in its list after that", 100m, product.Prices[0].PriceStd);
    }
}
