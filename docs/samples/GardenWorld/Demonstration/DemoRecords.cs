using IdempiereStyleCache;
using IdempiereStyleCache.Data;

namespace GardenWorld;

/// <summary>Two products with prices for one step of the demonstration, so that the shop's own data stays as it is. Disposing removes them.</summary>
internal sealed class DemoRecords : IDisposable
{
    // Nobody orders them: they are not sold.
    private const string KeyPrefix = "DEMO-";

    private DemoRecords(CacheNode node, MProduct oak, MProduct elm, IReadOnlyList<MPriceListVersion> versions)
    {
        Node = node;
        Oak = oak.M_Product_ID;
        Elm = elm.M_Product_ID;
        OakPrice = new ProductPriceKey(versions[0].M_PriceList_Version_ID, Oak);
        OtherOakPrice = new ProductPriceKey(versions[1].M_PriceList_Version_ID, Oak);
    }

    /// <summary>The node that the records are made, read and changed with; it is ambient.</summary>
    public CacheNode Node { get; }

    /// <summary>How many statements the node has sent for records so far.</summary>
    public long StatementCount => ((PODatabase)Node.Database).StatementCount;

    /// <summary>The product that steps change: Oak tree, 1 kg, 100.00.</summary>
    public int Oak { get; }

    /// <summary>The product beside it, which nobody touches.</summary>
    public int Elm { get; }

    /// <summary>The key of the oak's only price.</summary>
    public ProductPriceKey OakPrice { get; }

    /// <summary>The key of a price that the oak does not have yet.</summary>
    public ProductPriceKey OtherOakPrice { get; }

    public static DemoRecords Make(CacheNode node)
    {
        using Trx trx = Trx.Begin();
        IReadOnlyList<MPriceListVersion> versions = MPriceListVersion.Query(trx: trx).Limit(2).List();
        MProduct oak = NewProduct("OAK", "Oak tree", versions[0], trx);
        MProduct elm = NewProduct("ELM", "Elm tree", versions[0], trx);
        trx.Commit();
        return new DemoRecords(node, oak, elm, versions);
    }

    /// <summary>A product like the two, not saved yet.</summary>
    public static MProduct NewProduct(string value, string name)
    {
        return new MProduct
        {
            Value = KeyPrefix + value,
            Name = name,
            M_Product_Category_ID = MProductCategory.Query().First()!.M_Product_Category_ID,
            C_UOM_ID = MUOM.Query().First()!.C_UOM_ID,
            C_TaxCategory_ID = MTaxCategory.Query().First()!.C_TaxCategory_ID,
            Weight = 1m,
            IsSold = false,
        };
    }

    public void Dispose() => RemoveAll();

    /// <summary>Removes what a step made, or what a run that was stopped half-way left. Deleting a product deletes its prices with it.</summary>
    public static void RemoveAll()
    {
        using Trx trx = Trx.Begin();
        foreach (MProduct product in MProduct.Query("Value LIKE @prefix || '%'", new { prefix = KeyPrefix }, trx).List())
        {
            product.Delete();
        }

        foreach (MSysConfig setting in MSysConfig.Query("Name LIKE @prefix || '%'", new { prefix = KeyPrefix }, trx).List())
        {
            setting.Delete();
        }

        trx.Commit();
    }

    private static MProduct NewProduct(string value, string name, MPriceListVersion version, Trx trx)
    {
        MProduct product = NewProduct(value, name);
        product.Save(trx);
        MProductPrice price = new() { Key = new(version.M_PriceList_Version_ID, product.M_Product_ID), PriceStd = 100m, PriceLimit = 80m };
        price.Save(trx);
        return product;
    }
}
