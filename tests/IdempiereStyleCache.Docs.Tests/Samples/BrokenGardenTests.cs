using System.Text.Json;

namespace IdempiereStyleCache.Docs.Tests.Samples;

/// <summary>The program must be able to fail. Here the database itself breaks what a step relies on.</summary>
public class BrokenGardenTests
{
    [Fact]
    public async Task A_check_that_does_not_hold_is_named_and_gives_exit_status_1()
    {
        using GardenFolder garden = new();
        await garden.RunAsync();
        garden.Execute(
            """
            CREATE TRIGGER Undo AFTER UPDATE OF Name ON M_Product WHEN NEW.Value LIKE 'DEMO-%'
            BEGIN UPDATE M_Product SET Name = 'Not what was saved' WHERE M_Product_ID = NEW.M_Product_ID; END
            """);
        SampleProgram run = await garden.RunAsync();
        Assert.Equal(1, run.ExitStatus);
        Assert.Contains("FAILED  4. When Commit returns, everybody reads the new value", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok      1. Everybody who gets a record gets the same instance", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("NOT EVERY STEP HELD: see FAILED above.\n", run.Output, StringComparison.Ordinal);

        SampleProgram json = await garden.RunAsync("--json");
        Assert.Equal(1, json.ExitStatus);
        JsonElement report = JsonDocument.Parse(json.Output).RootElement;
        Assert.False(report.GetProperty("held").GetBoolean());
        JsonElement check = Step(report, "When Commit returns").GetProperty("checks").EnumerateArray()
            .Single(check => check.GetProperty("name").GetString() == "after the commit");
        Assert.Equal(
            ("Oak tree, tall", "Not what was saved", false),
            (check.GetProperty("expected").GetString(), check.GetProperty("actual").GetString(), check.GetProperty("held").GetBoolean()));
    }

    [Fact]
    public async Task A_step_that_ends_with_an_error_has_failed_and_the_others_still_run()
    {
        using GardenFolder garden = new();
        await garden.RunAsync();
        garden.Execute("CREATE TRIGGER Refuse BEFORE UPDATE OF Name ON M_Product BEGIN SELECT RAISE(ABORT, 'not today'); END");
        SampleProgram run = await garden.RunAsync("--json");
        Assert.Equal(1, run.ExitStatus);
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Contains("not today", Step(report, "When Commit returns").GetRawText(), StringComparison.Ordinal);
        Assert.True(Step(report, "A deleted record").GetProperty("held").GetBoolean());
        Assert.Equal(15, report.GetProperty("steps").GetArrayLength());
    }

    [Fact]
    public async Task Totals_that_differ_are_told_and_give_exit_status_1()
    {
        using GardenFolder garden = new();
        await garden.RunAsync();

        // Whoever reads a price twice finds two prices.
        garden.Execute(
            """
            ALTER TABLE M_ProductPrice RENAME TO StoredPrice;
            CREATE VIEW M_ProductPrice AS
                SELECT M_PriceList_Version_ID, M_Product_ID, 1 + abs(random()) % 100000 AS PriceStd, '0.0' AS PriceLimit, Version FROM StoredPrice;
            """);
        SampleProgram run = await garden.RunAsync("--json");
        Assert.Equal(1, run.ExitStatus);
        JsonElement pricing = JsonDocument.Parse(run.Output).RootElement.GetProperty("pricing");
        Assert.False(pricing.GetProperty("totalsAgree").GetBoolean());
        Assert.Equal(
            pricing.GetProperty("cacheEmptyAtFirst").GetProperty("net").GetDecimal(), pricing.GetProperty("cacheFilled").GetProperty("net").GetDecimal());
        Assert.Contains("THE TOTALS OF THE RUNS DIFFER", (await garden.RunAsync()).Output, StringComparison.Ordinal);
    }

    private static JsonElement Step(JsonElement report, string title) => report.GetProperty("steps").EnumerateArray()
        .Single(step => step.GetProperty("title").GetString()!.StartsWith(title, StringComparison.Ordinal));
}
