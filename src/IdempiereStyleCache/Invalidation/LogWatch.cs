namespace IdempiereStyleCache;

/// <summary>
/// What a node does by itself: reads the log at intervals and when it is woken, says that it is alive, and wakes others. Errors end nothing; the next interval tries again.
/// </summary>
internal sealed class LogWatch
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int SendAgain = 2;

    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(1);

    // A wake-up costs its sender and every listener about as much as a small transaction.
    private static readonly TimeSpan s_wakeUpPause = TimeSpan.FromMilliseconds(10);

    private readonly CacheNode _node;
    private readonly IInvalidationLog _log;
    private readonly CoherenceOptions _options;
    private readonly SharedCheck _check;
    private readonly TimeSpan _pollInterval;
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _working = [];
    private ITimer? _pollTimer;
    private ITimer? _beatTimer;
    private ITimer? _ageTimer;
    private ITimer? _wakeTimer;
    private bool _hasStopped;
    private bool _nameIsTaken;
    private int _woken;
    private int _waking;

    public LogWatch(CacheNode node, IInvalidationLog log, CoherenceOptions options, SharedCheck check)
    {
        _node = node;
        _log = log;
        _options = options;
        _check = check;
        _pollInterval = options.PollInterval ?? log.SuggestedPollInterval;
    }

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await BeatAsync().ConfigureAwait(false);
        lock (_gate)
        {
            _beatTimer = CreateTimer(() => Work(BeatAsync), _options.HeartbeatInterval);
            if (!_options.Freshness.IsManual)
            {
                _pollTimer = CreateTimer(() => Work(PollAsync), _pollInterval);
            }

            if (_node.IsDefault && _options.Freshness.IsStrict)
            {
                _ageTimer = CreateTimer(WatchAge, _options.UnscopedAllowance);
            }

            if (_options.UsesWakeUps)
            {
                _wakeTimer = CreateTimer(EndWakeUpPause, Timeout.InfiniteTimeSpan);
            }
        }

        if (_options.UsesWakeUps && !_options.Freshness.IsManual)
        {
            await Apart(() => _log.ListenAsync(WakeUp, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Wakes the other nodes: at once, but once for all commits that ask while a wake-up is being sent and for a moment after it.</summary>
    public void WakeOthers()
    {
        if (_options.UsesWakeUps && Interlocked.Exchange(ref _waking, SendAgain) == Idle)
        {
            Work(SendWakeUpAsync);
        }
    }

    public async ValueTask StopAsync()
    {
        Task[] working;
        lock (_gate)
        {
            _hasStopped = true;
            _pollTimer?.Dispose();
            _beatTimer?.Dispose();
            _ageTimer?.Dispose();
            _wakeTimer?.Dispose();
            working = [.. _working];
        }

        await Task.WhenAll(working).ConfigureAwait(false);
        if (Volatile.Read(ref _waking) == SendAgain)
        {
            await SendWakeUpAsync().ConfigureAwait(false);
        }
    }

    // Called on a thread of the database's driver, which must not wait for a reading.
    private void WakeUp()
    {
        if (Interlocked.Exchange(ref _woken, 1) == 0)
        {
            Work(ReadAfterWakeUpAsync);
        }
    }

    private void Work(Func<Task> work)
    {
        Task task;
        lock (_gate)
        {
            if (_hasStopped)
            {
                return;
            }

            task = Apart(() => Task.Run(work));
            _working.Add(task);
        }

        _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void Forget(Task task)
    {
        lock (_gate)
        {
            _working.Remove(task);
        }
    }

    private async Task ReadAfterWakeUpAsync()
    {
        // A wake-up from here on may speak of a commit that this reading does not see.
        Volatile.Write(ref _woken, 0);
        await ReadAsync(_check.Next).ConfigureAwait(false);
    }

    private async Task PollAsync()
    {
        if (_check.Age >= _pollInterval)
        {
            await ReadAsync(_check.Next).ConfigureAwait(false);
        }

        // Readings that requests asked for count too: the next is due when the last one is an interval old, or after a failure an interval from now.
        TimeSpan age = _check.Age;
        Rearm(_pollTimer, age < _pollInterval ? _pollInterval - age : _pollInterval);
    }

    // By a timer of its own: a reading that gets no answer ends late, and until then nothing else would stop what the default node serves without looking.
    private void WatchAge()
    {
        _node.NoteAge();
        if (!CacheNode.NeedsAttention)
        {
            TimeSpan left = _options.UnscopedAllowance - _check.Age;
            Rearm(_ageTimer, left > s_shortest ? left : s_shortest);
        }
    }

    private async Task ReadAsync(long number)
    {
        try
        {
            await _check.WaitAsync(number, isAsync: true, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Said when it was read; the next interval tries again.
        }
    }

    private async Task BeatAsync()
    {
        try
        {
            int others = await _log.BeatAsync(new StorageCall(null, IsAsync: true)).ConfigureAwait(false);
            if (others > 0 && !_nameIsTaken)
            {
                Log.NameIsTaken(_node.Logger, _node.Name, others);
            }

            _nameIsTaken = others > 0;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.BeatFailed(_node.Logger, _node.Name, e);
        }

        Rearm(_beatTimer, _options.HeartbeatInterval);
    }

    private async Task SendWakeUpAsync()
    {
        // A commit from here on may come too late for whom this wakes.
        Volatile.Write(ref _waking, Sending);
        try
        {
            await _log.WakeOthersAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Log.WakeUpFailed(_node.Logger, _node.Name, e);
        }

        Rearm(_wakeTimer, s_wakeUpPause);
    }

    private void EndWakeUpPause()
    {
        if (Interlocked.CompareExchange(ref _waking, Idle, Sending) != Sending)
        {
            Work(SendWakeUpAsync);
        }
    }

    // Without what flows with the code that caused it: its scope, its ambient transaction, its trace.
    private static T Apart<T>(Func<T> start)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return start();
        }

        using (ExecutionContext.SuppressFlow())
        {
            return start();
        }
    }

    private ITimer CreateTimer(Action action, TimeSpan due) =>
        Apart(() => _node.TimeProvider.CreateTimer(_ => action(), null, due, Timeout.InfiniteTimeSpan));

    private void Rearm(ITimer? timer, TimeSpan interval)
    {
        lock (_gate)
        {
            if (!_hasStopped)
            {
                timer?.Change(interval, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
