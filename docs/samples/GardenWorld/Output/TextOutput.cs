using System.Globalization;
using Spectre.Console;

namespace GardenWorld;

/// <summary>Tables and marks for a reader. Without a terminal, as in a pipe or a file, the same as plain text.</summary>
internal sealed class TextOutput : IOutput
{
    private const int WidestTerminal = 100;
    private const int PlainWidth = 80;

    private readonly IAnsiConsole _console;
    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private int _stepNumber;

    public TextOutput()
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = _isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        _console.Profile.Width = _isTerminal ? Math.Min(_console.Profile.Width, WidestTerminal) : PlainWidth;
    }

    public Task<T> WithProgressAsync<T>(Func<ISeedProgress, Task<T>> work) =>
        _isTerminal ? LiveProgress.RunAsync(_console, work) : work(new SilentProgress());

    public void Opened(string path, TimeSpan? madeIn, DataSummary summary)
    {
        _console.MarkupLine("[bold]GardenWorld[/], a garden shop on IdempiereStyleCache");
        _console.WriteLine();
        string age = madeIn is { } time ? string.Create(CultureInfo.InvariantCulture, $"made in {time.TotalSeconds:0.0} s") : "found in the file";
        _console.WriteLine($"Database: {path}");
        _console.WriteLine($"Data set: version {DataSet.Version}, {age}");
        _console.WriteLine($"Records:  {summary}");
    }

    public void Priced(PricingComparison pricing)
    {
        Heading(string.Create(CultureInfo.InvariantCulture, $"Price and tax {pricing.NoCache.Totals.Lines:N0} lines of {pricing.Orders:N0} orders"));
        _console.Write(PricingTables.Runs(pricing));
        _console.Write(PricingTables.Taxes(pricing.NoCache.Totals));
        WriteMark(pricing.TotalsAgree, pricing.TotalsAgree ? "The totals of all runs agree to the cent, for each tax too." : "THE TOTALS OF THE RUNS DIFFER.");
        _console.WriteLine();
        _console.Write(new Text(
            "The code is the same in all runs; without the cache each record is read by its key, and each list by one statement, when it is needed. One join written by hand "
            + "for each order would send fewer statements than that. Amounts are rounded line by line, halves away from zero."));
        _console.WriteLine();
    }

    public void Meeting(SharedShop shop)
    {
        Heading($"Two processes on one {shop.Kind} database");
        if (shop.Remark is { } remark)
        {
            _console.Write(new Text(remark));
            _console.WriteLine();
        }
    }

    public void Shown(StepResult step)
    {
        if (_stepNumber == 0)
        {
            Heading("What the cache promises");
        }

        _stepNumber++;
        WriteMark(step.Held, string.Create(CultureInfo.InvariantCulture, $"{_stepNumber,2}. {step.Title}"));
        foreach (Check check in step.Checks)
        {
            _console.Write(CheckLine.Of(check, _console.Profile.Width));
        }
    }

    public void Ended(bool held)
    {
        _console.WriteLine();
        _console.MarkupLine(held ? "[bold green]Every step held.[/]" : "[bold red]NOT EVERY STEP HELD: see FAILED above.[/]");
    }

    public void Failed(string message) => Console.Error.WriteLine($"GardenWorld: {message}");

    private void Heading(string text)
    {
        _console.WriteLine();
        _console.Write(new Rule(Markup.Escape(text)).LeftJustified());
    }

    private void WriteMark(bool held, string text) =>
        _console.MarkupLine($"{(held ? "[green]ok[/]    " : "[bold red]FAILED[/]")} {Markup.Escape(text)}");
}
