using Spectre.Console;

namespace GardenWorld;

/// <summary>A bar in the terminal for each kind of record.</summary>
internal sealed class LiveProgress(ProgressContext display) : ISeedProgress
{
    private ProgressTask? _current;

    public static Task<T> RunAsync<T>(IAnsiConsole console, Func<ISeedProgress, Task<T>> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(display => work(new LiveProgress(display)));

    public void Begin(string what, int count) => _current = display.AddTask(Markup.Escape(what), maxValue: count);

    public void Advance() => _current?.Increment(1);
}
