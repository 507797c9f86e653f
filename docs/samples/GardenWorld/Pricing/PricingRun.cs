using System.Collections.Immutable;
using System.Diagnostics;
using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>All orders priced in one way: how long it took, what it asked of the database, and what came out.</summary>
internal sealed record PricingRun(TimeSpan Time, long Statements, PricingTotals Totals)
{
    public static PricingRun Of(ImmutableArray<Order> orders, ICatalogue catalogue, GardenDatabase database)
    {
        PriceCalculator calculator = new(catalogue);
        SortedDictionary<int, TaxTotal> taxes = [];
        long before = database.StatementCount;
        Stopwatch watch = Stopwatch.StartNew();
        foreach (Order order in orders)
        {
            // Each order is a request: everything cached that it reads is of one moment, whatever others commit meanwhile.
            using RequestScope request = RequestScope.Begin();
            foreach (PricedLine line in calculator.Price(order))
            {
                TaxTotal sum = taxes.GetValueOrDefault(line.C_Tax_ID);
                taxes[line.C_Tax_ID] = new TaxTotal(line.C_Tax_ID, sum.Lines + 1, sum.Net + line.Net, sum.Tax + line.Tax);
            }
        }

        watch.Stop();
        return new PricingRun(watch.Elapsed, database.StatementCount - before, Sum([.. taxes.Values]));
    }

    private static PricingTotals Sum(ImmutableArray<TaxTotal> taxes) =>
        new(taxes.Sum(tax => tax.Lines), taxes.Sum(tax => tax.Net), taxes.Sum(tax => tax.Tax), taxes);
}
