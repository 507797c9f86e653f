namespace IdempiereStyleCache.Benchmarks;

/// <summary>Sequences of keys as programs ask for them. The same every time.</summary>
internal static class Traces
{
    private const int Keys = 100_000;
    private const int Length = 1_000_000;

    /// <summary>Every trace with its name.</summary>
    public static IEnumerable<(string Name, IEnumerable<int> Keys)> All(int capacity) =>
    [
        ("Zipf 0.8", Zipf(0.8, 1)),
        ("Zipf 1.0", Zipf(1.0, 2)),
        ("loop, 1.2 x the room", Loop((int)(capacity * 1.2))),
        ("loop, 3 x the room", Loop(capacity * 3)),
        ("Zipf 1.0 with a scan now and then", WithScans(Zipf(1.0, 3), capacity)),
        ("Zipf 1.0, other favourites every tenth", Shifting(4)),
    ];

    private static IEnumerable<int> Zipf(double skew, int seed)
    {
        double[] cumulated = new double[Keys];
        double sum = 0;
        for (int i = 0; i < Keys; i++)
        {
            cumulated[i] = sum += 1 / Math.Pow(i + 1, skew);
        }

        Random random = new(seed);
        for (int i = 0; i < Length; i++)
        {
            int found = Array.BinarySearch(cumulated, random.NextDouble() * sum);
            yield return found < 0 ? ~found : found;
        }
    }

    private static IEnumerable<int> Loop(int keys) => Enumerable.Range(0, Length).Select(i => i % keys);

    private static IEnumerable<int> WithScans(IEnumerable<int> favourites, int room)
    {
        int asked = 0;
        int scanned = Keys;
        foreach (int key in favourites)
        {
            yield return key;
            if (++asked % (room * 10) == 0)
            {
                for (int i = 0; i < room; i++)
                {
                    yield return scanned++;
                }
            }
        }
    }

    private static IEnumerable<int> Shifting(int seed) => Zipf(1.0, seed).Select((key, i) => (key + (i / (Length / 10) * 7_919)) % Keys);
}
