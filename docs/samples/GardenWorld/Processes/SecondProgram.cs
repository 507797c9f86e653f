using System.CommandLine;
using System.Text.Json;
using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What runs in the second process: a node of its own on the same database, and questions from standard input, until that ends.</summary>
internal static class SecondProgram
{
    public const string CommandName = "second-process";

    /// <summary>The subcommand. The program calls it for itself, so the help does not show it.</summary>
    public static Command Command { get; } = MakeCommand();

    private static Command MakeCommand()
    {
        Command command = new(CommandName, "Runs the second process of the demonstration.") { Hidden = true };
        command.SetAction((_, _) => RunAsync());
        return command;
    }

    private static async Task<int> RunAsync()
    {
        try
        {
            using StreamReader questions = new(Console.OpenStandardInput());
            await using CacheNode node = await Read<SharedShop>(await questions.ReadLineAsync() ?? "").StartNodeAsync(isDefault: true);
            Write(new Answer(0, null, null, Now(), Now()));
            Task<string?> next = questions.ReadLineAsync();
            while (await next is { } line)
            {
                next = questions.ReadLineAsync();
                Write(await AnswerAsync(Read<Question>(line), next));
            }

            return ExitStatus.Held;
        }
        catch (Exception e)
        {
            Write(Failed(0, e));
            return ExitStatus.CannotRun;
        }
    }

    private static async Task<Answer> AnswerAsync(Question question, Task next)
    {
        try
        {
            return question.Wish switch
            {
                Wish.Request => Request(question),
                Wish.Watch => await WatchAsync(question, next),
                _ => Change(question),
            };
        }
        catch (Exception e)
        {
            return Failed(question.Number, e);
        }
    }

    private static Answer Request(Question question)
    {
        long begun = Now();
        using RequestScope scope = RequestScope.Begin();
        return Seen(question, begun);
    }

    private static async Task<Answer> WatchAsync(Question question, Task next)
    {
        // The first line says that the value is cached here and the watch has begun, the second how it ended.
        long begun = Now();
        Write(Seen(question, begun));
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
        Answer seen;
        do
        {
            await timer.WaitForNextTickAsync();
            seen = Seen(question, begun);
        }
        while (seen.Price != question.Price && !next.IsCompleted);
        return seen;
    }

    private static Answer Change(Question question)
    {
        long begun = Now();
        MProductPrice price = MProductPrice.GetCopy(question.Key)!;
        price.PriceStd = question.Price;
        price.Save();
        return new Answer(question.Number, question.Price, null, begun, Now());
    }

    private static Answer Seen(Question question, long begun)
    {
        MProduct product = MProduct.GetRequired(question.Key.M_Product_ID);
        return new Answer(question.Number, product.Prices[0].PriceStd, product.Weight, begun, Now());
    }

    private static Answer Failed(int number, Exception e) => new(number, null, null, Now(), Now(), $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}");

    private static long Now() => TimeProvider.System.GetTimestamp();

    private static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line)!;

    private static void Write(Answer answer) => Console.Out.WriteLine(JsonSerializer.Serialize(answer));
}
