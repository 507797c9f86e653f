namespace GardenWorld;

/// <summary>Prices and taxes an order as the shop does. What concerns the whole order is read once for it, what concerns a line once for the line.</summary>
internal sealed class PriceCalculator(ICatalogue catalogue)
{
    public IEnumerable<PricedLine> Price(Order order)
    {
        MBPartner partner = catalogue.Partner(order.C_BPartner_ID);
        MBPGroup group = catalogue.PartnerGroup(partner.C_BP_Group_ID);
        MPriceList list = catalogue.PriceList(partner.M_PriceList_ID ?? group.M_PriceList_ID);
        MPriceListVersion version = VersionOn(order.DateOrdered, list);
        int precision = catalogue.AmountPrecision;
        decimal discount = partner.FlatDiscount ?? group.FlatDiscount;
        foreach (OrderLine line in order.Lines)
        {
            yield return Price(line, order.DateOrdered, list, version, discount, precision);
        }
    }

    private PricedLine Price(OrderLine line, DateOnly day, MPriceList list, MPriceListVersion version, decimal discount, int precision)
    {
        MProduct product = catalogue.Product(line.M_Product_ID);
        MProductPrice price = catalogue.Price(new ProductPriceKey(version.M_PriceList_Version_ID, product.M_Product_ID));
        MProductCategory category = catalogue.ProductCategory(product.M_Product_Category_ID);
        MUOM unit = catalogue.Unit(product.C_UOM_ID);
        MTax tax = TaxOn(day, product.C_TaxCategory_ID);

        decimal allowed = Math.Min(discount, category.MaxDiscount ?? discount);
        decimal unitPrice = Rounding.To(list.PricePrecision, price.PriceStd * (100m - allowed) / 100m);
        if (list.EnforcePriceLimit)
        {
            unitPrice = Math.Max(unitPrice, price.PriceLimit);
        }

        decimal amount = Rounding.To(precision, unitPrice * Rounding.To(unit.StdPrecision, line.QtyEntered));
        return list.IsTaxIncluded ? TaxedInside(amount, tax, precision) : TaxedOnTop(amount, tax, precision);
    }

    // The newest of those that are valid.
    private MPriceListVersion VersionOn(DateOnly day, MPriceList list) =>
        catalogue.PriceListVersions(list.M_PriceList_ID).Where(version => version.ValidFrom <= day).MaxBy(static version => version.ValidFrom)
        ?? throw new InvalidOperationException($"The price list {list.Name} has no version that is valid on {day:yyyy-MM-dd}.");

    private MTax TaxOn(DateOnly day, int taxCategoryId) =>
        catalogue.Taxes(taxCategoryId).Where(tax => tax.IsValidOn(day)).MaxBy(static tax => tax.ValidFrom)
        ?? throw new InvalidOperationException($"The tax category {taxCategoryId} has no tax that is valid on {day:yyyy-MM-dd}.");

    private static PricedLine TaxedOnTop(decimal net, MTax tax, int precision) => new(tax.C_Tax_ID, net, Rounding.To(precision, net * tax.Rate / 100m));

    private static PricedLine TaxedInside(decimal gross, MTax tax, int precision)
    {
        decimal net = Rounding.To(precision, gross * 100m / (100m + tax.Rate));
        return new PricedLine(tax.C_Tax_ID, net, gross - net);
    }
}
