using System.Collections.Immutable;
using System.Data.Common;
using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What the user asked for.</summary>
/// <param name="Database">The file, or null for the default one.</param>
/// <param name="Fresh">Whether to make the data set anew.</param>
/// <param name="Products">The size of the data set.</param>
/// <param name="Lines">How many order lines to price.</param>
/// <param name="Postgres">How to connect to PostgreSQL; null for not at all.</param>
internal sealed record GardenOptions(string? Database, bool Fresh, int Products, int Lines, string? Postgres);

/// <summary>One run: open the shop, price the orders, show what the cache promises.</summary>
internal static class GardenRun
{
    public static async Task<int> RunAsync(GardenOptions options, IOutput output)
    {
        try
        {
            // First, so that a database that cannot be used is told before the rest is waited for.
            await using PostgreSqlShop? postgres = options.Postgres is { } connection ? await PostgreSqlShop.OpenAsync(connection) : null;
            GardenFile file = GardenFile.At(options.Database);
            await using GardenDatabase database = await output.WithProgressAsync(
                progress => GardenDatabase.OpenAsync(file, new DataSet(options.Products), options.Fresh, progress));
            output.Opened(file.Path, database.MadeIn, DataSummary.Read());
            bool held = Price(options.Lines, database, output) & Demonstrate(database, output);
            held &= await ShowProcessesAsync(file.Shop, database.Node, output);
            if (postgres is not null)
            {
                // The models work with the ambient node, whichever database it has.
                using IDisposable ambient = postgres.Node.Use();
                held &= await ShowProcessesAsync(postgres.Shop, postgres.Node, output);
            }

            output.Ended(held);
            return held ? ExitStatus.Held : ExitStatus.NotHeld;
        }
        catch (Exception e) when (e is GardenException or POException or DbException or IOException or UnauthorizedAccessException)
        {
            output.Failed(e.Message.ReplaceLineEndings(" "));
            return ExitStatus.CannotRun;
        }
    }

    private static bool Price(int lines, GardenDatabase database, IOutput output)
    {
        ImmutableArray<Order> orders = OrderBook.Make(lines);
        PricingComparison pricing = PricingComparison.Of(orders, database);
        output.Priced(pricing);
        return pricing.TotalsAgree;
    }

    private static bool Demonstrate(GardenDatabase database, IOutput output)
    {
        bool held = true;
        foreach (StepResult step in Demonstration.Run(database.Node))
        {
            output.Shown(step);
            held &= step.Held;
        }

        return held;
    }

    private static async Task<bool> ShowProcessesAsync(SharedShop shop, CacheNode node, IOutput output)
    {
        bool held = true;
        output.Meeting(shop);
        await foreach (StepResult step in TwoProcesses.RunAsync(shop, node))
        {
            output.Shown(step);
            held &= step.Held;
        }

        return held;
    }
}
