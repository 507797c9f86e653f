namespace GardenWorld;

/// <summary>Where pricing gets its master data. There are two: one asks the caches, the other the database, and the rest of the code is the same.</summary>
internal interface ICatalogue
{
    MBPartner Partner(int id);

    MBPGroup PartnerGroup(int id);

    MPriceList PriceList(int id);

    MProduct Product(int id);

    MProductCategory ProductCategory(int id);

    MUOM Unit(int id);

    MProductPrice Price(ProductPriceKey key);

    /// <summary>The versions of a price list.</summary>
    IReadOnlyList<MPriceListVersion> PriceListVersions(int priceListId);

    /// <summary>The taxes of a tax category.</summary>
    IReadOnlyList<MTax> Taxes(int taxCategoryId);

    /// <summary>To how many decimals amounts are rounded.</summary>
    int AmountPrecision { get; }
}
