namespace IdempiereStyleCache.Tests;

/// <summary>The same run finds nothing with every safeguard on, and finds what each safeguard is for when that is off.</summary>
[Collection(RunsAlone.Name)]
public class CoherenceStressTests(ITestOutputHelper output)
{
    private const int Readers = 4;
    private const int Writers = 2;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [Trait("Behaviour", "IDM-10")]
    [Trait("Behaviour", "IDM-12")]
    [Trait("Behaviour", "IDM-13")]
    [Trait("Behaviour", "IDM-14")]
    [Trait("Behaviour", "IDM-31")]
    public void Free_threads_never_read_a_value_that_is_uncommitted_or_older_than_what_was_committed_when_they_began(int seed) =>
        AssertNoViolation(new FreeThreads(seed), 60_000, seed);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Behaviour", "IDM-10")]
    [Trait("Behaviour", "IDM-12")]
    [Trait("Behaviour", "IDM-13")]
    [Trait("Behaviour", "IDM-14")]
    [Trait("Behaviour", "IDM-31")]
    public void Threads_that_a_seeded_schedule_interleaves_never_do_either(int seed) => AssertNoViolation(new SeededSchedule(seed), 6_000, seed);

    [Theory]
    [InlineData(nameof(CoherenceFaults.IgnoreTickets), nameof(ViolationKind.OlderThanAcknowledged))]
    [InlineData(nameof(CoherenceFaults.IgnoreJoinRule), nameof(ViolationKind.OlderThanAcknowledged))]
    [InlineData(nameof(CoherenceFaults.IgnoreInDoubt), nameof(ViolationKind.OlderThanCommitted))]
    public void Free_threads_find_what_a_missing_safeguard_lets_through(string fault, string violation) =>
        AssertViolation(seed => new FreeThreads(seed), Enum.Parse<CoherenceFaults>(fault), Enum.Parse<ViolationKind>(violation));

    [Theory]
    [InlineData(nameof(CoherenceFaults.IgnoreTickets), nameof(ViolationKind.OlderThanAcknowledged))]
    [InlineData(nameof(CoherenceFaults.IgnoreJoinRule), nameof(ViolationKind.OlderThanAcknowledged))]
    [InlineData(nameof(CoherenceFaults.IgnoreInDoubt), nameof(ViolationKind.OlderThanCommitted))]
    public void A_seeded_schedule_finds_what_a_missing_safeguard_lets_through(string fault, string violation) =>
        AssertViolation(seed => new SeededSchedule(seed), Enum.Parse<CoherenceFaults>(fault), Enum.Parse<ViolationKind>(violation));

    private void AssertNoViolation(IInterleaving interleaving, int operations, int seed)
    {
        using CoherenceRun run = new(interleaving);
        run.Work(Readers, Writers, operations, seed);
        run.CheckAfterQuiet();
        output.WriteLine($"{run.History.Reads} values read and checked, {run.History.Commits} versions committed");
        Assert.Empty(run.History.Violations);
        Assert.True(run.History.Reads >= Readers * operations);
        Assert.True(run.History.Commits > operations / 8);
    }

    private void AssertViolation(Func<int, IInterleaving> interleaving, CoherenceFaults fault, ViolationKind expected)
    {
        // One run all but always finds it; a second and a third make sure.
        for (int seed = 1; seed <= 3; seed++)
        {
            using CoherenceRun run = new(interleaving(seed), fault, expected);
            run.Work(Readers, Writers, 200_000, seed);
            output.WriteLine($"{fault}: {run.History.Violations.FirstOrDefault()} after {run.History.Reads} reads");
            if (run.History.Has(expected))
            {
                return;
            }
        }

        Assert.Fail($"With {fault} no read was {expected}: the run does not see what the safeguard is for.");
    }
}
