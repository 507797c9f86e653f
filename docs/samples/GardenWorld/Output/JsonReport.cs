using System.Collections.Immutable;

namespace GardenWorld;

/// <summary>The document that <c>--json</c> prints. Its property names are relied upon: add to them, do not change them.</summary>
internal sealed record JsonReport(bool Held, JsonDataSet DataSet, JsonPricing Pricing, IReadOnlyList<JsonStep> Steps, IReadOnlyList<JsonMeeting> Processes);

/// <summary>The database; <c>madeInMilliseconds</c> is null when the file held the data set.</summary>
internal sealed record JsonDataSet(string Database, int Version, double? MadeInMilliseconds, DataSummary Records);

/// <summary>The pricing of all lines in every way.</summary>
internal sealed record JsonPricing(
    int Orders, int Lines, string Rounding, bool TotalsAgree, JsonRun CacheEmptyAtFirst, JsonRun CacheFilled, JsonRun NoCache)
{
    public static JsonPricing Of(PricingComparison pricing) => new(
        pricing.Orders,
        pricing.NoCache.Totals.Lines,
        $"{GardenWorld.Rounding.Rule}, to the cent, line by line",
        pricing.TotalsAgree,
        JsonRun.Of(pricing.EmptyCache),
        JsonRun.Of(pricing.FilledCache),
        JsonRun.Of(pricing.NoCache));
}

/// <summary>One way of pricing.</summary>
internal sealed record JsonRun(double Milliseconds, long Statements, decimal Net, decimal Tax, decimal Gross, ImmutableArray<JsonTax> Taxes)
{
    public static JsonRun Of(PricingRun run) => new(
        run.Time.TotalMilliseconds,
        run.Statements,
        run.Totals.Net,
        run.Totals.Tax,
        run.Totals.Gross,
        [.. run.Totals.Taxes.Select(tax => new JsonTax(MTax.GetRequired(tax.C_Tax_ID).Name, tax.Lines, tax.Net, tax.Tax))]);
}

/// <summary>The lines with one tax.</summary>
internal readonly record struct JsonTax(string Name, int Lines, decimal Net, decimal Tax);

/// <summary>One step of the demonstration.</summary>
internal sealed record JsonStep(string Title, bool Held, IReadOnlyList<Check> Checks);

/// <summary>The demonstration with two processes on one database; <c>database</c> says of which kind.</summary>
internal sealed record JsonMeeting(string Database, List<JsonStep> Steps);

/// <summary>What is printed instead of the report when the program could not do its work.</summary>
internal sealed record JsonError(string Error);
