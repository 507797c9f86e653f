using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace IdempiereStyleCache.Data;

/// <summary>
/// A database of model classes: what a <see cref="CacheNode"/> reads from and writes to. The methods that a dialect brings, such as <c>UseSqlite</c>, make one. Safe for
/// use by several threads.
/// </summary>
public sealed class PODatabase : IPODatabase
{
    private readonly Dialect _dialect;
    private readonly StatementRunner _runner;
    private readonly ConnectionSource _source;
    private readonly RecordReader _reader;
    private readonly RecordWriter _writer;
    private readonly InvalidationLog? _log;
    private readonly ConcurrentDictionary<POModelInfo, ModelStatements> _statements = new();
    private readonly Func<POModelInfo, ModelStatements> _build;

    /// <summary>Creates the database; nothing is connected yet.</summary>
    /// <param name="dialect">What the database speaks, and how to connect to it.</param>
    /// <param name="options">How it is used.</param>
    /// <param name="node">How the node is set up that the database is for.</param>
    public PODatabase(Dialect dialect, PODatabaseOptions options, CacheNodeOptions node)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(node);
        _dialect = dialect;
        _runner = new StatementRunner(dialect);
        _source = new ConnectionSource(dialect, options, node.TimeProvider);
        TableFacts facts = new(dialect, _runner, _source);
        StatementErrors errors = new(dialect, facts);
        _reader = new RecordReader(dialect, _source, _runner, errors);
        _writer = new RecordWriter(dialect, _source, _runner, errors, facts);
        if (dialect.Log is { } log)
        {
            ThrowIfBuriedAlive(options.Log, node.Coherence);
            _log = new InvalidationLog(dialect, log, options.Log, _source, node.TimeProvider, node.Faults.HasFlag(CoherenceFaults.IgnoreLogWindow));
            _source.Log = _log;
        }

        _build = model => new ModelStatements(dialect, model);
    }

    /// <inheritdoc/>
    public string DisplayName => _dialect.DisplayName;

    /// <inheritdoc/>
    public IInvalidationLog? InvalidationLog => _log;

    /// <summary>
    /// How many statements were sent for records since the start: reads, writes, savepoints, and questions about a failure. Begin and commit do not count, nor do the
    /// application's own statements and those for the invalidation log.
    /// </summary>
    public long StatementCount => _runner.Count;

    /// <summary>How many statements were sent for the invalidation log since the start.</summary>
    public long LogStatementCount => _log?.StatementCount ?? 0;

    /// <summary>The statements that make the tables of the invalidation log, for an administrator to run.</summary>
    /// <exception cref="NotSupportedException">The database can have no such log: nobody else can change it.</exception>
    public string SchemaScript => LogOrThrow.Schema.Script;

    /// <summary>The triggers that write the invalidation log when plain SQL changes a table.</summary>
    /// <exception cref="NotSupportedException">The database has no such triggers.</exception>
    public InvalidationTriggers Triggers => LogOrThrow.Triggers ?? throw new NotSupportedException($"{DisplayName} has no triggers that could write the invalidation log.");

    private InvalidationLog LogOrThrow => _log ?? throw new NotSupportedException($"{DisplayName} has no invalidation log: nobody but this node can change it.");

    /// <summary>Makes the tables of the invalidation log where they are not there. Safe while others do the same.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A task that ends when they are there.</returns>
    /// <exception cref="PODatabaseException">They cannot be made; the message says why and what to do.</exception>
    /// <exception cref="NotSupportedException">The database can have no such log: nobody else can change it.</exception>
    public async ValueTask InstallSchemaAsync(CancellationToken cancellationToken = default)
    {
        StorageCall call = new(null, IsAsync: true, cancellationToken);
        ConnectionLease lease = await _source.ForReadAsync(call).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            await LogOrThrow.Schema.InstallAsync(lease, call).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        StorageCall call = new(null, IsAsync: true, cancellationToken);
        ConnectionLease lease = await _source.ForReadAsync(call).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            try
            {
                await _dialect.StartAsync(lease.Connection, call).ConfigureAwait(false);
            }
            catch (DbException e)
            {
                throw new PODatabaseException(_dialect.ExplainOpenFailure(e), e);
            }
        }
    }

    /// <inheritdoc/>
    public IPOSession CreateSession(IsolationLevel isolationLevel) => new POSession(_source, _dialect, _runner, isolationLevel);

    /// <inheritdoc/>
    public IPOSession AttachSession(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return new POSession(_source, _dialect, _runner, transaction);
    }

    /// <inheritdoc/>
    public ValueTask<T?> LoadAsync<TKey, T>(POModelInfo<TKey, T> model, TKey key, StorageCall call, bool forUpdate = false)
        where TKey : notnull
        where T : PO, IPOModel<T> => _reader.LoadAsync(StatementsOf(model), model, key, call, forUpdate);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<T>> LoadManyAsync<TKey, T>(POModelInfo<TKey, T> model, IReadOnlyCollection<TKey> keys, StorageCall call)
        where TKey : notnull
        where T : PO, IPOModel<T> => _reader.LoadManyAsync(StatementsOf(model), model, keys, call);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<T>> QueryAsync<T>(POModelInfo<T> model, POQueryText query, StorageCall call)
        where T : PO, IPOModel<T> => _reader.QueryAsync(StatementsOf(model), model, query, call);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync(POModelInfo model, POQueryText query, StorageCall call) => _reader.CountAsync(StatementsOf(model), query, call);

    /// <inheritdoc/>
    public ValueTask InsertAsync(PO po, StorageCall call) => _writer.InsertAsync(StatementsOf(new PORecord(po).Model), po, call);

    /// <inheritdoc/>
    public ValueTask<POWriteResult> UpdateAsync(PO po, POUpdate update, StorageCall call) =>
        _writer.UpdateAsync(StatementsOf(new PORecord(po).Model), po, update, call);

    /// <inheritdoc/>
    public ValueTask<POWriteResult> DeleteAsync(PO po, object? expectedToken, StorageCall call) =>
        _writer.DeleteAsync(StatementsOf(new PORecord(po).Model), po, expectedToken, call);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync().ConfigureAwait(false);
        }

        await _source.DisposeAsync().ConfigureAwait(false);
        await _dialect.DisposeAsync().ConfigureAwait(false);
    }

    // A node must have time for a heartbeat that came late, or it loses its place in the log again and again.
    private static void ThrowIfBuriedAlive(InvalidationLogOptions log, CoherenceOptions coherence)
    {
        if (coherence.IsEnabled && coherence.HeartbeatInterval > log.NodeTimeout / 2)
        {
            throw new InvalidOperationException(
                $"{nameof(CoherenceOptions)}.{nameof(CoherenceOptions.HeartbeatInterval)} is {coherence.HeartbeatInterval}, and {nameof(InvalidationLogOptions)}.{nameof(InvalidationLogOptions.NodeTimeout)} "
                + $"is {log.NodeTimeout}: a node whose heartbeat is a little late would count as dead. Make the interval half of the timeout at the most.");
        }
    }

    private ModelStatements StatementsOf(POModelInfo model) => _statements.GetOrAdd(model, _build);
}
