using Spectre.Console;
using Spectre.Console.Rendering;

namespace GardenWorld;

/// <summary>One check as a line: what was checked, dots, what was found; and what was expected, where that is something else.</summary>
internal static class CheckLine
{
    private const string Indent = "             ";

    public static IRenderable Of(Check check, int width)
    {
        if (!check.Held)
        {
            return new Markup($"       [bold red]FAILED[/] {Markup.Escape($"{check.Name}: expected {check.Expected}, found {check.Actual}")}\n");
        }

        int dots = width - Indent.Length - check.Name.Length - check.Actual.Length - 2;
        return dots >= 2
            ? new Markup($"{Indent}{Markup.Escape(check.Name)} [dim]{new string('.', dots)}[/] {Markup.Escape(check.Actual)}\n")
            : new Markup($"{Indent}{Markup.Escape($"{check.Name}: {check.Actual}")}\n");
    }
}
