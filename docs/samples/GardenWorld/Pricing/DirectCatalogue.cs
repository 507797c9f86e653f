using System.Globalization;
using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>Master data from the database, each time: one SELECT for a record or a list.</summary>
internal sealed class DirectCatalogue : ICatalogue
{
    public MBPartner Partner(int id) => One(MBPartner.Query("C_BPartner_ID = @id", new { id }), id);

    public MBPGroup PartnerGroup(int id) => One(MBPGroup.Query("C_BP_Group_ID = @id", new { id }), id);

    public MPriceList PriceList(int id) => One(MPriceList.Query("M_PriceList_ID = @id", new { id }), id);

    public MProduct Product(int id) => One(MProduct.Query("M_Product_ID = @id", new { id }), id);

    public MProductCategory ProductCategory(int id) => One(MProductCategory.Query("M_Product_Category_ID = @id", new { id }), id);

    public MUOM Unit(int id) => One(MUOM.Query("C_UOM_ID = @id", new { id }), id);

    public MProductPrice Price(ProductPriceKey key) => One(
        MProductPrice.Query("M_PriceList_Version_ID = @M_PriceList_Version_ID AND M_Product_ID = @M_Product_ID", key), key);

    public IReadOnlyList<MPriceListVersion> PriceListVersions(int priceListId) => MPriceListVersion.Query("M_PriceList_ID = @priceListId", new { priceListId }).List();

    public IReadOnlyList<MTax> Taxes(int taxCategoryId) => MTax.Query("C_TaxCategory_ID = @taxCategoryId", new { taxCategoryId }).List();

    public int AmountPrecision => int.Parse(
        One(MSysConfig.Query("Name = @name", new { name = ShopSettings.AmountPrecisionName }), ShopSettings.AmountPrecisionName).Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private static T One<T>(POQuery<T> query, object key)
        where T : PO, IPOModel<T> => query.First() ?? throw new PONotFoundException(T.ModelInfo.TableName, key);
}
