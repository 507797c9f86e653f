namespace IdempiereStyleCache.Tests;

/// <summary>
/// Stops the first statement that reaches a point, until the test opens the gate or makes the statement fail there. Later statements pass.
/// </summary>
internal sealed class DatabaseGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a statement stands at the gate.</summary>
    public Task Reached => _reached.Task.InTime();

    /// <summary>Waits until a statement stands at the gate.</summary>
    public void WaitUntilReached() => Reached.GetAwaiter().GetResult();

    public void Open() => _opened.TrySetResult();

    public void Fail(Exception exception) => _opened.TrySetException(exception);

    internal async ValueTask PassAsync(bool isAsync)
    {
        _reached.TrySetResult();

        // In time, so that a test that waits for what it holds itself fails instead of standing still.
        if (isAsync)
        {
            await _opened.Task.InTime();
        }
        else
        {
            _opened.Task.InTime().GetAwaiter().GetResult();
        }
    }
}
