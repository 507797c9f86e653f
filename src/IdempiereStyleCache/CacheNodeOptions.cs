using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IdempiereStyleCache;

/// <summary>How a <see cref="CacheNode"/> is set up. A database is required: <c>UseSqlite</c> and its like give one.</summary>
public sealed class CacheNodeOptions
{
    private Func<CacheNodeOptions, IPODatabase>? _database;

    /// <summary>What the node is called in messages and metrics; machine name and process id unless set.</summary>
    public string Name { get; set; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Whether static accessors such as <c>MProduct.Get(id)</c> use the node where no other is ambient. A process has one default node at a time.</summary>
    public bool IsDefault { get; set; } = true;

    /// <summary>The clock; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where the node logs; nowhere unless set.</summary>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>How the node keeps up with what other nodes commit.</summary>
    public CoherenceOptions Coherence { get; } = new();

    /// <summary>Groups of caches that are reset together.</summary>
    public CacheGroups Groups { get; } = new();

    /// <summary>How many entries caches of the node hold at the most, and how long: by table, and for all.</summary>
    public CacheLimitOptions Limits { get; } = new();

    internal List<Func<CancellationToken, ValueTask>> WarmUps { get; } = [];

    internal CoherenceFaults Faults { get; set; }

    /// <summary>Called at named points of the protocol by a test that stops, slows or kills the process there.</summary>
    internal Action<ProtocolPoint>? Probe { get; set; }

    /// <summary>
    /// Has something done when the node starts, before anybody can use it: usually reading what is needed at once, as in <c>o.WarmUp(ct => MTax.WarmUpAsync(cancellationToken: ct))</c>. The
    /// node is ambient in it. What is added first is done first; what it throws makes the start fail.
    /// </summary>
    /// <param name="work">The work.</param>
    public void WarmUp(Func<CancellationToken, ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        WarmUps.Add(work);
    }

    /// <summary>Has something done when the node starts that has a result; otherwise as <see cref="WarmUp(Func{CancellationToken, ValueTask})"/>.</summary>
    /// <typeparam name="TResult">The type of the result, which nobody asks for.</typeparam>
    /// <param name="work">The work.</param>
    public void WarmUp<TResult>(Func<CancellationToken, ValueTask<TResult>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        WarmUps.Add(async cancellationToken => await work(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Sets the database. Dialects call it.</summary>
    /// <param name="factory">Makes the database when the node starts; the node disposes it.</param>
    public void UseDatabase(Func<CacheNodeOptions, IPODatabase> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _database = factory;
    }

    internal IPODatabase MakeDatabase() => (_database ?? throw new InvalidOperationException(
        "The cache node has no database. Give it one where it is started: CacheNode.StartAsync(o => o.UseSqlite(\"Data Source=garden.db\"))."))(this);
}
