using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>The price lists, their versions, and a price for every product in every version.</summary>
internal static class PriceData
{
    private static readonly DateOnly[] s_halfYears = [new(2024, 1, 1), new(2024, 7, 1), new(2025, 1, 1), new(2025, 7, 1)];
    private static readonly DateOnly[] s_years = [new(2024, 1, 1), new(2025, 1, 1)];

    private static readonly ListPlan[] s_plans =
    [
        new("Shop", PricePrecision: 2, IsTaxIncluded: true, EnforcePriceLimit: false, s_halfYears, Factor: 1.00m),
        new("Members", PricePrecision: 2, IsTaxIncluded: true, EnforcePriceLimit: true, s_years, Factor: 0.95m),
        new("Trade", PricePrecision: 4, IsTaxIncluded: false, EnforcePriceLimit: true, s_halfYears, Factor: 0.7235m),
    ];

    /// <summary>Makes the price lists and says which id each got.</summary>
    public static Dictionary<string, int> Make(IReadOnlyList<SeededProduct> products, Trx trx, ISeedProgress progress)
    {
        Dictionary<string, int> ids = [];
        progress.Begin("Prices", products.Count * s_plans.Sum(plan => plan.ValidFrom.Length));
        foreach (ListPlan plan in s_plans)
        {
            MPriceList list = new()
            {
                Name = plan.Name,
                PricePrecision = plan.PricePrecision,
                IsTaxIncluded = plan.IsTaxIncluded,
                EnforcePriceLimit = plan.EnforcePriceLimit,
            };
            foreach (DateOnly day in plan.ValidFrom)
            {
                list.Versions.Add(new MPriceListVersion { Name = $"{plan.Name} {day:yyyy-MM}", ValidFrom = day });
            }

            list.Save(trx);
            ids.Add(list.Name, list.M_PriceList_ID);
            foreach (MPriceListVersion version in list.Versions)
            {
                AddPrices(plan, version, products, trx, progress);
            }
        }

        return ids;
    }

    private static void AddPrices(ListPlan plan, MPriceListVersion version, IReadOnlyList<SeededProduct> products, Trx trx, ISeedProgress progress)
    {
        // Everything grows dearer by 2 % each half-year.
        decimal growth = 1m + (0.02m * Array.IndexOf(s_halfYears, version.ValidFrom));
        foreach (SeededProduct product in products)
        {
            decimal price = Rounding.To(plan.PricePrecision, product.Cents / 100m * plan.Factor * growth);
            MProductPrice productPrice = new()
            {
                Key = new ProductPriceKey(version.M_PriceList_Version_ID, product.M_Product_ID),
                PriceStd = price,
                PriceLimit = Rounding.To(plan.PricePrecision, price * 0.85m),
            };
            productPrice.Save(trx);
            progress.Advance();
        }
    }

    private sealed record ListPlan(
        string Name, int PricePrecision, bool IsTaxIncluded, bool EnforcePriceLimit, DateOnly[] ValidFrom, decimal Factor);
}
