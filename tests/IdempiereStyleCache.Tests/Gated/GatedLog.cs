namespace IdempiereStyleCache.Tests;

/// <summary>
/// The invalidation log of one node, in memory, that does what a test tells it: it stops or fails a call at a named point, and counts what it is asked. Rows become visible
/// with the commit of the <see cref="GatedSession"/> that they were written in.
/// </summary>
internal sealed class GatedLog(MemoryLog? log = null) : IInvalidationLog
{
    private readonly Dictionary<LogPoint, int> _calls = [];
    private readonly List<(LogPoint Point, DatabaseGate Gate)> _gates = [];
    private readonly List<int> _written = [];
    private int _position;
    private int _reading;
    private int _incomplete;

    // By which the node's rows are told from those of others.
    private object _identity = new();

    public MemoryLog Log { get; } = log ?? new MemoryLog();

    public TimeSpan SuggestedPollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Called at every point, before the gates; null for nobody.</summary>
    public Action<LogPoint>? Watcher { get; set; }

    /// <summary>Whether every call fails, because the database is out of reach.</summary>
    public bool IsAway { get; set; }

    /// <summary>How many other nodes have this one's name.</summary>
    public int Namesakes { get; set; }

    /// <summary>What the node's rows are written under now.</summary>
    public object Identity => Volatile.Read(ref _identity);

    /// <summary>Called when another node wakes this one; null until the node listens.</summary>
    public Action? WakeUp { get; private set; }

    public string? JoinedAs { get; private set; }

    /// <summary>How many rows each call of <see cref="WriteAsync"/> had.</summary>
    public IReadOnlyList<int> Written => _written;

    /// <summary>How often two readings ran at once, which must not be.</summary>
    public int Overlaps { get; private set; }

    /// <summary>How many readings were sent.</summary>
    public int Readings => Calls(LogPoint.BeforeRead);

    /// <summary>How many calls have reached a point.</summary>
    public int Calls(LogPoint point)
    {
        lock (_calls)
        {
            return _calls.GetValueOrDefault(point);
        }
    }

    /// <summary>Waits until so many calls in all have reached a point.</summary>
    public void WaitFor(LogPoint point, int count)
    {
        lock (_calls)
        {
            while (_calls.GetValueOrDefault(point) < count)
            {
                Assert.True(Monitor.Wait(_calls, Background.Patience), $"{count} calls should have reached {point}, {_calls.GetValueOrDefault(point)} did");
            }
        }
    }

    /// <summary>Stops the next call that reaches a point, there.</summary>
    public DatabaseGate Hold(LogPoint point)
    {
        DatabaseGate gate = new();
        lock (_gates)
        {
            _gates.Add((point, gate));
        }

        return gate;
    }

    /// <summary>Makes the next call that reaches a point fail there.</summary>
    public void Fail(LogPoint point, Exception exception) => Hold(point).Fail(exception);

    /// <summary>Makes the next reading say that rows are missing.</summary>
    public void LoseRows() => Volatile.Write(ref _incomplete, 1);

    public async ValueTask JoinAsync(string nodeName, StorageCall call)
    {
        await PassAsync(LogPoint.Join, call.IsAsync);
        JoinedAs = nodeName;
        _position = Log.Count;
    }

    public async ValueTask WriteAsync(IReadOnlyList<LogRow> rows, StorageCall call)
    {
        Assert.NotEmpty(rows);
        GatedSession session = (GatedSession)call.Session!;
        session.ThrowIfUnusable();
        await PassAsync(LogPoint.Write, call.IsAsync);
        lock (_calls)
        {
            _written.Add(rows.Count);
        }

        session.WriteToLog(this, rows);
    }

    public void Disown() => Volatile.Write(ref _identity, new object());

    public async ValueTask<LogReading> ReadAsync(StorageCall call)
    {
        if (Interlocked.Increment(ref _reading) != 1)
        {
            Overlaps++;
        }

        object identity = Identity;
        try
        {
            await PassAsync(LogPoint.BeforeRead, call.IsAsync);
            (LogRow[] rows, int position) = Log.Read(identity, _position);
            bool isIncomplete = Volatile.Read(ref _incomplete) != 0;
            await PassAsync(LogPoint.AfterRead, call.IsAsync);
            _position = position;
            Volatile.Write(ref _incomplete, 0);
            return new LogReading(isIncomplete ? [] : rows, isIncomplete);
        }
        finally
        {
            Interlocked.Decrement(ref _reading);
        }
    }

    public async ValueTask<int> BeatAsync(StorageCall call)
    {
        await PassAsync(LogPoint.Beat, call.IsAsync);
        return Namesakes;
    }

    public async ValueTask LeaveAsync(StorageCall call)
    {
        await PassAsync(LogPoint.Leave, call.IsAsync);
        JoinedAs = null;
    }

    public async ValueTask ListenAsync(Action wakeUp, CancellationToken cancellationToken)
    {
        await PassAsync(LogPoint.Listen, isAsync: true);
        WakeUp = wakeUp;
        Log.Listen(this);
    }

    public async ValueTask WakeOthersAsync()
    {
        await PassAsync(LogPoint.Wake, isAsync: true);
        Log.Wake(this);
    }

    private async ValueTask PassAsync(LogPoint point, bool isAsync)
    {
        Watcher?.Invoke(point);
        lock (_calls)
        {
            _calls[point] = _calls.GetValueOrDefault(point) + 1;
            Monitor.PulseAll(_calls);
        }

        DatabaseGate? found = null;
        lock (_gates)
        {
            int index = _gates.FindIndex(g => g.Point == point);
            if (index >= 0)
            {
                found = _gates[index].Gate;
                _gates.RemoveAt(index);
            }
        }

        if (found is not null)
        {
            await found.PassAsync(isAsync);
        }

        if (IsAway && point != LogPoint.Leave)
        {
            throw new ConnectionLostException();
        }
    }
}
