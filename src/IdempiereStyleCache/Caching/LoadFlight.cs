namespace IdempiereStyleCache;

/// <summary>A load under way, as the loader sees it.</summary>
/// <param name="ticket">The epoch at which it began.</param>
internal abstract class LoadFlight(long ticket)
{
    public long Ticket { get; } = ticket;

    /// <summary>What the loader found about the value that the ticket does not tell.</summary>
    public LoadVerdict Verdict { get; set; }
}

/// <summary>A load under way that other readers may join. Its ticket was taken before the database was read.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
internal sealed class LoadFlight<TValue>(long ticket) : LoadFlight(ticket)
    where TValue : class
{
    private readonly TaskCompletionSource<(TValue? Value, bool IsAccepted)> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Complete(TValue? value, bool isAccepted) => _source.SetResult((value, isAccepted));

    public void Fail(Exception exception)
    {
        _source.SetException(exception);

        // Nobody may have joined; then nobody looks at the error here, and the leader has thrown it.
        _ = _source.Task.Exception;
    }

    public async ValueTask<(TValue? Value, bool IsAccepted)> WaitAsync(bool isAsync, CancellationToken cancellationToken)
    {
        if (isAsync)
        {
            return await _source.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return _source.Task.GetAwaiter().GetResult();
    }
}
