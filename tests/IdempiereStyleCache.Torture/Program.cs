using System.CommandLine;
using System.Globalization;
using IdempiereStyleCache.TestServers;
using IdempiereStyleCache.Torture;

// Starts a database and node processes of its own, lets them fight over a few rows, hurts them, and proves from what they wrote down that nobody read anything stale.
// Exit status: 0 nothing found, 1 violations, 2 the run could not be made.

if (args is ["node", ..])
{
    return await new NodeProgram(new NodeArguments(
        args[1], Enum.Parse<Engine>(args[2]), args[3], Enum.Parse<Mode>(args[4]), args[5].Length == 0 ? null : args[5], int.Parse(args[6], CultureInfo.InvariantCulture),
        int.Parse(args[7], CultureInfo.InvariantCulture), args[8])).RunAsync();
}

Option<string> db = new("--db") { Description = "The database: sqlite or postgres.", DefaultValueFactory = static _ => "sqlite" };
db.AcceptOnlyFromAmong("sqlite", "postgres");
Option<int> nodes = new("--nodes") { Description = "How many node processes, from 1 to 32.", DefaultValueFactory = static _ => 4 };
Option<double> seconds = new("--seconds") { Description = "How long, in seconds.", DefaultValueFactory = static _ => 20 };
Option<string> faults = new("--faults") { Description = "Which faults: kill,pause,disconnect,restart, all or none. SQLite has no connections to cut and no server to restart.", DefaultValueFactory = static _ => "all" };
Option<string> mode = new("--mode") { Description = "The freshness that nodes promise: strict, or bounded to 300 ms.", DefaultValueFactory = static _ => "strict" };
mode.AcceptOnlyFromAmong("strict", "bounded");
Option<string?> broken = new("--break") { Description = $"Switches one safeguard off, so that the run must report violations: {string.Join(", ", Safeguards.Names)}." };
broken.AcceptOnlyFromAmong([.. Safeguards.Names]);
Option<bool> untilViolation = new("--until-violation") { Description = "Ends with the first violations." };
Option<int> seed = new("--seed") { Description = "Seeds what is done and hurt; which thread is faster is not seeded.", DefaultValueFactory = static _ => 1 };
Option<bool> json = new("--json") { Description = "Prints the result as JSON." };

RootCommand command = new("Tortures the coherence between nodes and proves that nobody read anything stale.") { db, nodes, seconds, faults, mode, broken, untilViolation, seed, json };
command.SetAction(async (parsed, _) =>
{
    if (parsed.GetValue(nodes) is < 1 or > 32 || !(parsed.GetValue(seconds) is > 0 and <= 86_400) || ParseFaults(parsed.GetValue(faults)!) is not { } kinds)
    {
        Console.Error.WriteLine("--nodes is from 1 to 32, --seconds from 0 to 86400, and --faults a list of kill, pause, disconnect and restart, or all, or none.");
        return 2;
    }

    TortureOptions options = new()
    {
        Engine = parsed.GetValue(db) == "postgres" ? Engine.PostgreSql : Engine.Sqlite,
        Mode = parsed.GetValue(mode) == "bounded" ? Mode.Bounded : Mode.Strict,
        Nodes = parsed.GetValue(nodes),
        Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
        Faults = kinds,
        Break = parsed.GetValue(broken),
        UntilViolation = parsed.GetValue(untilViolation),
        Seed = parsed.GetValue(seed),
    };
    try
    {
        TortureReport report = await new TortureRun(options).RunAsync();
        if (parsed.GetValue(json))
        {
            ReportWriter.WriteJson(report, Console.Out);
        }
        else
        {
            ReportWriter.WriteText(report, Console.Out);
        }

        return report.Violations.Count == 0 ? 0 : 1;
    }
    catch (Exception e) when (e is TestServerMissingException or NodeDiedException)
    {
        Console.Error.WriteLine(e.Message);
        return 2;
    }
});
return await command.Parse(args).InvokeAsync();

static FaultKinds? ParseFaults(string text)
{
    FaultKinds kinds = FaultKinds.None;
    foreach (string name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
    {
        if (!Enum.TryParse(name, ignoreCase: true, out FaultKinds kind) || char.IsAsciiDigit(name[0]))
        {
            return null;
        }

        kinds |= kind;
    }

    return kinds;
}
