using System.Data;
using Microsoft.Extensions.Logging;

namespace IdempiereStyleCache;

/// <summary>
/// One participant: a database, the entries of every cache for it, and the bus that resets them. A program has one, started as the default; tests and simulations
/// hold several in one process. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Static accessors such as <c>MProduct.Get(id)</c> use the ambient node: the one made ambient with <see cref="Use"/> in this flow of code, otherwise the default one.
/// </remarks>
public sealed class CacheNode : IAsyncDisposable
{
    private static readonly Lock s_gate = new();
    private static CacheNode? s_default;

    // A flag once set stays so. An ambient node that stopped is still ambient: code that runs under it must hear that it stopped, not get the default node.
    private static int s_attention;

    private int _stopped;

    private CacheNode(CacheNodeOptions options)
    {
        Name = options.Name;
        IsDefault = options.IsDefault;
        TimeProvider = options.TimeProvider;
        Faults = options.Faults;
        Probe = options.Probe;
        Logger = new GuardedLogger(options.LoggerFactory.CreateLogger("IdempiereStyleCache"));
        Metrics = new CacheMetrics(Name);
        Bus = new CacheResetBus(this);
        Scopes = new OpenScopes(Bus, TimeProvider, Faults);
        Metrics.Observe(Scopes);
        Groups = options.Groups;
        Limits = options.Limits;
        Groups.ThrowIfIncomplete();
        Freshness = options.Coherence.Freshness;
        Database = options.MakeDatabase();
        if (options.Coherence.IsEnabled && Database.InvalidationLog is { } log)
        {
            Follower = new LogFollower(this, log, options.Coherence);
            Metrics.Observe(Follower);
        }
    }

    /// <summary>The ambient node: that of this flow of code, otherwise the process's default.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public static CacheNode Current => AmbientContext.Current?.Node ?? Volatile.Read(ref s_default) ?? throw NoNode();

    /// <summary>What the node is called in messages and metrics.</summary>
    public string Name { get; }

    /// <summary>Whether the node is, or was until it stopped, the process's default.</summary>
    public bool IsDefault { get; }

    /// <summary>Carries resets to the node's caches and listeners.</summary>
    public CacheResetBus Bus { get; }

    /// <summary>The node's clock.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>The node's database.</summary>
    public IPODatabase Database { get; }

    internal static bool NeedsAttention => Volatile.Read(ref s_attention) != 0;

    internal static CacheAttention Attention => (CacheAttention)Volatile.Read(ref s_attention);

    /// <summary>How current cached reads are with regard to other nodes, unless a <see cref="RequestScope"/> asks for another freshness.</summary>
    public Freshness Freshness { get; }

    /// <summary>The link to the invalidation log; null when the node has none.</summary>
    internal LogFollower? Follower { get; }

    internal CacheGroups Groups { get; }

    internal CacheLimitOptions Limits { get; }

    /// <summary>The request scopes that read as of an earlier moment, and what is kept for them.</summary>
    internal OpenScopes Scopes { get; }

    internal bool IsStopped => Volatile.Read(ref _stopped) != 0;

    internal CoherenceFaults Faults { get; }

    internal Action<ProtocolPoint>? Probe { get; }

    internal ILogger Logger { get; }

    internal CacheMetrics Metrics { get; }

    /// <summary>Starts a node: checks that its database can be used, and makes it the process's default unless the options say otherwise.</summary>
    /// <param name="configure">Sets the options; a database is required.</param>
    /// <param name="cancellationToken">Stops waiting; no node was started then.</param>
    /// <returns>The node; dispose it to stop it.</returns>
    /// <exception cref="PODatabaseException">The database cannot be used.</exception>
    /// <exception cref="InvalidOperationException">No database was given, a group of caches is not complete, or the process has a default node already.</exception>
    public static async Task<CacheNode> StartAsync(Action<CacheNodeOptions> configure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        CacheNodeOptions options = new();
        configure(options);
        CacheNode node = new(options);
        try
        {
            await node.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (node.Follower is { } follower)
            {
                await follower.StartAsync(cancellationToken).ConfigureAwait(false);
            }

            await node.WarmUpAsync(options.WarmUps, cancellationToken).ConfigureAwait(false);
            node.BecomeDefault();
            return node;
        }
        catch
        {
            await node.StopAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes the node ambient in this flow of code, across <c>await</c>, until the returned object is disposed. Uses nest.</summary>
    /// <returns>Dispose it to make ambient again what was before.</returns>
    public IDisposable Use()
    {
        ThrowIfStopped();
        RequireAttention(CacheAttention.Ambient);
        AmbientScope scope = new(AmbientContext.Current?.Node);
        AmbientContext.SetNode(this);
        return scope;
    }

    /// <summary>Begins a request scope on this node, ambient in this flow of code until it is disposed.</summary>
    /// <param name="freshness">How current its cached reads are to be; null takes the node's.</param>
    /// <returns>The scope; dispose it in the flow of code that began it.</returns>
    public RequestScope BeginRequestScope(Freshness? freshness = null)
    {
        ThrowIfStopped();
        return new RequestScope(this, freshness);
    }

    /// <summary>
    /// Applies everything that other nodes committed before the call, in one reading of the invalidation log that is shared with whoever else waits for one. A node
    /// with <see cref="Freshness.Manual"/> hears of others only by it, and by request scopes that ask for another freshness; other nodes need it only outside request scopes.
    /// </summary>
    /// <exception cref="PODatabaseException">The log could not be read.</exception>
    public void CatchUp() => CatchUpAsync(isAsync: false, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Applies what other nodes committed, without blocking the thread; otherwise as <see cref="CatchUp"/>.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when it was applied.</returns>
    /// <inheritdoc cref="CatchUp" path="/exception"/>
    public ValueTask CatchUpAsync(CancellationToken cancellationToken = default) => CatchUpAsync(isAsync: true, cancellationToken);

    /// <summary>Opens a transaction on this node.</summary>
    /// <param name="isolationLevel">The isolation to ask of the database; unspecified takes its default.</param>
    /// <returns>The transaction; dispose it.</returns>
    public Trx BeginTrx(IsolationLevel isolationLevel = IsolationLevel.Unspecified)
    {
        ThrowIfStopped();
        return new Trx(this, Database.CreateSession(isolationLevel), isAttached: false, isolationLevel);
    }

    /// <summary>Stops the node: its caches are emptied and its database is closed. Transactions must have ended before.</summary>
    /// <returns>A task that ends when the database is closed.</returns>
    public ValueTask DisposeAsync() => StopAsync();

    /// <summary>Makes every read look around from now on, before it takes what the default node caches.</summary>
    internal static void RequireAttention(CacheAttention reason)
    {
        if (!Attention.HasFlag(reason))
        {
            Interlocked.Or(ref s_attention, (int)reason);
        }
    }

    /// <summary>Makes unscoped reads look when what the node knows is older than they allow.</summary>
    internal void NoteAge()
    {
        if (IsDefault && Follower is { } follower && !follower.IsWithin(follower.UnscopedAllowance))
        {
            RequireAttention(CacheAttention.Age);
        }
    }

    /// <summary>How a cached read may be answered now, in its scope or outside every scope.</summary>
    internal ValueTask<CacheReadMode> EnsureFreshAsync(bool isAsync, CancellationToken cancellationToken)
    {
        if (RequestScope.Of(this) is { } scope)
        {
            return scope.EnsureFreshAsync(isAsync, cancellationToken);
        }

        return Follower is null || Follower.IsWithin(Follower.UnscopedAllowance)
            ? new(CacheReadMode.Fresh)
            : Follower.EnsureAgeAsync(Follower.UnscopedAllowance, isAsync, cancellationToken);
    }

    internal void ThrowIfStopped()
    {
        if (IsStopped)
        {
            throw new ObjectDisposedException(nameof(CacheNode), $"The cache node {Name} was stopped.");
        }
    }

    private static InvalidOperationException NoNode() => new(
        "There is no cache node to ask. Start one first: await using var node = await CacheNode.StartAsync(o => o.UseSqlite(\"Data Source=garden.db\")); "
        + "or make a node that is not the default ambient: using var scope = node.Use();");

    private async ValueTask CatchUpAsync(bool isAsync, CancellationToken cancellationToken)
    {
        ThrowIfStopped();
        if (Follower is not null)
        {
            await Follower.CatchUpAsync(isAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    // Ambient here without more ado: nobody else can use the node yet, so no read need look around for it later.
    private async ValueTask WarmUpAsync(List<Func<CancellationToken, ValueTask>> warmUps, CancellationToken cancellationToken)
    {
        if (warmUps.Count != 0)
        {
            AmbientContext.SetNode(this);
            foreach (Func<CancellationToken, ValueTask> warmUp in warmUps)
            {
                await warmUp(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void BecomeDefault()
    {
        if (!IsDefault)
        {
            return;
        }

        if (Follower is { Freshness: { IsStrict: false, IsManual: false } })
        {
            // Every read of a bounded node asks how old what it knows is.
            RequireAttention(CacheAttention.Age);
        }

        lock (s_gate)
        {
            if (s_default is { } other)
            {
                throw new InvalidOperationException(
                    $"The process has a default cache node already: {other.Name}. Dispose it first, or start this one with IsDefault = false and use node.Use().");
            }

            Volatile.Write(ref s_default, this);
        }
    }

    private async ValueTask StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        lock (s_gate)
        {
            if (s_default == this)
            {
                Volatile.Write(ref s_default, null);
            }
        }

        try
        {
            if (Follower is not null)
            {
                await Follower.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Bus.DetachAll();
            await Database.DisposeAsync().ConfigureAwait(false);
            Metrics.Dispose();
        }
    }

    private sealed class AmbientScope(CacheNode? before) : IDisposable
    {
        public void Dispose() => AmbientContext.SetNode(before);
    }
}
