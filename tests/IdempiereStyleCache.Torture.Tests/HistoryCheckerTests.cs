namespace IdempiereStyleCache.Torture.Tests;

/// <summary>The checker finds each kind of violation in a history written by hand, and nothing in a good one.</summary>
public class HistoryCheckerTests
{
    private const int Row = 1;

    [Fact]
    public void A_good_history_has_no_violation()
    {
        CheckResult result = Check(
            allowance: 0,
            new ProcessHistory("writer", [Commit(1, 10, 20), Commit(2, 30, 40)]),
            new ProcessHistory("reader", [Scoped(0, 15, 16), Scoped(1, 25, 35), Unscoped(1, 41, 42), Scoped(2, 43, 44)]));

        Assert.Empty(result.Violations);
    }

    [Theory]
    [InlineData("5/5/1", null)]
    [InlineData("5/5/0", null)]
    [InlineData("6/5/0", null)]
    [InlineData("6/5/1", "a pair that had been cached was torn within a request")]
    [InlineData("5/6/0", "a record changed within a request")]
    public void A_pair_that_is_torn_or_changes_within_a_request_is_found(string rest, string? violation)
    {
        HistoryEvent pair = new(EventKind.PairRead, 1, 5, rest, 10, 20);
        Assert.Equal(violation is null ? [] : [violation], Check(allowance: 0, new ProcessHistory("reader", [pair])).Violations.Select(static v => v.What));
    }

    [Fact]
    public void A_value_that_nobody_committed_is_found()
    {
        Violation violation = Assert.Single(Check(
            allowance: 0,
            new ProcessHistory("writer", [Commit(1, 10, 20)]),
            new ProcessHistory("reader", [Scoped(1, 25, 26) with { Token = "rolled back" }])).Violations);

        Assert.Equal("uncommitted value read", violation.What);
    }

    [Fact]
    public void A_request_that_returns_less_than_was_acknowledged_before_it_is_found_and_timed()
    {
        CheckResult result = Check(
            allowance: 0,
            new ProcessHistory("writer", [Commit(1, 10, 20)]),
            new ProcessHistory("reader", [Scoped(0, 25, 26)]));

        Assert.Equal("older than committed before it began", Assert.Single(result.Violations).What);
        Assert.Equal(5, result.WorstStaleness);
    }

    [Fact]
    public void A_commit_that_is_acknowledged_after_the_request_began_need_not_be_seen() => Assert.Empty(Check(
        allowance: 0,
        new ProcessHistory("writer", [Commit(1, 10, 26)]),
        new ProcessHistory("reader", [Scoped(0, 25, 40)])).Violations);

    [Fact]
    public void A_request_that_returns_less_than_another_nodes_request_before_it_is_found() => Assert.Equal(
        "older than another request had returned before it began",
        Assert.Single(Check(
            allowance: 0,
            new ProcessHistory("writer", [Commit(1, 10, 100)]),
            new ProcessHistory("one", [Scoped(1, 15, 20)]),
            new ProcessHistory("two", [Scoped(0, 21, 22)])).Violations).What);

    [Fact]
    public void A_node_that_does_not_see_its_own_commit_is_found_outside_requests_too() => Assert.Contains(
        Check(allowance: 0, new ProcessHistory("node", [Commit(1, 10, 20), Unscoped(0, 21, 22)])).Violations,
        static v => v.What == "older than its own node committed before it began");

    [Fact]
    public void A_node_that_goes_back_in_time_is_found() => Assert.Equal(
        "its node went back in time",
        Assert.Single(Check(
            allowance: 0,
            new ProcessHistory("writer", [Commit(1, 10, 100)]),
            new ProcessHistory("reader", [Unscoped(1, 15, 20), Unscoped(0, 21, 22)])).Violations).What);

    [Theory]
    [InlineData(29, 0)]
    [InlineData(31, 1)]
    public void In_bounded_mode_only_what_is_older_than_the_allowance_is_a_violation(long began, int violations) => Assert.Equal(
        violations,
        Check(
            allowance: 10,
            new ProcessHistory("writer", [Commit(1, 10, 20)]),
            new ProcessHistory("reader", [Unscoped(0, began, began + 1)])).Violations.Count);

    [Fact]
    public void A_line_that_a_killed_process_did_not_finish_is_left_out()
    {
        HistoryEvent whole = Scoped(3, 1, 2);

        Assert.Equal(whole, HistoryEvent.Parse(whole.Line.TrimEnd('\n')));
        Assert.Null(HistoryEvent.Parse(whole.Line[..6]));
    }

    private static HistoryEvent Commit(long version, long began, long ended) => new(EventKind.Commit, Row, version, $"token{version}", began, ended);

    private static HistoryEvent Scoped(long version, long began, long ended) => new(EventKind.ScopedRead, Row, version, $"token{version}", began, ended);

    private static HistoryEvent Unscoped(long version, long began, long ended) => new(EventKind.UnscopedRead, Row, version, $"token{version}", began, ended);

    private static CheckResult Check(long allowance, params ProcessHistory[] processes) => new HistoryChecker(allowance).Check(new RunHistory(
        processes,
        processes.SelectMany(static p => p.Events).Where(static e => e.Kind == EventKind.Commit).ToDictionary(static e => (e.Row, e.Version), static e => e.Token)));
}
