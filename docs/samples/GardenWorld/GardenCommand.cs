using System.CommandLine;
using System.Globalization;

namespace GardenWorld;

/// <summary>The command line.</summary>
internal static class GardenCommand
{
    private static readonly Option<string?> s_database = new("--database")
    {
        Description = "The SQLite file; made when there is none. Without it, one in your application data.",
        HelpName = "path",
    };

    private static readonly Option<bool> s_fresh = new("--fresh") { Description = "Make the data set anew, even if the file holds it." };

    private static readonly Option<int> s_products = Number(
        "--products", "The size of the data set, from 20 on. A file of another size is made anew.", least: 20, DataSet.DefaultProducts);

    private static readonly Option<int> s_lines = Number("--lines", "How many order lines to price, from 1 on.", least: 1, 20_000);

    private static readonly Option<bool> s_json = new("--json") { Description = "Print one JSON document instead of text." };

    private static readonly Option<string?> s_postgres = new("--postgres")
    {
        Description = $"Show the two processes on PostgreSQL too: the connection string of a database where schemas may be made. A schema {PostgreSqlShop.Schema} "
            + "with the shop's tables is made in it and dropped at the end.",
        HelpName = "connection",
    };

    public static Task<int> RunAsync(string[] args)
    {
        RootCommand command = new(
            """
            GardenWorld, a garden shop on IdempiereStyleCache.

            Prices and taxes many order lines through the cache and without it, compares times, statements and totals, and then
            shows step by step what the cache promises: in one process, and in two that share the database. The exit status is 0 if everything held, 1 if something did not, and 2 if
            it could not be tried.
            """)
        { s_database, s_fresh, s_products, s_lines, s_postgres, s_json, SecondProgram.Command };
        command.SetAction((parsed, _) => GardenRun.RunAsync(
            new GardenOptions(parsed.GetValue(s_database), parsed.GetValue(s_fresh), parsed.GetValue(s_products), parsed.GetValue(s_lines), parsed.GetValue(s_postgres)),
            parsed.GetValue(s_json) ? new JsonOutput() : new TextOutput()));

        ParseResult result = command.Parse(args);
        if (result.Errors.Count > 0)
        {
            Console.Error.WriteLine($"GardenWorld: {result.Errors[0].Message} --help shows what there is.");
            return Task.FromResult(ExitStatus.CannotRun);
        }

        return result.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static Option<int> Number(string name, string description, int least, int usual) => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => usual,
        CustomParser = argument =>
        {
            if (int.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least)
            {
                return number;
            }

            argument.AddError($"{name} must be a whole number from {least}.");
            return usual;
        },
    };
}
