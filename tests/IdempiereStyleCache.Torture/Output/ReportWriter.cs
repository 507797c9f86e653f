using System.Text.Json;

namespace IdempiereStyleCache.Torture;

/// <summary>Says what came of a run.</summary>
internal static class ReportWriter
{
    private const int Shown = 20;

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public static void WriteText(TortureReport report, TextWriter output)
    {
        TortureOptions options = report.Options;
        output.WriteLine($"{options.Engine}, {options.Mode}, {options.Nodes} nodes, {report.Duration.TotalSeconds:0} s, seed {options.Seed}"
            + (options.Break is null ? "" : $", without the safeguard '{options.Break}'"));
        foreach ((EventKind kind, int count) in report.Operations.OrderBy(static o => o.Key))
        {
            output.WriteLine($"  {Describe(kind),-34}{count,12:N0}");
        }

        output.WriteLine($"  {"node processes started",-34}{report.NodesStarted,12:N0}");
        output.WriteLine($"  {"faults injected",-34}{report.Faults.Values.Sum(),12:N0}");
        foreach ((string fault, int count) in report.Faults)
        {
            output.WriteLine($"    {fault,-32}{count,12:N0}");
        }

        output.WriteLine($"  {"rows in the log at the end",-34}{report.LogRows,12:N0}");
        output.WriteLine($"  {"worst staleness, ms",-34}{Math.Max(0, report.WorstStaleness.TotalMilliseconds),12:0.0}");
        output.WriteLine($"  {"violations",-34}{report.Violations.Count,12:N0}");
        foreach (IGrouping<string, Violation> kind in report.Violations.GroupBy(static v => v.What))
        {
            output.WriteLine($"    {kind.Key}: {kind.Count():N0}");
        }

        foreach (Violation violation in report.Violations.Take(Shown))
        {
            output.WriteLine($"      {violation}");
        }
    }

    public static void WriteJson(TortureReport report, TextWriter output) => output.WriteLine(JsonSerializer.Serialize(
        new
        {
            engine = report.Options.Engine.ToString(),
            mode = report.Options.Mode.ToString(),
            nodes = report.Options.Nodes,
            seed = report.Options.Seed,
            safeguardOff = report.Options.Break,
            seconds = report.Duration.TotalSeconds,
            operations = report.Operations.ToDictionary(static o => Describe(o.Key), static o => o.Value),
            nodesStarted = report.NodesStarted,
            faults = report.Faults,
            faultCount = report.Faults.Values.Sum(),
            logRows = report.LogRows,
            worstStalenessMilliseconds = Math.Max(0, report.WorstStaleness.TotalMilliseconds),
            violationCount = report.Violations.Count,
            violations = report.Violations.Take(Shown).Select(static v => v.ToString()),
        },
        s_json));

    private static string Describe(EventKind kind) => kind switch
    {
        EventKind.ScopedRead => "reads in requests",
        EventKind.PairRead => "pairs read in requests",
        EventKind.PairCommit => "pairs committed",
        EventKind.UnscopedRead => "reads outside requests",
        EventKind.Commit => "rows committed by the framework",
        EventKind.PlainCommit => "rows committed by plain SQL",
        _ => "rows rolled back",
    };
}
