using System.Collections.Immutable;

namespace GardenWorld;

/// <summary>The same orders, priced from the caches and from the database.</summary>
/// <param name="Orders">How many orders there were.</param>
/// <param name="EmptyCache">Through the caches, which held nothing at first.</param>
/// <param name="FilledCache">Through the caches again, which now hold what is needed.</param>
/// <param name="NoCache">Without the caches: every record is read from the database each time.</param>
internal sealed record PricingComparison(int Orders, PricingRun EmptyCache, PricingRun FilledCache, PricingRun NoCache)
{
    private const int WarmUpOrders = 200;

    public bool TotalsAgree => EmptyCache.Totals.Agrees(NoCache.Totals) && FilledCache.Totals.Agrees(NoCache.Totals);

    /// <summary>How many times as fast a run was as the one without cache.</summary>
    public double Speedup(PricingRun run) => NoCache.Time / run.Time;

    /// <summary>
    /// Measures in this order: both ways for a few orders, so that neither pays for the first compilation of the code and for opening the file; then the caches,
    /// emptied; then the caches as they are; then the database, which by now has every page in memory.
    /// </summary>
    public static PricingComparison Of(ImmutableArray<Order> orders, GardenDatabase database)
    {
        CachedCatalogue cached = new();
        DirectCatalogue direct = new();
        ImmutableArray<Order> few = [.. orders.Take(WarmUpOrders)];
        PricingRun.Of(few, direct, database);
        PricingRun.Of(few, cached, database);

        database.Node.Bus.Reset();
        return new PricingComparison(
            orders.Length,
            PricingRun.Of(orders, cached, database),
            PricingRun.Of(orders, cached, database),
            PricingRun.Of(orders, direct, database));
    }
}
