using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>The framework's promises, one after the other, each on fresh records.</summary>
internal static class Demonstration
{
    private static readonly IStep[] s_steps =
    [
        new SharedInstanceStep(),
        new FrozenStep(),
        new EditableCopyStep(),
        new CommitStep(),
        new RollbackStep(),
        new ReadersAfterCommitStep(),
        new ReadersDuringCommitsStep(),
        new ConcurrencyConflictStep(),
        new ChildChangeStep(),
        new DeleteStep(),
        new RequestStep(),
        new FinderStep(),
        new FullTableStep(),
        new SettingsStep(),
    ];

    /// <summary>Runs the steps; each result comes as soon as its step has ended.</summary>
    public static IEnumerable<StepResult> Run(CacheNode node)
    {
        DemoRecords.RemoveAll();
        DataSummary before = DataSummary.Read();
        foreach (IStep step in s_steps)
        {
            yield return Run(step, node);
        }

        Checks checks = new();
        checks.Equal("records", before.ToString(), DataSummary.Read().ToString());
        yield return new StepResult("The shop's data is as it was before", checks.Made);
    }

    private static StepResult Run(IStep step, CacheNode node)
    {
        Checks checks = new();
        try
        {
            using DemoRecords records = DemoRecords.Make(node);
            step.Run(records, checks);
        }
        catch (Exception e)
        {
            checks.Failed("the step runs to its end", "no error", e);
        }

        return new StepResult(step.Title, checks.Made);
    }
}
