namespace IdempiereStyleCache;

/// <summary>
/// The moments as of which the open request scopes of one node read, and the old versions that are kept for them. Safe for use by several threads.
/// </summary>
/// <remarks>
/// <para>A version lives from the reset before it was loaded (its since) to the reset that removed it (its end). A scope of moment R reads it when since &lt;= R &lt; end. So a removed
/// version is kept while an open moment lies in between, and hangs on the newest such; when that closes it moves on to the next older one, or goes. However long a scope stays
/// open, it keeps one version of each entry at the most: those that came after its moment do not hang on it.</para>
/// <para>Who may run between any two lines: resets, which take an epoch and then remove entries one gate after another; and scopes that begin. A reset announces itself before it
/// takes its epoch. A scope that begins reads the epoch in here, and then waits for the resets that had announced themselves: what they remove is gone before the scope reads
/// anything, and what a later one removes is offered to it.</para>
/// </remarks>
/// <param name="bus">Counts the resets.</param>
/// <param name="time">The clock.</param>
/// <param name="faults">Safeguards switched off by a test.</param>
internal sealed class OpenScopes(CacheResetBus bus, TimeProvider time, CoherenceFaults faults)
{
    /// <summary>How many entries one moment may keep before it is reported.</summary>
    public const int ManyVersions = 10_000;

    private readonly Lock _gate = new();
    private readonly SortedSet<long> _resets = [];
    private ScopeMoment? _newest;
    private ScopeMoment? _unreported;
    private long _lastReset;
    private long _retained;
    private int _open;

    /// <summary>How many scopes have read and not ended.</summary>
    public int Count => Volatile.Read(ref _open);

    /// <summary>How many removed entries are kept.</summary>
    public long RetainedCount => Volatile.Read(ref _retained);

    /// <summary>Begins to read for a scope: as of now, after every reset whose epoch has been taken.</summary>
    public ScopeMoment Enter()
    {
        ScopeMoment moment;
        long announced;

        // Before the epoch is read: a reset that then finds nobody here has taken its epoch earlier.
        Interlocked.Increment(ref _open);
        lock (_gate)
        {
            long epoch = bus.Epoch;
            if (_newest is not { } newest || newest.Epoch != epoch)
            {
                newest = new ScopeMoment(epoch, time.GetTimestamp()) { Older = _newest };
                if (_newest is not null)
                {
                    _newest.Newer = newest;
                }

                _newest = newest;
            }

            moment = newest;
            moment.Scopes++;
            announced = _lastReset;
        }

        if (!faults.HasFlag(CoherenceFaults.BeginDuringReset))
        {
            WaitForResets(announced);
        }

        return moment;
    }

    /// <summary>Ends the reading of one scope. What nobody else needs goes.</summary>
    public void Leave(ScopeMoment moment)
    {
        lock (_gate)
        {
            if (--moment.Scopes == 0)
            {
                Close(moment);
            }
        }

        Interlocked.Decrement(ref _open);
    }

    /// <summary>Announces resets; to be called before their epoch is taken, and to be ended when all of it is applied.</summary>
    /// <returns>The number to end it with.</returns>
    public long BeginReset()
    {
        lock (_gate)
        {
            _resets.Add(++_lastReset);
            return _lastReset;
        }
    }

    /// <summary>Ends what <see cref="BeginReset"/> announced.</summary>
    /// <returns>A moment that keeps too many versions, to be reported; usually null.</returns>
    public ScopeMoment? EndReset(long number)
    {
        lock (_gate)
        {
            _resets.Remove(number);
            ScopeMoment? unreported = _unreported;
            _unreported = null;
            return unreported;
        }
    }

    /// <summary>Keeps what a reset removes if an open scope could still read it. The gate of its key is held.</summary>
    public void Offer(IRetainedVersion version, long end)
    {
        if (Count == 0 || faults.HasFlag(CoherenceFaults.DropVersions))
        {
            return;
        }

        lock (_gate)
        {
            ScopeMoment? moment = _newest;
            while (moment is not null && moment.Epoch >= end)
            {
                moment = moment.Older;
            }

            if (moment is not null && moment.Epoch >= version.Since)
            {
                version.Keep();
                Interlocked.Add(ref _retained, version.Count);
                Attach(moment, version);
            }
        }
    }

    private void WaitForResets(long last)
    {
        SpinWait spin = default;
        while (true)
        {
            lock (_gate)
            {
                if (_resets.Count == 0 || _resets.Min > last)
                {
                    return;
                }
            }

            spin.SpinOnce();
        }
    }

    private void Attach(ScopeMoment moment, IRetainedVersion version)
    {
        moment.Versions.Add(version);
        moment.VersionCount += version.Count;
        if (moment.VersionCount > ManyVersions && !moment.IsReported)
        {
            moment.IsReported = true;
            _unreported = moment;
        }
    }

    private void Close(ScopeMoment moment)
    {
        if (moment.Newer is { } newer)
        {
            newer.Older = moment.Older;
        }
        else
        {
            _newest = moment.Older;
        }

        if (moment.Older is { } older)
        {
            older.Newer = moment.Newer;
        }

        foreach (IRetainedVersion version in moment.Versions)
        {
            if (moment.Older is { } next && next.Epoch >= version.Since)
            {
                Attach(next, version);
            }
            else
            {
                version.Drop();
                Interlocked.Add(ref _retained, -version.Count);
            }
        }
    }
}
