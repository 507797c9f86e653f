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
    private static readonly AsyncLocal<CacheNode?> s_ambient = new();
    private static readonly Lock s_gate = new();
    private static CacheNode? s_default;

    // Whether any node was ever made ambient: until then the default node is found without looking at the flow of code. It stays so when that node stops: code that still
    // runs under it must hear that it stopped, not get the default node.
    private static bool s_mayBeAmbient;

    private int _stopped;

    private CacheNode(CacheNodeOptions options)
    {
        Name = options.Name;
        IsDefault = options.IsDefault;
        TimeProvider = options.TimeProvider;
        Faults = options.Faults;
        Logger = options.LoggerFactory.CreateLogger("IdempiereStyleCache");
        Metrics = new CacheMetrics(Name);
        Bus = new CacheResetBus(this);
        Database = options.MakeDatabase();
    }

    /// <summary>The ambient node: that of this flow of code, otherwise the process's default.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public static CacheNode Current => (MayBeAmbient ? s_ambient.Value : null) ?? Volatile.Read(ref s_default) ?? throw NoNode();

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

    internal static bool MayBeAmbient => Volatile.Read(ref s_mayBeAmbient);

    internal bool IsStopped => Volatile.Read(ref _stopped) != 0;

    internal CoherenceFaults Faults { get; }

    internal ILogger Logger { get; }

    internal CacheMetrics Metrics { get; }

    /// <summary>Starts a node: checks that its database can be used, and makes it the process's default unless the options say otherwise.</summary>
    /// <param name="configure">Sets the options; a database is required.</param>
    /// <param name="cancellationToken">Stops waiting; no node was started then.</param>
    /// <returns>The node; dispose it to stop it.</returns>
    /// <exception cref="PODatabaseException">The database cannot be used.</exception>
    /// <exception cref="InvalidOperationException">No database was given, or the process has a default node already.</exception>
    public static async Task<CacheNode> StartAsync(Action<CacheNodeOptions> configure, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configure);
        CacheNodeOptions options = new();
        configure(options);
        CacheNode node = new(options);
        try
        {
            await node.Database.OpenAsync(cancellationToken).ConfigureAwait(false);
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
        Volatile.Write(ref s_mayBeAmbient, true);
        AmbientScope scope = new(s_ambient.Value);
        s_ambient.Value = this;
        return scope;
    }

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

    private void BecomeDefault()
    {
        if (!IsDefault)
        {
            return;
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

        Bus.DetachAll();
        await Database.DisposeAsync().ConfigureAwait(false);
        Metrics.Dispose();
    }

    private sealed class AmbientScope(CacheNode? before) : IDisposable
    {
        public void Dispose() => s_ambient.Value = before;
    }
}
