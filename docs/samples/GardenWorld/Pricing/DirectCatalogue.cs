using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>Master data from the database, each time: one SELECT by primary key for a record, and one for its children when they are touched.</summary>
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

    public MTaxCategory TaxCategory(int id) => One(MTaxCategory.Query("C_TaxCategory_ID = @id", new { id }), id);

    private static T One<T>(POQuery<T> query, object key)
        where T : PO, IPOModel<T> => query.First() ?? throw new PONotFoundException(T.ModelInfo.TableName, key);
}
