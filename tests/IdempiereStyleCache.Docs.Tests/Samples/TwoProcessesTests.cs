using System.Text.Json;

namespace IdempiereStyleCache.Docs.Tests.Samples;

/// <summary>The part of GardenWorld that starts a second process.</summary>
public class TwoProcessesTests(PostgreSqlFixture server)
{
    private const string MySchema = "SELECT COUNT(*) FROM pg_namespace WHERE nspname = 'gardenworld'";

    [Fact]
    public async Task A_second_process_shares_the_file_and_is_gone_at_the_end()
    {
        using GardenFolder garden = new();
        SampleProgram run = await garden.RunAsync("--json");
        Assert.True(run.ExitStatus == 0, run.Output + run.Error);
        JsonElement meeting = Assert.Single(Meetings(run));
        Assert.Equal("SQLite", meeting.GetProperty("database").GetString());
        AssertHeld(meeting);
        Assert.Equal(["garden.db"], Directory.GetFiles(garden.Folder).Select(Path.GetFileName));
        Assert.Equal("0", garden.Read("SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger'"));
        Assert.Equal("0", garden.Read("SELECT COUNT(*) FROM isc_node"));
    }

    [Fact]
    public async Task A_step_that_fails_is_named_and_the_second_process_is_gone_all_the_same()
    {
        using GardenFolder garden = new();
        await garden.RunAsync();
        garden.Execute("CREATE TRIGGER Refuse BEFORE UPDATE OF PriceStd ON M_ProductPrice BEGIN SELECT RAISE(ABORT, 'not today'); END");
        SampleProgram run = await garden.RunAsync("--json");
        Assert.Equal(1, run.ExitStatus);
        JsonElement[] steps = [.. Meetings(run)[0].GetProperty("steps").EnumerateArray()];
        Assert.Equal([false, false, true, false, true], steps.Select(step => step.GetProperty("held").GetBoolean()));
        Assert.Contains("not today", steps[0].GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["garden.db"], Directory.GetFiles(garden.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_second_process_that_cannot_start_is_told()
    {
        SampleProgram run = await SampleProgram.RunAsync("GardenWorld", "second-process");
        Assert.Equal(2, run.ExitStatus);
        Assert.NotNull(JsonDocument.Parse(run.Output).RootElement.GetProperty("Error").GetString());
    }

    [Fact]
    public async Task With_a_connection_the_same_is_shown_on_PostgreSQL_and_the_schema_is_gone_at_the_end()
    {
        string database = await server.CreateDatabaseAsync();
        try
        {
            using GardenFolder garden = new();

            // As a run leaves it that was killed.
            PostgreSqlFixture.Execute(
                database, "CREATE SCHEMA gardenworld; COMMENT ON SCHEMA gardenworld IS 'Made by GardenWorld, the sample of IdempiereStyleCache, which drops it when it ends.'");
            SampleProgram run = await garden.RunAsync("--json", "--postgres", database);
            Assert.True(run.ExitStatus == 0, run.Output + run.Error);
            JsonElement[] meetings = Meetings(run);
            Assert.Equal(["SQLite", "PostgreSQL"], meetings.Select(meeting => meeting.GetProperty("database").GetString()));
            Assert.All(meetings, AssertHeld);
            Assert.Equal(0L, PostgreSqlFixture.Execute(database, MySchema));

            SampleProgram text = await garden.RunAsync("--postgres", database);
            Assert.EndsWith("Every step held.\n", text.Output, StringComparison.Ordinal);
            Assert.Contains("in the schema gardenworld", text.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
        finally
        {
            await server.DropDatabaseAsync(database);
        }
    }

    [Fact]
    public async Task A_schema_that_somebody_else_made_is_left_alone()
    {
        string database = await server.CreateDatabaseAsync();
        try
        {
            using GardenFolder garden = new();
            PostgreSqlFixture.Execute(database, "CREATE SCHEMA gardenworld");
            await FailsAsync(garden.RunAsync("--postgres", database), "GardenWorld did not make");
            Assert.Equal(1L, PostgreSqlFixture.Execute(database, MySchema));
            Assert.Empty(Directory.GetFiles(garden.Folder));
        }
        finally
        {
            await server.DropDatabaseAsync(database);
        }
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=gardener;Password=secret", "cannot be used")]
    [InlineData("Host=127.0.0.1;Port=1;Passphrase=secret", "takes a connection string such as")]
    [InlineData("secret", "takes a connection string such as")]
    [InlineData("Username=gardener", "names no host")]
    [InlineData("", "names no host")]
    public async Task A_connection_that_cannot_be_used_is_told_before_anything_else(string connection, string message)
    {
        using GardenFolder garden = new();
        await FailsAsync(garden.RunAsync("--postgres", connection), message);
        Assert.Empty(Directory.GetFiles(garden.Folder));
    }

    private static async Task FailsAsync(Task<SampleProgram> running, string message)
    {
        SampleProgram run = await running;
        Assert.Equal(2, run.ExitStatus);
        Assert.Empty(run.Output);
        string line = Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("GardenWorld: ", line, StringComparison.Ordinal);
        Assert.Contains(message, line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    private static JsonElement[] Meetings(SampleProgram run) => [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("processes").EnumerateArray()];

    private static void AssertHeld(JsonElement meeting)
    {
        JsonElement[] steps = [.. meeting.GetProperty("steps").EnumerateArray()];
        Assert.Equal(5, steps.Length);
        Assert.All(steps, step => Assert.True(step.GetProperty("held").GetBoolean(), step.GetRawText()));
        JsonElement[] times = [.. steps.SelectMany(step => step.GetProperty("checks").EnumerateArray()).Where(check => check.TryGetProperty("milliseconds", out _))];
        Assert.Equal(5, times.Length);
        Assert.All(times, time => Assert.True(time.GetProperty("milliseconds").GetDouble() > 0));
    }
}
