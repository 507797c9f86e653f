namespace GardenWorld;

/// <summary>Master data from the caches: shared, frozen instances. A record that is not cached yet is read once.</summary>
internal sealed class CachedCatalogue : ICatalogue
{
    public MBPartner Partner(int id) => MBPartner.GetRequired(id);

    public MBPGroup PartnerGroup(int id) => MBPGroup.GetRequired(id);

    public MPriceList PriceList(int id) => MPriceList.GetRequired(id);

    public MProduct Product(int id) => MProduct.GetRequired(id);

    public MProductCategory ProductCategory(int id) => MProductCategory.GetRequired(id);

    public MUOM Unit(int id) => MUOM.GetRequired(id);

    public MProductPrice Price(ProductPriceKey key) => MProductPrice.GetRequired(key);

    public MTaxCategory TaxCategory(int id) => MTaxCategory.GetRequired(id);
}
