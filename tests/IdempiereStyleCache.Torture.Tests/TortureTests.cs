using IdempiereStyleCache.TestServers;

namespace IdempiereStyleCache.Torture.Tests;

/// <summary>Short rounds of the torture. As it is built, nobody reads anything stale; without any one of the safeguards somebody does, and the run says so.</summary>
public class TortureTests
{
    [Theory]
    [InlineData(nameof(Engine.Sqlite), nameof(Mode.Strict))]
    [InlineData(nameof(Engine.Sqlite), nameof(Mode.Bounded))]
    [InlineData(nameof(Engine.PostgreSql), nameof(Mode.Strict))]
    [InlineData(nameof(Engine.PostgreSql), nameof(Mode.Bounded))]
    [Trait("Behaviour", "SIG-01")]
    public async Task With_every_safeguard_nobody_reads_anything_stale_whatever_fails(string engine, string mode)
    {
        TortureReport report = await RunAsync(new TortureOptions
        {
            Engine = Enum.Parse<Engine>(engine),
            Mode = Enum.Parse<Mode>(mode),
            Nodes = 3,
            Duration = TimeSpan.FromSeconds(10),
            Faults = FaultKinds.All,
        });

        Assert.True(report.Violations.Count == 0, string.Join('\n', report.Violations.Take(10)));
        Assert.True(report.Faults.Values.Sum() > 0 && report.Operations[EventKind.ScopedRead] > 100, "Too little happened to show anything.");
    }

    [Theory]
    [InlineData("ticket", nameof(Engine.Sqlite), FaultKinds.None)]
    [InlineData("join", nameof(Engine.Sqlite), FaultKinds.None)]
    [InlineData("indoubt", nameof(Engine.Sqlite), FaultKinds.None)]
    [InlineData("log-in-transaction", nameof(Engine.Sqlite), FaultKinds.None)]
    [InlineData("check-join", nameof(Engine.Sqlite), FaultKinds.None)]
    [InlineData("versions", nameof(Engine.Sqlite), FaultKinds.None)]
    [InlineData("window", nameof(Engine.PostgreSql), FaultKinds.None)]
    [InlineData("resync", nameof(Engine.Sqlite), FaultKinds.Pause)]
    public async Task Without_a_safeguard_the_run_reports_violations(string safeguard, string engine, object faults)
    {
        TortureReport report = await RunAsync(new TortureOptions
        {
            Engine = Enum.Parse<Engine>(engine),
            Nodes = 3,
            Duration = TimeSpan.FromSeconds(90),
            Faults = (FaultKinds)faults,
            Break = safeguard,
            UntilViolation = true,
        });

        Assert.NotEmpty(report.Violations);
    }

    [Fact]
    public void Every_safeguard_can_be_switched_off_by_name() => Assert.Equal(
        ["check-join", "indoubt", "join", "log-in-transaction", "resync", "ticket", "versions", "window"], Safeguards.Names.Order(StringComparer.Ordinal));

    private static async Task<TortureReport> RunAsync(TortureOptions options)
    {
        try
        {
            return await new TortureRun(options).RunAsync();
        }
        catch (TestServerMissingException e) when (!TestServerMissingException.IsFatal)
        {
            Assert.Skip(e.Message);
            throw;
        }
    }
}
