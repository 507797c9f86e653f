namespace GardenWorld;

/// <summary>Prices and taxes an order as the shop does. What concerns the whole order is read once for it, what concerns a line once for the line.</summary>
internal sealed class PriceCalculator(ICatalogue catalogue)
{
    public IEnumerable<PricedLine> Price(Order order)
    {
        MBPartner partner = catalogue.Partner(order.C_BPartner_ID);
        MBPGroup group = catalogue.PartnerGroup(partner.C_BP_Group_ID);
        MPriceList list = catalogue.PriceList(partner.M_PriceList_ID ?? group.M_PriceList_ID);
        MPriceListVersion version = list.VersionOn(order.DateOrdered);
        decimal discount = partner.FlatDiscount ?? group.FlatDiscount;
        foreach (OrderLine line in order.Lines)
        {
            yield return Price(line, order.DateOrdered, list, version, discount);
        }
    }

    private PricedLine Price(OrderLine line, DateOnly day, MPriceList list, MPriceListVersion version, decimal discount)
    {
        MProduct product = catalogue.Product(line.M_Product_ID);
        MProductPrice price = catalogue.Price(new ProductPriceKey(version.M_PriceList_Version_ID, product.M_Product_ID));
        MProductCategory category = catalogue.ProductCategory(product.M_Product_Category_ID);
        MUOM unit = catalogue.Unit(product.C_UOM_ID);
        MTax tax = catalogue.TaxCategory(product.C_TaxCategory_ID).TaxOn(day);

        decimal allowed = Math.Min(discount, category.MaxDiscount ?? discount);
        decimal unitPrice = Rounding.To(list.PricePrecision, price.PriceStd * (100m - allowed) / 100m);
        if (list.EnforcePriceLimit)
        {
            unitPrice = Math.Max(unitPrice, price.PriceLimit);
        }

        decimal amount = Rounding.ToCent(unitPrice * Rounding.To(unit.StdPrecision, line.QtyEntered));
        return list.IsTaxIncluded ? TaxedInside(amount, tax) : TaxedOnTop(amount, tax);
    }

    private static PricedLine TaxedOnTop(decimal net, MTax tax) => new(tax.C_Tax_ID, net, Rounding.ToCent(net * tax.Rate / 100m));

    private static PricedLine TaxedInside(decimal gross, MTax tax)
    {
        decimal net = Rounding.ToCent(gross * 100m / (100m + tax.Rate));
        return new PricedLine(tax.C_Tax_ID, net, gross - net);
    }
}
