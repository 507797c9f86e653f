namespace IdempiereStyleCache.Torture;

/// <summary>The machine's monotonic clock, which all processes share, and pauses by it.</summary>
internal static class Clock
{
    public static long Now => TimeProvider.System.GetTimestamp();

    public static long Ticks(TimeSpan span) => (long)(span.TotalSeconds * TimeProvider.System.TimestampFrequency);

    public static TimeSpan Span(long ticks) => TimeSpan.FromSeconds((double)ticks / TimeProvider.System.TimestampFrequency);

    /// <summary>Lets a time pass without a thread.</summary>
    public static async Task PassAsync(TimeSpan time)
    {
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ITimer timer = TimeProvider.System.CreateTimer(_ => over.TrySetResult(), null, time, Timeout.InfiniteTimeSpan);
        await over.Task;
    }

    /// <summary>Holds this thread up for a time, as a scheduler may do anywhere.</summary>
    public static void Hold(TimeSpan time)
    {
        long end = Now + Ticks(time);
        using ManualResetEventSlim never = new();
        while (Now < end)
        {
            never.Wait(TimeSpan.FromMilliseconds(1));
        }
    }
}
