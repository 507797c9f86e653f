namespace IdempiereStyleCache;

/// <summary>
/// One request, or any piece of work that wants its cached reads as current as the node's <see cref="IdempiereStyleCache.Freshness"/> says. It asks nothing until its first
/// cached read. It is ambient in the flow of code that began it, follows <c>await</c>, and ends when it is disposed. Scopes nest: the innermost of a node counts.
/// Code that the flow of a scope started may read in it from several threads.
/// </summary>
public sealed class RequestScope : IDisposable
{
    private static readonly AsyncLocal<RequestScope?> s_current = new();

    private readonly RequestScope? _outer;
    private readonly LogFollower? _follower;

    // The first reading of the log that began after the scope did; any from that one on shows what was committed before the scope.
    private readonly long _reading;
    private readonly Lock _gate = new();
    private HashSet<(object Cache, object Key)>? _lookups;
    private int _mode;
    private int _disposed;
    private int _isStale;

    internal RequestScope(CacheNode node, Freshness? freshness)
    {
        CacheNode.RequireAttention();
        Node = node;
        _follower = node.Follower;
        Freshness = freshness ?? node.Freshness;
        _reading = _follower?.NextReading ?? 0;

        // Past scopes that ended in another flow: they must not be kept.
        _outer = Open(s_current.Value);
        s_current.Value = this;
    }

    /// <summary>The scope of this flow of code; null outside every scope.</summary>
    public static RequestScope? Current => Open(s_current.Value);

    /// <summary>The node whose cached reads the scope concerns.</summary>
    public CacheNode Node { get; }

    /// <summary>How current the scope's cached reads are to be.</summary>
    public Freshness Freshness { get; }

    /// <summary>Whether a cached read of the scope was answered with what may be older than allowed, because the database was out of reach and the node serves it then.</summary>
    public bool IsStale => Volatile.Read(ref _isStale) != 0;

    /// <summary>Begins a scope on the ambient node.</summary>
    /// <param name="freshness">How current its cached reads are to be; null takes the node's.</param>
    /// <returns>The scope; dispose it at the end of the request, in the flow of code that began it.</returns>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    public static RequestScope Begin(Freshness? freshness = null) => CacheNode.Current.BeginRequestScope(freshness);

    /// <summary>Ends the scope; the one around it is current again. Cached reads of code that still runs under it are then outside it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0 && s_current.Value == this)
        {
            s_current.Value = Open(_outer);
        }
    }

    internal static RequestScope? Of(CacheNode node)
    {
        RequestScope? scope = s_current.Value;
        while (scope is not null && (scope.Node != node || Volatile.Read(ref scope._disposed) != 0))
        {
            scope = scope._outer;
        }

        return scope;
    }

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

    private static RequestScope? Open(RequestScope? scope)
    {
        while (scope is not null && Volatile.Read(ref scope._disposed) != 0)
        {
            scope = scope._outer;
        }

        return scope;
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

        Interlocked.CompareExchange(ref _mode, (int)mode, (int)CacheReadMode.Unknown);
        return mode;
    }
}
