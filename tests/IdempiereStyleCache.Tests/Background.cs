namespace IdempiereStyleCache.Tests;

/// <summary>Runs what blocks on a thread of its own, in the test's ambient node.</summary>
internal static class Background
{
    /// <summary>How long a test that got stuck may hold up the run. Nothing waits for it to pass.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static Task<T> Run<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);

    public static Task Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task InTime(this Task task) => task.WaitAsync(Patience);

    public static Task<T> InTime<T>(this ValueTask<T> task) => task.AsTask().InTime();

    /// <summary>The result of what runs in the background, or its error.</summary>
    public static T Result<T>(this Task<T> task) => task.InTime().GetAwaiter().GetResult();

    public static void Join(this Task task) => task.InTime().GetAwaiter().GetResult();
}
