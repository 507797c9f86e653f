using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>How a product is taxed: at a rate that the law changes from time to time.</summary>
[POModel("C_TaxCategory")]
public sealed partial class MTaxCategory
{
    [POKey]
    public partial int C_TaxCategory_ID { get; }

    public partial string Name { get; set; }

    /// <summary>The taxes, the newest first.</summary>
    [Children(OrderBy = "ValidFrom DESC")]
    public partial POList<MTax> Taxes { get; }

    /// <summary>The tax that applies on a day.</summary>
    public MTax TaxOn(DateOnly day)
    {
        foreach (MTax tax in Taxes)
        {
            if (tax.IsValidOn(day))
            {
                return tax;
            }
        }

        throw new InvalidOperationException($"The tax category {Name} has no tax that is valid on {day:yyyy-MM-dd}.");
    }
}
