namespace IdempiereStyleCache;

/// <summary>
/// Runs a check for many callers at once: whoever arrives needs one that starts after it arrived, and all who wait at that moment share it. One runs at a time. Safe for
/// use by several threads.
/// </summary>
/// <remarks>
/// Checks are numbered in the order in which they start. A caller remembers the number of the next one to start and is content with any check of that number or a later
/// one that succeeded. Whoever finds none running leads; the others wait for it and look again, so that a caller who gives up leaves nobody without a leader.
/// </remarks>
/// <param name="run">The check.</param>
/// <param name="time">The clock.</param>
/// <param name="faults">Safeguards switched off by a test.</param>
internal sealed class SharedCheck(Func<bool, ValueTask> run, TimeProvider time, CoherenceFaults faults)
{
    private readonly Lock _gate = new();

    // Changed with the gate held.
    private Flight? _running;
    private Flight? _failed;
    private long _started;
    private long _completed;
    private long _lastSent = time.GetTimestamp();
    private bool _hasStopped;

    /// <summary>The number of the next check to start: one that a caller who arrives now can be content with.</summary>
    public long Next
    {
        get
        {
            lock (_gate)
            {
                return _started + 1;
            }
        }
    }

    /// <summary>The number of the check that is running, or of the next one.</summary>
    public long RunningOrNext
    {
        get
        {
            lock (_gate)
            {
                return _running?.Number ?? _started + 1;
            }
        }
    }

    /// <summary>How long ago the last check that succeeded was sent; at first, how long ago this object was made.</summary>
    public TimeSpan Age => time.GetElapsedTime(Volatile.Read(ref _lastSent));

    /// <summary>When the last check that succeeded was sent; at first, when this object was made.</summary>
    public long LastSent => Volatile.Read(ref _lastSent);

    /// <summary>Whether a check of that number, or a later one, has succeeded.</summary>
    public bool HasCompleted(long number) => Volatile.Read(ref _completed) >= number;

    /// <summary>Waits until a check of that number, or a later one, has succeeded; runs it when nobody does.</summary>
    /// <param name="number">The number.</param>
    /// <param name="isAsync">Whether waiting may be asynchronous.</param>
    /// <param name="cancellationToken">Stops waiting; the check goes on for others who wait for it.</param>
    /// <returns>Whether the check was another caller's.</returns>
    /// <exception cref="Exception">What the check threw, for everybody who waited for it.</exception>
    public async ValueTask<bool> WaitAsync(long number, bool isAsync, CancellationToken cancellationToken)
    {
        bool hasWaited = false;
        while (true)
        {
            Flight? flight;
            bool leads = false;
            lock (_gate)
            {
                if (_completed >= number)
                {
                    return true;
                }

                ObjectDisposedException.ThrowIf(_hasStopped, typeof(CacheNode));

                // Whoever waited shares what came of it, also when it ended before this thread could look again.
                flight = hasWaited && _failed is { } failed && failed.Number >= number ? failed : _running;
                if (flight is null)
                {
                    leads = true;
                    flight = _running = new Flight(++_started);
                }
            }

            if (leads)
            {
                ValueTask lead = LeadAsync(flight, isAsync);
                await (isAsync && cancellationToken.CanBeCanceled && !lead.IsCompleted
                    ? new ValueTask(lead.AsTask().WaitAsync(cancellationToken))
                    : lead).ConfigureAwait(false);
                return false;
            }

            hasWaited = true;
            Exception? failure = await flight.WaitAsync(isAsync, cancellationToken).ConfigureAwait(false);
            bool isMine = flight.Number >= number || faults.HasFlag(CoherenceFaults.JoinEarlierCheck);
            if (isMine)
            {
                ThrowIfFailed(failure);
                return true;
            }
        }
    }

    /// <summary>Refuses further checks and waits for the one that is running.</summary>
    public async ValueTask StopAsync()
    {
        Flight? flight;
        lock (_gate)
        {
            _hasStopped = true;
            flight = _running;
        }

        if (flight is not null)
        {
            await flight.WaitAsync(isAsync: true, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask LeadAsync(Flight flight, bool isAsync)
    {
        long sent = time.GetTimestamp();
        try
        {
            await run(isAsync).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failed = flight;
                _running = null;
            }

            flight.Complete(e);
            throw;
        }

        lock (_gate)
        {
            _completed = flight.Number;
            _lastSent = sent;
            _failed = null;
            _running = null;
        }

        flight.Complete(null);
    }

    private static void ThrowIfFailed(Exception? failure)
    {
        if (failure is not null)
        {
            throw new PODatabaseException($"The reading of the invalidation log that was shared with other requests failed. {failure.Message}", failure);
        }
    }

    private sealed class Flight(long number)
    {
        private readonly TaskCompletionSource<Exception?> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Number { get; } = number;

        public void Complete(Exception? failure) => _source.SetResult(failure);

        public async ValueTask<Exception?> WaitAsync(bool isAsync, CancellationToken cancellationToken) => isAsync
            ? await _source.Task.WaitAsync(cancellationToken).ConfigureAwait(false)
            : _source.Task.GetAwaiter().GetResult();
    }
}
