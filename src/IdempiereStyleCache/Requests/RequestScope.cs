using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <summary>
/// One request, or any piece of work that wants its cached reads consistent, and as current as the node's <see cref="IdempiereStyleCache.Freshness"/> says. It asks nothing until
/// its first cached read; that read is the moment as of which it reads from then on. It is ambient in the flow of code that began it, follows <c>await</c>, and ends when
/// it is disposed. Scopes nest: the innermost of a node counts. Code that the flow of a scope started may read in it from several threads.
/// </summary>
/// <remarks>
/// <para>What was cached at the scope's moment stays as it was for the scope, whatever others commit. What was not, and has changed since, is loaded and then stays. What the scope's
/// own flow commits or resets it sees at once. The next scope sees everything.</para>
/// <para>A hit costs one comparison. Versions that others replace are kept as long as a scope that may read them is open: at most one of each entry a scope.</para>
/// </remarks>
public sealed class RequestScope : IDisposable
{
    private readonly RequestScope? _outer;
    private readonly LogFollower? _follower;

    // The first reading of the log that began after the scope did; any from that one on shows what was committed before the scope.
    private readonly long _reading;
    private readonly Lock _gate = new();
    private HashSet<(object Cache, object Key)>? _lookups;
    private Dictionary<(object Cache, object Key), Pin>? _pins;
    private OwnChanges? _own;
    private ScopeMoment? _moment;
    private bool _hasLeft;
    private bool _keepsOld;

    // The moment while nothing else need be looked at: it has read, from the cache, and has not ended.
    private ScopeMoment? _direct;
    private int _mode;
    private int _disposed;
    private int _isStale;

    internal RequestScope(CacheNode node, Freshness? freshness)
    {
        CacheNode.RequireAttention(CacheAttention.Ambient);
        Node = node;
        _follower = node.Follower;
        Freshness = freshness ?? node.Freshness;
        _reading = _follower?.NextReading ?? 0;

        // Past scopes that ended in another flow: they must not be kept.
        _outer = Open(AmbientContext.Current?.Scope);
        AmbientContext.SetScope(this);
    }

    /// <summary>The scope of this flow of code; null outside every scope.</summary>
    public static RequestScope? Current => Open(AmbientContext.Current?.Scope);

    /// <summary>The node whose cached reads the scope concerns.</summary>
    public CacheNode Node { get; }

    /// <summary>How current the scope's cached reads are to be.</summary>
    public Freshness Freshness { get; }

    /// <summary>Whether a cached read of the scope was answered with what may be older than allowed, because the database was out of reach and the node serves it then.</summary>
    public bool IsStale => Volatile.Read(ref _isStale) != 0;

    /// <summary>The moment as of which the scope reads; known after <see cref="EnsureFreshAsync"/>.</summary>
    internal ScopeMoment Moment => _moment!;

    /// <summary>Whether the scope was given something from before its moment, because its freshness allows it: what it keeps then comes before what is cached.</summary>
    internal bool KeepsOld => Volatile.Read(ref _keepsOld);

    /// <summary>How many values the scope keeps for itself: they were not cached at its moment and have changed since, or do not exist.</summary>
    internal int PinCount
    {
        get
        {
            lock (_gate)
            {
                return _pins?.Count ?? 0;
            }
        }
    }

    /// <summary>Begins a scope on the ambient node.</summary>
    /// <param name="freshness">How current its cached reads are to be; null takes the node's.</param>
    /// <returns>The scope; dispose it at the end of the request, in the flow of code that began it.</returns>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    public static RequestScope Begin(Freshness? freshness = null) => CacheNode.Current.BeginRequestScope(freshness);

    /// <summary>Ends the scope; the one around it is current again. Cached reads of code that still runs under it are then outside it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        lock (_gate)
        {
            _hasLeft = true;
            _direct = null;
            if (_moment is not null)
            {
                Node.Scopes.Leave(_moment);
            }
        }

        if (AmbientContext.Current?.Scope == this)
        {
            AmbientContext.SetScope(Open(_outer));
        }
    }

    internal static RequestScope? Of(CacheNode node)
    {
        RequestScope? scope = AmbientContext.Current?.Scope;
        while (scope is not null && (scope.Node != node || Volatile.Read(ref scope._disposed) != 0))
        {
            scope = scope._outer;
        }

        return scope;
    }

    /// <summary>The moment as of which a hit may be answered without further ado; null when the scope is on another node, has ended, or has not read yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ScopeMoment? MomentOn(CacheNode node) =>
        Node == node ? Volatile.Read(ref _direct) : null;

    /// <summary>How a cached read of the scope may be answered; at the first, after asking the database if need be.</summary>
    internal ValueTask<CacheReadMode> EnsureFreshAsync(bool isAsync, CancellationToken cancellationToken)
    {
        CacheReadMode mode = (CacheReadMode)Volatile.Read(ref _mode);
        return mode != CacheReadMode.Unknown ? new(mode) : FindOutAsync(isAsync, cancellationToken);
    }

    /// <summary>Whether the scope looks a key up for the first time; asked only while somebody collects the numbers.</summary>
    internal bool IsFirstLookup(object cache, object key)
    {
        lock (_gate)
        {
            return (_lookups ??= []).Add((cache, key));
        }
    }

    /// <summary>Notes, in every scope of the flow that belongs to the node, what the flow itself committed or reset.</summary>
    internal static void NoteOwn(CacheNode node, IEnumerable<CacheReset> resets)
    {
        for (RequestScope? scope = AmbientContext.Current?.Scope; scope is not null; scope = scope._outer)
        {
            if (scope.Node == node && Volatile.Read(ref scope._disposed) == 0)
            {
                scope.NoteOwn(resets);
            }
        }
    }

    /// <summary>The epoch at which the scope's own flow last changed what a cache keeps under a key; 0 for never.</summary>
    internal long ChangedAt<TKey>(string tableName, TKey key, bool isKeyed)
        where TKey : notnull
    {
        lock (_gate)
        {
            return _own?.Of(tableName, isKeyed ? key : null) ?? 0;
        }
    }

    /// <summary>What the scope keeps for itself under a key, unless its own flow has changed that since.</summary>
    internal bool TryGetPinned<TValue>(object cache, object key, long changedAt, out TValue? value)
        where TValue : class
    {
        lock (_gate)
        {
            if (_pins is not null && _pins.TryGetValue((cache, key), out Pin pin) && pin.Epoch >= changedAt)
            {
                value = (TValue?)pin.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Keeps a value, or that there is none, for the scope. The first one under a key stays.</summary>
    internal TValue? Keep<TValue>(object cache, object key, TValue? value, long changedAt)
        where TValue : class
    {
        lock (_gate)
        {
            _pins ??= [];
            if (_pins.TryGetValue((cache, key), out Pin first) && first.Epoch >= changedAt)
            {
                return (TValue?)first.Value;
            }

            _pins[(cache, key)] = new Pin(value, Node.Bus.Epoch);
            return value;
        }
    }

    /// <summary>Keeps a value from before the scope's moment; otherwise as <see cref="Keep"/>.</summary>
    internal TValue? KeepOld<TValue>(object cache, object key, TValue? value, long changedAt)
        where TValue : class
    {
        Volatile.Write(ref _keepsOld, true);
        Volatile.Write(ref _direct, null);
        return Keep(cache, key, value, changedAt);
    }

    private static RequestScope? Open(RequestScope? scope)
    {
        while (scope is not null && Volatile.Read(ref scope._disposed) != 0)
        {
            scope = scope._outer;
        }

        return scope;
    }

    private void NoteOwn(IEnumerable<CacheReset> resets)
    {
        long epoch = Node.Bus.Epoch;
        lock (_gate)
        {
            if (_moment is not null)
            {
                _own ??= new OwnChanges();
                foreach (CacheReset reset in resets)
                {
                    _own.Add(reset, epoch);
                }
            }
        }
    }

    // Threads of one scope may be here together: each waits for the same reading, and they come to the same answer or one that is as good.
    private async ValueTask<CacheReadMode> FindOutAsync(bool isAsync, CancellationToken cancellationToken)
    {
        CacheReadMode mode = _follower is null || Freshness.IsManual
            ? CacheReadMode.Fresh
            : Freshness.IsStrict
                ? await _follower.EnsureReadAsync(_reading, isAsync, cancellationToken).ConfigureAwait(false)
                : await _follower.EnsureAgeAsync(Freshness.Allowance, isAsync, cancellationToken).ConfigureAwait(false);
        if (mode == CacheReadMode.Stale)
        {
            Volatile.Write(ref _isStale, 1);
        }

        EnterMoment();
        lock (_gate)
        {
            if (_mode == (int)CacheReadMode.Unknown)
            {
                _mode = (int)mode;
                _direct = mode == CacheReadMode.Fresh && !_hasLeft ? _moment : null;
            }

            return (CacheReadMode)_mode;
        }
    }

    private void EnterMoment()
    {
        lock (_gate)
        {
            if (_moment is null)
            {
                _moment = Node.Scopes.Enter();
                if (_hasLeft)
                {
                    // It ended before, and found nothing to leave.
                    Node.Scopes.Leave(_moment);
                }
            }
        }
    }

    private readonly record struct Pin(object? Value, long Epoch);
}
