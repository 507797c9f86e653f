using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A product that was made, and the price in cents that all its prices derive from.</summary>
internal readonly record struct SeededProduct(int M_Product_ID, int Cents);

/// <summary>The products, in turn from every shelf.</summary>
internal static class ProductData
{
    private const ulong Seed = 1;

    public static List<SeededProduct> Make(DataSet data, BasicData basics, Trx trx, ISeedProgress progress)
    {
        SeededNumbers numbers = new(Seed);
        List<SeededProduct> products = new(data.Products);
        progress.Begin("Products", data.Products);
        for (int i = 0; i < data.Products; i++)
        {
            Shelf shelf = Assortment.Shelves[i % Assortment.Shelves.Length];
            int n = i / Assortment.Shelves.Length;
            bool isService = shelf.Unit == "HUR";
            MProduct product = new()
            {
                Value = $"{shelf.Value}-{n + 1:0000}",
                Name = shelf.ProductName(n),
                M_Product_Category_ID = basics.Category(shelf.Value),
                C_UOM_ID = basics.Unit(shelf.Unit),
                C_TaxCategory_ID = basics.TaxCategory(shelf.TaxCategory),
                ProductType = isService ? ProductType.Service : ProductType.Item,
                Weight = isService ? null : numbers.Between(1, 50_000) / 1_000m,
            };
            product.Save(trx);
            products.Add(new SeededProduct(product.M_Product_ID, numbers.Between(shelf.Cents.From, shelf.Cents.To)));
            progress.Advance();
        }

        return products;
    }
}
