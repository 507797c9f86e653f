using System.Numerics;

namespace IdempiereStyleCache;

/// <summary>A counter that threads on different processors raise without getting in each other's way. Safe for use by several threads.</summary>
internal sealed class StripedCounter
{
    // A cache line apart, and not in the line of the array's length.
    private const int Spacing = 8;

    private static readonly int s_mask = (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount) - 1;

    private readonly long[] _counts = new long[(s_mask + 2) * Spacing];

    /// <summary>The count so far.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            for (int i = Spacing; i < _counts.Length; i += Spacing)
            {
                total += Volatile.Read(ref _counts[i]);
            }

            return total;
        }
    }

    /// <summary>Counts one.</summary>
    public void Increment() => Interlocked.Increment(ref _counts[((Thread.GetCurrentProcessorId() & s_mask) + 1) * Spacing]);
}
