using System.Globalization;

namespace IdempiereStyleCache.Torture;

/// <summary>Proves from what was written down that nobody read anything that must not have been read, or says who did.</summary>
/// <param name="allowance">How old a read may be in bounded mode; zero for strict mode. In ticks of the clock.</param>
internal sealed class HistoryChecker(long allowance)
{
    /// <summary>Checks a whole run.</summary>
    /// <returns>The violations.</returns>
    public CheckResult Check(RunHistory history)
    {
        Dictionary<int, Floor> acknowledged = [];
        Dictionary<int, Floor> returned = [];
        foreach (HistoryEvent one in history.Events)
        {
            if (one.Kind is EventKind.Commit or EventKind.PlainCommit)
            {
                Of(acknowledged, one.Row).Add(one.Ended, one.Version);
            }
            else if (one.Kind == EventKind.ScopedRead)
            {
                Of(returned, one.Row).Add(one.Ended, one.Version);
            }
        }

        List<Violation> violations = [];
        long worst = 0;
        foreach (ProcessHistory process in history.Processes)
        {
            Dictionary<int, Floor> own = [];
            Dictionary<int, Floor> seen = [];
            foreach (HistoryEvent one in process.Events)
            {
                if (one.Kind == EventKind.Commit)
                {
                    Of(own, one.Row).Add(one.Ended, one.Version);
                }
                else if (one.Kind is EventKind.ScopedRead or EventKind.UnscopedRead)
                {
                    Of(seen, one.Row).Add(one.Ended, one.Version);
                }
            }

            foreach (HistoryEvent read in process.Events.Where(static e => e.Kind is EventKind.ScopedRead or EventKind.UnscopedRead))
            {
                if (Of(acknowledged, read.Row).After(read.Version) is { } newer && read.Kind == EventKind.ScopedRead)
                {
                    worst = Math.Max(worst, read.Began - newer);
                }

                Judge(read, process.Name);
            }

            void Judge(HistoryEvent read, string name)
            {
                if (read.Version != 0 && history.Committed.GetValueOrDefault((read.Row, read.Version)) != read.Token)
                {
                    violations.Add(new Violation("uncommitted value read", name, read, 0));
                }

                bool isBound = allowance != 0 || read.Kind == EventKind.ScopedRead;
                Demand("older than committed before it began", isBound ? Of(acknowledged, read.Row).Before(read.Began - allowance) : 0);
                if (allowance == 0 && read.Kind == EventKind.ScopedRead)
                {
                    Demand("older than another request had returned before it began", Of(returned, read.Row).Before(read.Began));
                }

                Demand("older than its own node committed before it began", Of(own, read.Row).Before(read.Began));
                Demand("its node went back in time", Of(seen, read.Row).Before(read.Began));

                void Demand(string what, long floor)
                {
                    if (read.Version < floor)
                    {
                        violations.Add(new Violation(what, name, read, floor));
                    }
                }
            }
        }

        foreach (ProcessHistory process in history.Processes)
        {
            violations.AddRange(process.Events.Where(static e => e.Kind == EventKind.PairRead).SelectMany(read => JudgePair(read, process.Name)));
        }

        return new CheckResult(violations, worst);
    }

    // Within an allowance a node may know of a later state of one record than of another.
    private IEnumerable<Violation> JudgePair(HistoryEvent read, string name)
    {
        string[] parts = read.Token.Split('/');
        if (allowance == 0 && parts[2] == "1" && parts[0] != read.Version.ToString(CultureInfo.InvariantCulture))
        {
            yield return new Violation("a pair that had been cached was torn within a request", name, read, read.Version);
        }

        if (parts[1] != read.Version.ToString(CultureInfo.InvariantCulture))
        {
            yield return new Violation("a record changed within a request", name, read, read.Version);
        }
    }

    private static Floor Of(Dictionary<int, Floor> floors, int row)
    {
        if (!floors.TryGetValue(row, out Floor? floor))
        {
            floors.Add(row, floor = new Floor());
        }

        return floor;
    }
}

/// <summary>A read that must not have been.</summary>
/// <param name="What">Why not.</param>
/// <param name="Process">Who read.</param>
/// <param name="Read">The read.</param>
/// <param name="Floor">The version that it had to have at least.</param>
internal sealed record Violation(string What, string Process, HistoryEvent Read, long Floor)
{
    public override string ToString() => Read.Token.Length == 0
        ? $"{What}: {Process}, row {Read.Row}, version {Read.Version}, at least {Floor} was due"
        : $"{What}: {Process}, row {Read.Row}, version {Read.Version} ({Read.Token}), at least {Floor} was due; began {Read.Began}, ended {Read.Ended}";
}

/// <summary>What the checker found.</summary>
/// <param name="Violations">Everything that must not have been.</param>
/// <param name="WorstStaleness">The longest time, in ticks, by which a read in a request began after something newer than it returned was acknowledged; 0 when none did.</param>
internal sealed record CheckResult(IReadOnlyList<Violation> Violations, long WorstStaleness);
