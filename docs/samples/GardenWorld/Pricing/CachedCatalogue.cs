namespace GardenWorld;

/// <summary>Master data from the caches: shared, frozen instances. Records by id and lists are read once when they are first needed; units and taxes as whole tables.</summary>
internal sealed class CachedCatalogue : ICatalogue
{
    public MBPartner Partner(int id) => MBPartner.GetRequired(id);

    public MBPGroup PartnerGroup(int id) => MBPGroup.GetRequired(id);

    public MPriceList PriceList(int id) => MPriceList.GetRequired(id);

    public MProduct Product(int id) => MProduct.GetRequired(id);

    public MProductCategory ProductCategory(int id) => MProductCategory.GetRequired(id);

    public MUOM Unit(int id) => MUOM.GetRequired(id);

    public MProductPrice Price(ProductPriceKey key) => MProductPrice.GetRequired(key);

    public IReadOnlyList<MPriceListVersion> PriceListVersions(int priceListId) => MPriceListVersion.GetByPriceList(priceListId);

    public IReadOnlyList<MTax> Taxes(int taxCategoryId) => MTax.GetByCategory(taxCategoryId);

    public int AmountPrecision => ShopSettings.AmountPrecision;
}
