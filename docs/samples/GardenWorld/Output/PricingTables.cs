using System.Globalization;
using Spectre.Console;

namespace GardenWorld;

/// <summary>The tables of the pricing.</summary>
internal static class PricingTables
{
    public static Table Runs(PricingComparison pricing)
    {
        Table table = NewTable("Master data from", "Time", "A line takes", "Statements", "Speed");
        AddRun(table, "the database, each time", pricing.NoCache, pricing);
        AddRun(table, "the cache, empty at first", pricing.EmptyCache, pricing);
        AddRun(table, "the cache, filled", pricing.FilledCache, pricing);
        return table;
    }

    public static Table Taxes(PricingTotals totals)
    {
        Table table = NewTable("Tax", "Lines", "Net", "Tax", "Gross");
        foreach (TaxTotal tax in totals.Taxes)
        {
            AddSums(table, MTax.GetRequired(tax.C_Tax_ID).Name, tax.Lines, tax.Net, tax.Tax);
        }

        table.Columns[0].Footer = new Text("All");
        AddFooter(table, totals);
        return table;
    }

    private static Table NewTable(string first, params string[] numbers)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(first).NoWrap());
        foreach (string title in numbers)
        {
            table.AddColumn(new TableColumn(title).RightAligned().NoWrap());
        }

        return table;
    }

    private static void AddRun(Table table, string name, PricingRun run, PricingComparison pricing) => table.AddRow(
        name,
        Text($"{run.Time.TotalMilliseconds:N1} ms"),
        Text($"{run.Time.TotalMicroseconds / run.Totals.Lines:N2} us"),
        Text($"{run.Statements:N0}"),
        Text($"{pricing.Speedup(run):N1} x"));

    private static void AddSums(Table table, string name, int lines, decimal net, decimal tax) =>
        table.AddRow(Markup.Escape(name), Text($"{lines:N0}"), Text($"{net:N2}"), Text($"{tax:N2}"), Text($"{net + tax:N2}"));

    private static void AddFooter(Table table, PricingTotals totals)
    {
        string[] sums = [Text($"{totals.Lines:N0}"), Text($"{totals.Net:N2}"), Text($"{totals.Tax:N2}"), Text($"{totals.Gross:N2}")];
        for (int i = 0; i < sums.Length; i++)
        {
            table.Columns[i + 1].Footer = new Text(sums[i]);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
