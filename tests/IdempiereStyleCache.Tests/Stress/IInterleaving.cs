namespace IdempiereStyleCache.Tests;

/// <summary>How the threads of a run interleave.</summary>
internal interface IInterleaving
{
    /// <summary>Called at every point of the database and between two operations of a thread.</summary>
    void Point();

    /// <summary>Runs what each thread does, and ends when all have ended.</summary>
    void Run(IReadOnlyList<Action> threads);
}

/// <summary>Threads that run as the machine lets them, held up at random at every point so that the windows between points are wide.</summary>
internal sealed class FreeThreads(int seed) : IInterleaving
{
    [ThreadStatic]
    private static Random? t_random;

    public void Point()
    {
        t_random ??= new Random(seed ^ Environment.CurrentManagedThreadId);
        int choice = t_random.Next(16);
        if (choice < 4)
        {
            Thread.Yield();
        }
        else if (choice < 8)
        {
            Thread.SpinWait(choice * 100);
        }
    }

    public void Run(IReadOnlyList<Action> threads) => Task.WhenAll(threads.Select(Background.Run)).Join();
}
