using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdempiereStyleCache.Docs.Tests.Samples;

public partial class GardenWorldTests
{
    [Fact]
    public async Task A_first_run_makes_the_data_holds_every_step_and_prints_the_promised_JSON()
    {
        using GardenFolder garden = new();
        SampleProgram run = await garden.RunAsync("--json");
        Assert.True(run.ExitStatus == 0, run.Output + run.Error);
        Assert.Empty(run.Error);

        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(["held", "dataSet", "pricing", "steps", "processes"], NamesIn(report));
        Assert.Equal(["database", "version", "madeInMilliseconds", "records"], NamesIn(report.GetProperty("dataSet")));
        Assert.True(report.GetProperty("held").GetBoolean());
        Assert.Equal(60, report.GetProperty("dataSet").GetProperty("records").GetProperty("products").GetInt32());

        JsonElement pricing = report.GetProperty("pricing");
        Assert.Equal(["orders", "lines", "rounding", "totalsAgree", "cacheEmptyAtFirst", "cacheFilled", "noCache"], NamesIn(pricing));
        Assert.Equal(["milliseconds", "statements", "net", "tax", "gross", "taxes"], NamesIn(pricing.GetProperty("noCache")));
        Assert.Equal(["name", "lines", "net", "tax"], NamesIn(pricing.GetProperty("noCache").GetProperty("taxes")[0]));
        Assert.Equal(300, pricing.GetProperty("lines").GetInt32());
        Assert.True(pricing.GetProperty("totalsAgree").GetBoolean());
        Assert.Equal(0, pricing.GetProperty("cacheFilled").GetProperty("statements").GetInt32());
        Assert.True(
            pricing.GetProperty("cacheEmptyAtFirst").GetProperty("statements").GetInt32() < pricing.GetProperty("noCache").GetProperty("statements").GetInt32());

        JsonElement[] steps = [.. report.GetProperty("steps").EnumerateArray()];
        Assert.Equal(15, steps.Length);
        Assert.All(steps, step =>
        {
            Assert.Equal(["title", "held", "checks"], NamesIn(step));
            Assert.True(step.GetProperty("held").GetBoolean());
            Assert.All(step.GetProperty("checks").EnumerateArray(), check => Assert.Equal(["name", "expected", "actual", "held"], NamesIn(check)));
        });
        Assert.Contains("PO is immutable: MProduct", steps.SelectMany(step => step.GetProperty("checks").EnumerateArray())
            .Select(check => check.GetProperty("actual").GetString()));
    }

    [Fact]
    public async Task The_same_data_set_gives_the_same_totals_in_another_file()
    {
        using GardenFolder one = new();
        using GardenFolder another = new();
        string[] totals = [await TotalAsync(one), await TotalAsync(another), await TotalAsync(another)];
        Assert.Equal(totals[0], totals[1]);
        Assert.Equal(totals[1], totals[2]);

        static async Task<string> TotalAsync(GardenFolder garden)
        {
            JsonElement run = JsonDocument.Parse((await garden.RunAsync("--json")).Output).RootElement.GetProperty("pricing").GetProperty("noCache");
            return $"{run.GetProperty("net")} {run.GetProperty("tax")} {run.GetProperty("taxes")} {run.GetProperty("statements")}";
        }
    }

    [Fact]
    public async Task A_second_run_finds_the_data_as_the_first_left_it()
    {
        using GardenFolder garden = new();
        Assert.Contains("made in", (await garden.RunAsync()).Output, StringComparison.Ordinal);
        SampleProgram second = await garden.RunAsync();
        Assert.Equal(0, second.ExitStatus);
        Assert.Contains("found in the file", second.Output, StringComparison.Ordinal);
        Assert.Equal("60", garden.Read("SELECT COUNT(*) FROM M_Product"));
        Assert.Equal(["garden.db"], Directory.GetFiles(garden.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Text_in_a_pipe_is_plain_and_80_columns_wide()
    {
        using GardenFolder garden = new();
        SampleProgram run = await garden.RunAsync();
        Assert.Equal(0, run.ExitStatus);
        Assert.DoesNotMatch(ControlCharacter(), run.Output);
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 80 || line.Contains(garden.Folder, StringComparison.Ordinal), line));
        Assert.Contains("The totals of all runs agree to the cent", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("Every step held.\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRAGMA user_version = 0")]
    [InlineData("PRAGMA user_version = 9999")]
    [InlineData("PRAGMA foreign_keys = OFF; DELETE FROM M_Product WHERE M_Product_ID = 7")]
    public async Task A_data_set_that_is_unfinished_of_another_version_or_of_another_size_is_made_anew(string change)
    {
        using GardenFolder garden = new();
        await garden.RunAsync();
        garden.Execute(change);
        SampleProgram run = await garden.RunAsync();
        Assert.Equal(0, run.ExitStatus);
        Assert.Contains("made in", run.Output, StringComparison.Ordinal);
        Assert.Equal("60", garden.Read("SELECT COUNT(*) FROM M_Product"));
    }

    [Fact]
    public async Task Fresh_makes_a_good_data_set_anew()
    {
        using GardenFolder garden = new();
        await garden.RunAsync();
        garden.Execute("UPDATE M_Product SET Name = 'Changed' WHERE M_Product_ID = 1");
        SampleProgram run = await garden.RunAsync("--fresh");
        Assert.Equal(0, run.ExitStatus);
        Assert.NotEqual("Changed", garden.Read("SELECT Name FROM M_Product WHERE M_Product_ID = 1"));
    }

    [Fact]
    public async Task What_a_run_that_was_killed_left_behind_is_removed()
    {
        using GardenFolder garden = new();
        await garden.RunAsync();
        garden.Execute("""
            INSERT INTO M_Product (Value, Name, M_Product_Category_ID, C_UOM_ID, C_TaxCategory_ID, ProductType, IsSold, Version)
            VALUES ('DEMO-OAK', 'Left behind', 1, 1, 1, 'Item', 0, 1)
            """);
        SampleProgram run = await garden.RunAsync();
        Assert.Equal(0, run.ExitStatus);
        Assert.Contains("found in the file", run.Output, StringComparison.Ordinal);
        Assert.Equal("0", garden.Read("SELECT COUNT(*) FROM M_Product WHERE Value LIKE 'DEMO-%'"));
    }

    private static string[] NamesIn(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    [GeneratedRegex(@"[\x00-\x09\x0B-\x1F]")]
    private static partial Regex ControlCharacter();
}
