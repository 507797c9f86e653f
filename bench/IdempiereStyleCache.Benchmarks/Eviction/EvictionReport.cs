using System.Globalization;

namespace IdempiereStyleCache.Benchmarks;

/// <summary>How often a bounded cache has the answer, by what it evicts. Nothing here depends on the machine.</summary>
internal static class EvictionReport
{
    public static async Task RunAsync()
    {
        await using ProductDatabase database = await ProductDatabase.StartAsync(1);
        Console.WriteLine("room   | trace                                    |    LRU |  SIEVE | S3-FIFO | a bounded cache of ours");
        foreach (int room in new[] { 1_000, 10_000 })
        {
            foreach ((string name, IEnumerable<int> keys) in Traces.All(room))
            {
                using OwnPolicy own = new(room);
                IEvictionPolicy[] policies = [new LruPolicy(room), new SievePolicy(room), new S3FifoPolicy(room), own];
                long[] hits = new long[policies.Length];
                long asked = 0;
                foreach (int key in keys)
                {
                    asked++;
                    for (int i = 0; i < policies.Length; i++)
                    {
                        hits[i] += policies[i].Access(key) ? 1 : 0;
                    }
                }

                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{room,6:N0} | {name,-40} | {Share(hits[0])} | {Share(hits[1])} | {Share(hits[2]),7} | {Share(hits[3])}"));

                string Share(long count) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * count / asked,5:N1}%");
            }
        }
    }
}
