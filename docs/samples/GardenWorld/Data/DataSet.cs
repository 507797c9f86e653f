using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>How large the data set is. The same size always gives the same data.</summary>
/// <param name="Products">The number of products.</param>
internal sealed record DataSet(int Products)
{
    /// <summary>Raised whenever what is made changes: a file of another version is made anew.</summary>
    public const int Version = 2;

    public const int DefaultProducts = 2_400;

    /// <summary>The first and the last day on which anything is ordered.</summary>
    public static (DateOnly First, DateOnly Last) OrderDays { get; } = (new(2024, 1, 1), new(2025, 12, 31));

    public int Partners => Math.Max(10, Products / 8);

    /// <summary>Makes all of the data in a transaction.</summary>
    public void Make(Trx trx, ISeedProgress progress)
    {
        BasicData basics = BasicData.Make(trx);
        List<SeededProduct> products = ProductData.Make(this, basics, trx, progress);
        Dictionary<string, int> priceLists = PriceData.Make(products, trx, progress);
        PartnerData.Make(this, priceLists, trx, progress);
    }
}
