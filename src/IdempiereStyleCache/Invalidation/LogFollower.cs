using System.Collections.Immutable;

namespace IdempiereStyleCache;

/// <summary>
/// One node's link to the invalidation log: writes what its transactions changed, applies what others did, and says whether a cached read may be answered from the cache.
/// Safe for use by several threads.
/// </summary>
internal sealed class LogFollower : IAsyncDisposable
{
    // Whose rows this thread is applying: a listener of resets that reads then must not wait for the very reading that it is part of.
    [ThreadStatic]
    private static LogFollower? t_applying;

    private readonly CacheNode _node;
    private readonly IInvalidationLog _log;
    private readonly CoherenceOptions _options;
    private readonly SharedCheck _check;
    private readonly LogWatch _watch;
    private int _outOfReach;
    private int _disowned;

    public LogFollower(CacheNode node, IInvalidationLog log, CoherenceOptions options)
    {
        _node = node;
        _log = log;
        _options = options;
        _check = new SharedCheck(ReadAsync, node.TimeProvider, node.Faults);
        _watch = new LogWatch(node, log, options, _check);
    }

    /// <summary>How old what the node knows of other nodes may be: the time since the last reading that succeeded was sent.</summary>
    public TimeSpan Age => _check.Age;

    /// <summary>When the last reading that succeeded was sent: what has not been reset by it was current then. While rows are applied, the one before.</summary>
    public long LastSent => _check.LastSent;

    /// <summary>The number of the next reading to start.</summary>
    public long NextReading => _check.Next;

    /// <summary>How old what a read outside every scope returns may be.</summary>
    public TimeSpan UnscopedAllowance => _options.Freshness.IsStrict ? _options.UnscopedAllowance : _options.Freshness.Allowance;

    public Freshness Freshness => _options.Freshness;

    /// <summary>Whether the last reading failed and none has succeeded since.</summary>
    public bool IsOutOfReach => Volatile.Read(ref _outOfReach) != 0;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        await _log.JoinAsync(_node.Name, new StorageCall(null, IsAsync: true, cancellationToken)).ConfigureAwait(false);
        await _watch.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what a transaction changed into the log, in that transaction.</summary>
    public async ValueTask WriteAsync(ImmutableArray<CacheReset> resets, ChangeSet changes, StorageCall call)
    {
        List<LogRow> rows = [];
        foreach (CacheReset reset in resets)
        {
            AddRows(rows, reset, changes.ShapeOf(reset.TableName));
        }

        await _log.WriteAsync(rows, call).ConfigureAwait(false);
        foreach (IGrouping<string, LogRow> table in rows.GroupBy(static r => r.TableName))
        {
            CacheMetrics.Add(_node.Metrics.RowsSent, table.Count(), CacheMetrics.Table(table.Key));
        }
    }

    /// <summary>Makes the node hear of its own rows, after a commit whose outcome is unknown: the database may carry it out any time.</summary>
    /// <remarks>
    /// A reading that is under way may still leave out this node's rows, and be sent after the database has carried the commit out. Counted after the log knows, so that such a
    /// reading sees another number when it has ended, and takes itself for incomplete.
    /// </remarks>
    public void Disown()
    {
        _log.Disown();
        Interlocked.Increment(ref _disowned);
    }

    /// <summary>Tells the other nodes to look, after a commit. Returns at once.</summary>
    public void WakeOthers() => _watch.WakeOthers();

    /// <summary>Applies everything that was committed before the call.</summary>
    public async ValueTask CatchUpAsync(bool isAsync, CancellationToken cancellationToken)
    {
        if (t_applying == this)
        {
            throw new InvalidOperationException("A listener of cache resets cannot catch up: it runs while the node does. What it reads is as current as that.");
        }

        await CheckAsync(_check.Next, isAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether a reading of that number, or a later one, has succeeded.</summary>
    public bool HasRead(long number) => _check.HasCompleted(number);

    /// <summary>Waits for a reading of that number or a later one.</summary>
    /// <returns>How the cached read may be answered.</returns>
    public async ValueTask<CacheReadMode> EnsureReadAsync(long number, bool isAsync, CancellationToken cancellationToken)
    {
        if (_check.HasCompleted(number) || t_applying == this)
        {
            return CacheReadMode.Fresh;
        }

        if (IsKnownStale)
        {
            return ModeStale();
        }

        try
        {
            await CheckAsync(number, isAsync, cancellationToken).ConfigureAwait(false);
            return CacheReadMode.Fresh;
        }
        catch (Exception e) when (IsOutOfReachError(e, cancellationToken))
        {
            return ModeOutOfReach(TimeSpan.Zero, e);
        }
    }

    /// <summary>Waits, unless the last reading is recent enough, for one that is.</summary>
    /// <returns>How the cached read may be answered.</returns>
    public async ValueTask<CacheReadMode> EnsureAgeAsync(TimeSpan allowance, bool isAsync, CancellationToken cancellationToken)
    {
        if (IsWithin(allowance) || t_applying == this)
        {
            return CacheReadMode.Fresh;
        }

        if (IsKnownStale)
        {
            return ModeStale();
        }

        try
        {
            // One that is under way will do if it is recent enough when it has ended; one that starts from now on will do however long it takes. That the former fails says
            // nothing about the database of now: it may have been sent before the process was paused.
            long next = _check.Next;
            long running = _check.RunningOrNext;
            if (running < next)
            {
                await TryCheckAsync(running, isAsync, cancellationToken).ConfigureAwait(false);
            }

            if (!IsWithin(allowance))
            {
                await CheckAsync(next, isAsync, cancellationToken).ConfigureAwait(false);
            }

            return CacheReadMode.Fresh;
        }
        catch (Exception e) when (IsOutOfReachError(e, cancellationToken))
        {
            return ModeOutOfReach(allowance, e);
        }
    }

    /// <summary>Whether the last reading was sent no longer ago than that.</summary>
    public bool IsWithin(TimeSpan allowance) => allowance == Timeout.InfiniteTimeSpan || _check.Age <= allowance;

    public async ValueTask DisposeAsync()
    {
        await _watch.StopAsync().ConfigureAwait(false);
        await _check.StopAsync().ConfigureAwait(false);
        await _log.LeaveAsync(new StorageCall(null, IsAsync: true)).ConfigureAwait(false);
    }

    // Nobody waits for a database that did not answer a moment ago when what is cached is served anyway; the background goes on trying. A manual node has no background.
    private bool IsKnownStale => _options.WhenOutOfReach == OutOfReachPolicy.ServeStale && !_options.Freshness.IsManual && IsOutOfReach;

    private static bool IsOutOfReachError(Exception exception, CancellationToken cancellationToken) =>
        exception is not ObjectDisposedException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static void AddRows(List<LogRow> rows, CacheReset reset, RecordKeyShape? shape)
    {
        List<LogRow> keyed = new(reset.Keys.Length);
        foreach (object key in reset.Keys)
        {
            if (RecordKeyText.Format(key, shape) is not { } text)
            {
                keyed.Clear();
                break;
            }

            keyed.Add(new LogRow(reset.TableName, text, reset.IncludesParents));
        }

        if (keyed.Count == 0)
        {
            rows.Add(new LogRow(reset.TableName, null, reset.IncludesParents));
        }
        else
        {
            rows.AddRange(keyed);
        }
    }

    private async ValueTask CheckAsync(long number, bool isAsync, CancellationToken cancellationToken)
    {
        if (await _check.WaitAsync(number, isAsync, cancellationToken).ConfigureAwait(false))
        {
            CacheMetrics.Count(_node.Metrics.ChecksJoined);
        }
    }

    private async ValueTask TryCheckAsync(long number, bool isAsync, CancellationToken cancellationToken)
    {
        try
        {
            await CheckAsync(number, isAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOutOfReachError(e, cancellationToken) && !IsKnownStale)
        {
        }
    }

    private async ValueTask ReadAsync(bool isAsync)
    {
        long begun = _node.TimeProvider.GetTimestamp();
        LogReading reading;
        int disowned = Volatile.Read(ref _disowned);
        try
        {
            reading = await _log.ReadAsync(new StorageCall(null, isAsync)).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            CacheMetrics.Count(_node.Metrics.CheckFailures);
            if (Interlocked.Exchange(ref _outOfReach, 1) == 0)
            {
                Log.OutOfReach(_node.Logger, _node.Name, _options.WhenOutOfReach, e);
            }

            throw;
        }

        _node.Probe?.Invoke(ProtocolPoint.LogRead);
        Apply(reading.Rows, reading.IsIncomplete || disowned != Volatile.Read(ref _disowned));
        CacheMetrics.Record(_node.Metrics.CheckDuration, _node.TimeProvider.GetElapsedTime(begun).TotalSeconds);
        if (Interlocked.Exchange(ref _outOfReach, 0) != 0)
        {
            Log.InReachAgain(_node.Logger, _node.Name);
        }
    }

    // The log will not give these rows again.
    private void Apply(IReadOnlyList<LogRow> rows, bool isIncomplete)
    {
        LogFollower? outer = t_applying;
        t_applying = this;
        try
        {
            if (isIncomplete && !_node.Faults.HasFlag(CoherenceFaults.IgnoreResync))
            {
                _node.Bus.ResetAll(ResetOrigin.Log);
                CacheMetrics.Count(_node.Metrics.Resyncs);
                Log.Resynchronised(_node.Logger, _node.Name);
            }

            _node.Bus.ApplyLogged(rows);
        }
        catch (Exception e)
        {
            _node.Bus.ResetAll(ResetOrigin.Log);
            Log.RowsNotApplied(_node.Logger, _node.Name, e);
        }
        finally
        {
            t_applying = outer;
        }
    }

    private CacheReadMode ModeStale()
    {
        CountOutOfReach();
        return CacheReadMode.Stale;
    }

    private void CountOutOfReach() =>
        CacheMetrics.Count(_node.Metrics.StaleReads, new KeyValuePair<string, object?>("policy", _options.WhenOutOfReach.ToString()));

    private CacheReadMode ModeOutOfReach(TimeSpan allowance, Exception exception)
    {
        CountOutOfReach();
        return _options.WhenOutOfReach switch
        {
            OutOfReachPolicy.ReadThrough => CacheReadMode.Through,
            OutOfReachPolicy.ServeStale => CacheReadMode.Stale,
            _ => throw new CacheStaleException(
                $"The node {_node.Name} cannot tell whether what it caches is current: it last read the invalidation log of {_node.Database.DisplayName} "
                + $"{_check.Age.TotalSeconds:0.###} s ago, and its freshness allows {allowance.TotalSeconds:0.###} s. It goes on trying by itself. See to the database, or choose with "
                + $"{nameof(CoherenceOptions)}.{nameof(CoherenceOptions.WhenOutOfReach)} to read through or to serve what is cached. {exception.Message}",
                exception)
            { Age = _check.Age },
        };
    }
}
