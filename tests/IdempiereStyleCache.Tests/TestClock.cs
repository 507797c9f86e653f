namespace IdempiereStyleCache.Tests;

/// <summary>A clock that a test moves: the monotonic one, which fires timers, and the wall clock, each by itself. Safe for use by several threads.</summary>
internal sealed class TestClock : TimeProvider
{
    private readonly List<TestTimer> _timers = [];
    private long _timestamp = TimeSpan.TicksPerDay;
    private DateTimeOffset _wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>When the timers are due that are set, from now.</summary>
    public IReadOnlyList<TimeSpan> Due
    {
        get
        {
            lock (_timers)
            {
                return [.. _timers.Select(t => TimeSpan.FromTicks(t.Due - _timestamp)).Order()];
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_timers)
        {
            return _wall;
        }
    }

    public override long GetTimestamp()
    {
        lock (_timers)
        {
            return _timestamp;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, period);
        TestTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass; timers that are due fire.</summary>
    public void Advance(TimeSpan by)
    {
        Jump(by);
        List<TestTimer> due;
        lock (_timers)
        {
            due = _timers.FindAll(t => t.Due <= _timestamp);
            _timers.RemoveAll(due.Contains);
        }

        due.ForEach(static t => t.Fire());
    }

    /// <summary>Lets time pass that nobody noticed: the process was paused, and its timers have not fired yet.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_timers)
        {
            _timestamp += by.Ticks;
            _wall += by;
        }
    }

    /// <summary>Somebody sets the wall clock.</summary>
    public void SetWall(TimeSpan by)
    {
        lock (_timers)
        {
            _wall += by;
        }
    }

    /// <summary>Waits until a timer is set that is due in so much time.</summary>
    public void WaitForTimer(TimeSpan due) => WaitForTimers(due, 1);

    /// <summary>Waits until so many timers are set that are due in so much time.</summary>
    public void WaitForTimers(TimeSpan due, int count)
    {
        lock (_timers)
        {
            while (Due.Count(d => d == due) < count)
            {
                Assert.True(Monitor.Wait(_timers, Background.Patience), $"a timer should be due in {due}; they are due in {string.Join(", ", Due)}");
            }
        }
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._timers)
            {
                clock._timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock._timestamp + dueTime.Ticks;
                    clock._timers.Add(this);
                    Monitor.PulseAll(clock._timers);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
