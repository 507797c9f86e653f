using System.Globalization;
using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>How many strict requests a node serves, and how many readings of the log they share, with many at once: each begins, reads one cached record, and ends.</summary>
internal static class CheckReport
{
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(3);

    public static async Task RunAsync()
    {
        await using PostgreSqlShop shop = await PostgreSqlShop.StartAsync(100);
        await using CacheNode node = await shop.StartNodeAsync();
        PODatabase database = (PODatabase)node.Database;
        Console.WriteLine("concurrent requests | requests/s | readings of the log/s | requests per reading");
        foreach (int concurrent in new[] { 1, 10, 100, 1000 })
        {
            using CancellationTokenSource warm = new(TimeSpan.FromSeconds(1));
            await ServeAsync(node, concurrent, warm.Token);
            long readings = database.LogStatementCount;
            long begun = TimeProvider.System.GetTimestamp();
            using CancellationTokenSource over = new(s_duration);
            long served = await ServeAsync(node, concurrent, over.Token);
            double seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
            readings = database.LogStatementCount - readings;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{concurrent,19:N0} | {served / seconds,10:N0} | {readings / seconds,21:N0} | {served / (double)readings,20:N1}"));
        }
    }

    private static async Task<long> ServeAsync(CacheNode node, int concurrent, CancellationToken stop)
    {
        long served = 0;
        await Task.WhenAll(Enumerable.Range(0, concurrent).Select(i => Task.Run(
            async () =>
            {
                using IDisposable use = node.Use();
                while (!stop.IsCancellationRequested)
                {
                    using RequestScope scope = RequestScope.Begin();
                    await MProduct.GetAsync((i % 100) + 1, CancellationToken.None);
                    Interlocked.Increment(ref served);
                }
            },
            CancellationToken.None)));
        return served;
    }
}
