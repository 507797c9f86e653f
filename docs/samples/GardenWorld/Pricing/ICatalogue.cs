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

    MTaxCategory TaxCategory(int id);
}
