using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>
/// How long after a commit returned in one process another process's cache has dropped the record, so that the next read loads the new one: with wake-ups, and with polling
/// alone. Both read the machine's monotonic clock.
/// </summary>
internal static class LatencyReport
{
    private const int Commits = 300;

    public static async Task RunAsync()
    {
        await using PostgreSqlShop shop = await PostgreSqlShop.StartAsync(10);
        foreach (bool usesWakeUps in new[] { true, false })
        {
            double[] latencies = await MeasureAsync(shop, usesWakeUps);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(usesWakeUps ? "with wake-ups" : "polling every 500 ms")}: {latencies.Length} commits, p50 {latencies[latencies.Length / 2]:F1} ms, p99 {latencies[latencies.Length * 99 / 100]:F1} ms, most {latencies[^1]:F1} ms"));
        }
    }

    /// <summary>The other process: says when a reset of the product arrived, and which price it then reads.</summary>
    public static async Task ListenAsync(string connectionString, bool usesWakeUps)
    {
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.Coherence.UsesWakeUps = usesWakeUps;
            o.UsePostgreSql(connectionString);
        });
        MProduct.GetRequired(1);
        using IDisposable listening = node.Bus.Subscribe(static reset =>
        {
            if (reset.Origin == ResetOrigin.Log)
            {
                long arrived = TimeProvider.System.GetTimestamp();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{MProduct.GetRequired(1).Price} {arrived}"));
            }
        });
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
    }

    private static async Task<double[]> MeasureAsync(PostgreSqlShop shop, bool usesWakeUps)
    {
        using Process other = Process.Start(new ProcessStartInfo("dotnet", [typeof(LatencyReport).Assembly.Location, "listen", shop.ConnectionString, usesWakeUps ? "wake" : "poll"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        while (await other.StandardOutput.ReadLineAsync() != "ready")
        {
        }

        ConcurrentDictionary<decimal, long> arrived = new();
        Task reading = Task.Run(async () =>
        {
            while (await other.StandardOutput.ReadLineAsync() is { } line)
            {
                string[] parts = line.Split(' ');
                arrived.TryAdd(decimal.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
            }
        });
        Dictionary<decimal, long> committed = [];
        await using (CacheNode node = await shop.StartNodeAsync())
        {
            Random random = new(1);
            decimal price = usesWakeUps ? 1_000 : 2_000;
            for (int i = 0; i < Commits; i++)
            {
                await using (Trx trx = node.BeginTrx())
                {
                    MProduct product = (await MProduct.GetCopyAsync(1, trx))!;
                    product.Price = ++price;
                    await product.SaveAsync(trx);
                    await trx.CommitAsync();
                }

                committed[price] = TimeProvider.System.GetTimestamp();
                await PassAsync(random.Next(20, usesWakeUps ? 80 : 120));
            }

            await PassAsync(1_000);
        }

        other.StandardInput.Close();
        await other.WaitForExitAsync();
        await reading;

        // A price that was overtaken by the next before the other process looked is seen with that one.
        return
        [
            .. committed.Select(c => arrived.Where(a => a.Key >= c.Key).Select(a => a.Value).DefaultIfEmpty(long.MaxValue).Min() - c.Value)
                .Where(static ticks => ticks < long.MaxValue / 2)
                .Select(static ticks => Math.Max(0, ticks * 1000.0 / TimeProvider.System.TimestampFrequency))
                .Order(),
        ];
    }

    private static async Task PassAsync(int milliseconds)
    {
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ITimer timer = TimeProvider.System.CreateTimer(_ => over.TrySetResult(), null, TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
        await over.Task;
    }
}
