namespace GardenWorld;

/// <summary>Eight threads that stand at a gate and all begin to read when it opens.</summary>
/// <typeparam name="T">What each thread brings back.</typeparam>
internal sealed class WaitingReaders<T> : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();
    private readonly Task<T>[] _readers;

    /// <summary>Starts the threads and returns when all of them stand at the gate.</summary>
    public WaitingReaders(Func<T> read)
    {
        using CountdownEvent arrived = new(WaitingReaders.Count);
        _readers = [.. Enumerable.Range(0, WaitingReaders.Count).Select(_ => Task.Factory.StartNew(
            () =>
            {
                arrived.Signal();
                _gate.Wait();
                return read();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        arrived.Wait();
    }

    public void OpenGate() => _gate.Set();

    /// <summary>Waits until every thread is back.</summary>
    /// <returns>What each thread read.</returns>
    public T[] Results() => Task.WhenAll(_readers).GetAwaiter().GetResult();

    public void Dispose()
    {
        OpenGate();
        Task.WhenAll(_readers).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _gate.Dispose();
    }
}

/// <summary>What all waiting readers have in common.</summary>
internal static class WaitingReaders
{
    public const int Count = 8;
}
