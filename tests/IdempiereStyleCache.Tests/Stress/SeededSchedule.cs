namespace IdempiereStyleCache.Tests;

/// <summary>
/// Lets one thread run at a time, from one point to the next, and picks the next by a seeded random number: interleavings that free threads
/// meet once in a million runs come up all the time. A thread that waits for another one (for a load, or for a row's lock) counts as standing until it is let go.
/// </summary>
internal sealed class SeededSchedule(int seed) : IInterleaving
{
    [ThreadStatic]
    private static Actor? t_current;

    private readonly Random _random = new(seed);
    private readonly List<Actor> _actors = [];

    public void Point() => t_current?.Stop();

    public void Run(IReadOnlyList<Action> threads)
    {
        _actors.AddRange(threads.Select(work => new Actor(work)));
        long patience = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Actor[] standing = [.. _actors.Where(a => a.IsStanding)];
            if (standing.Length != 0)
            {
                standing[_random.Next(standing.Length)].RunToNextPoint();
                patience = TimeProvider.System.GetTimestamp();
            }
            else if (_actors.TrueForAll(a => a.IsDone))
            {
                break;
            }
            else
            {
                Assert.True(TimeProvider.System.GetElapsedTime(patience) < Background.Patience, "the threads wait for each other");
                Thread.Yield();
            }
        }

        _actors.ForEach(static a => a.ThrowIfFailed());
    }

    private sealed class Actor
    {
        private readonly object _turn = new();
        private readonly Thread _thread;
        private volatile bool _isStanding;
        private volatile bool _isDone;
        private bool _mayRun;
        private Exception? _error;

        public Actor(Action work)
        {
            ExecutionContext? flow = ExecutionContext.Capture();
            _thread = new Thread(() =>
            {
                t_current = this;
                Stop();
                try
                {
                    ExecutionContext.Run(flow!, _ => work(), null);
                }
                catch (Exception e)
                {
                    _error = e;
                }

                _isDone = true;
            })
            { IsBackground = true };
            _thread.Start();
        }

        public bool IsStanding => _isStanding;

        public bool IsDone => _isDone;

        public void Stop()
        {
            lock (_turn)
            {
                _isStanding = true;
                while (!_mayRun)
                {
                    Monitor.Wait(_turn);
                }

                _mayRun = false;
            }
        }

        public void RunToNextPoint()
        {
            lock (_turn)
            {
                _isStanding = false;
                _mayRun = true;
                Monitor.Pulse(_turn);
            }

            int waiting = 0;
            while (!_isStanding && !_isDone && waiting < 3)
            {
                // Waiting for another thread is not announced, but seen. To be wrong about it does no harm: two threads run at once for a moment.
                waiting = (_thread.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0 && !_isStanding ? waiting + 1 : 0;
                Thread.Yield();
            }
        }

        public void ThrowIfFailed()
        {
            if (_error is not null)
            {
                throw new InvalidOperationException("A thread of the run failed.", _error);
            }
        }
    }
}
