namespace GardenWorld;

/// <summary>How many records of each kind the database holds.</summary>
internal sealed record DataSummary(
    long Products, long Categories, long Units, long PriceLists, long PriceListVersions, long Prices, long TaxCategories, long Taxes, long Partners, long PartnerGroups)
{
    public static DataSummary Read() => new(
        MProduct.Query().Count(),
        MProductCategory.Query().Count(),
        MUOM.Query().Count(),
        MPriceList.Query().Count(),
        MPriceListVersion.Query().Count(),
        MProductPrice.Query().Count(),
        MTaxCategory.Query().Count(),
        MTax.Query().Count(),
        MBPartner.Query().Count(),
        MBPGroup.Query().Count());

    public override string ToString() =>
        $"{Products:N0} products, {Categories:N0} categories, {Units:N0} units, {PriceLists:N0} price lists in {PriceListVersions:N0} versions, "
        + $"{Prices:N0} prices, {TaxCategories:N0} tax categories, {Taxes:N0} taxes, {Partners:N0} business partners, {PartnerGroups:N0} groups";
}
