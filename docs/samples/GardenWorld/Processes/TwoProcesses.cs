using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What the framework promises between processes that share nothing but the database: this one, and a second that is started for it.</summary>
internal static class TwoProcesses
{
    private static readonly IMeetingStep[] s_steps = [new NextRequestStep(), new OutsideRequestsStep(), new TriggersStep(), new SignalByHandStep()];

    /// <summary>Runs the steps; each result comes as soon as its step has ended. The node is to be ambient.</summary>
    public static async IAsyncEnumerable<StepResult> RunAsync(SharedShop shop, CacheNode node)
    {
        DataSummary before = DataSummary.Read();
        await using SecondProcess other = await SecondProcess.StartAsync(shop);
        foreach (IMeetingStep step in s_steps)
        {
            yield return await RunAsync(step, shop, node, other);
        }

        Checks checks = new();
        checks.Equal("processes", 2, new HashSet<int> { Environment.ProcessId, other.Id }.Count);
        checks.Equal("exit status of the second process", ExitStatus.Held, await other.EndAsync());
        checks.Equal("records", before.ToString(), DataSummary.Read().ToString());
        yield return new StepResult("The second process has ended and left nothing behind", checks.Made);
    }

    private static async Task<StepResult> RunAsync(IMeetingStep step, SharedShop shop, CacheNode node, SecondProcess other)
    {
        Checks checks = new();
        try
        {
            using DemoRecords records = DemoRecords.Make(node);
            await step.RunAsync(new Meeting(shop, node, records, other), checks);
        }
        catch (Exception e)
        {
            checks.Failed("the step runs to its end", "no error", e);
        }

        return new StepResult(step.Title, checks.Made);
    }
}
