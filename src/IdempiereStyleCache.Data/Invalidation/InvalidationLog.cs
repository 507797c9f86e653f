using System.Data;
using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>The invalidation log of one node, kept in tables of its database. What may be called by whom at a time is said in the interface.</summary>
internal sealed class InvalidationLog : IInvalidationLog, IAsyncDisposable
{
    private readonly Dialect _dialect;
    private readonly LogDialect _log;
    private readonly LogTables _tables;
    private readonly ConnectionSource _records;
    private readonly StatementRunner _runner;
    private readonly LogReader _reader;
    private readonly NodeRegister _register;
    private readonly TimeProvider _time;
    private readonly List<POModelInfo> _triggerModels;

    // Apart from each other, because a heartbeat may overlap with a reading, and waking with both.
    private readonly LogConnection _readConnection;
    private readonly LogConnection _beatConnection;
    private readonly LogConnection _wakeConnection;

    private readonly string _writeSql;
    private readonly string _writeOneSql;
    private readonly string _writeUnclaimedSql;
    private string _name = "";

    // Under which the node is registered, and under which it writes rows and leaves them out when it reads.
    private long _nodeId;
    private long _writerId;
    private bool _hasTriggers;
    private IAsyncDisposable? _listening;

    public InvalidationLog(Dialect dialect, LogDialect log, InvalidationLogOptions options, ConnectionSource records, TimeProvider time, bool isCareless)
    {
        _dialect = dialect;
        _log = log;
        _records = records;
        _time = time;
        _tables = new LogTables(options);
        _runner = new StatementRunner(dialect, (int)Math.Ceiling(options.StatementTimeout.TotalSeconds));
        Schema = new LogSchema(dialect, log, _tables, _runner, options);
        _reader = new LogReader(log, _tables, _runner, options, isCareless);
        _register = new NodeRegister(dialect, log, _tables, _runner, options);
        _readConnection = new LogConnection(dialect, log);
        _beatConnection = new LogConnection(dialect, log);
        _wakeConnection = new LogConnection(dialect, log);
        Triggers = log.Triggers is { } triggers ? new InvalidationTriggers(dialect, triggers, _tables, records) : null;
        _triggerModels = options.TriggerModels;
        string insert = $"INSERT INTO {_tables.Invalidation} (table_name, row_key, includes_parents, node_id)";
        _writeSql = $"{insert} SELECT r.table_name, r.row_key, r.includes_parents, @node FROM {log.RowsSql} r";
        _writeOneSql = $"{insert} VALUES (@table_name, @row_key, @includes_parents, @node)";
        _writeUnclaimedSql = ClaimSql(insert);
    }

    public TimeSpan SuggestedPollInterval => _log.SuggestedPollInterval;

    /// <summary>The tables.</summary>
    public LogSchema Schema { get; }

    /// <summary>The triggers; null where there can be none.</summary>
    public InvalidationTriggers? Triggers { get; }

    /// <summary>How many statements were sent for the log since the start.</summary>
    public long StatementCount => _runner.Count;

    /// <summary>What a transaction must ask when it has begun to write, so that rows of triggers can be told apart later; null for nothing.</summary>
    public string? OwnRowsStartSql => Volatile.Read(ref _hasTriggers) ? _log.OwnRowsStartSql(_tables) : null;

    public async ValueTask JoinAsync(string nodeName, StorageCall call)
    {
        _name = nodeName.Length <= 200 ? nodeName : nodeName[..200];
        if (_dialect.IsReadOnly)
        {
            await RunAsync(_readConnection, "read", lease => TryStartReadingAsync(lease, call), call).ConfigureAwait(false);
            return;
        }

        await RunAsync(_readConnection, "used", lease => EnsureSchemaAsync(lease, call), call).ConfigureAwait(false);
        if (_triggerModels.Count != 0)
        {
            await (Triggers ?? throw new PODatabaseException($"{_dialect.DisplayName} has no triggers that could write the invalidation log."))
                .InstallAsync(_triggerModels, call.CancellationToken).ConfigureAwait(false);
        }

        await RunAsync(
            _readConnection,
            "used",
            async lease =>
            {
                await LookForTriggersAsync(lease, call).ConfigureAwait(false);
                await _reader.StartAsync(lease, call).ConfigureAwait(false);
                Volatile.Write(ref _nodeId, await _register.RegisterAsync(lease, _name, _reader.ReadTo, call).ConfigureAwait(false));
                Volatile.Write(ref _writerId, _nodeId);
                return true;
            },
            call).ConfigureAwait(false);
    }

    public async ValueTask WriteAsync(IReadOnlyList<LogRow> rows, StorageCall call)
    {
        ConnectionLease lease = await _records.ForWriteAsync(call).ConfigureAwait(false);
        POSession session = (POSession)call.Session!;
        DynamicParameters parameters = new();
        parameters.Add("node", Volatile.Read(ref _writerId), DbType.Int64);
        bool claims = Volatile.Read(ref _hasTriggers) && (_log.OwnRowsStartSql(_tables) is null || session.OwnRowsStart is not null);
        string sql = claims ? _writeUnclaimedSql : _writeSql;
        if (rows is [LogRow only] && !claims)
        {
            // What most transactions change, and cheaper.
            sql = _writeOneSql;
            parameters.Add("table_name", only.TableName, DbType.String);
            parameters.Add("row_key", only.Key, DbType.String);
            parameters.Add("includes_parents", only.IncludesParents ? (short)1 : (short)0, DbType.Int16);
        }
        else
        {
            parameters.Add("rows", LogRowsText.Of(rows), DbType.String);
        }

        if (claims && session.OwnRowsStart is { } start)
        {
            parameters.Add("own_from", start, DbType.Int64);
        }

        try
        {
            await _runner.ExecuteAsync(lease, sql, parameters, call).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            string why = _dialect.Classify(e) == DatabaseErrorKind.Busy ? _dialect.ExplainBusy() : e.Message;
            throw new PODatabaseException($"The table {_tables.Invalidation} in {_dialect.DisplayName} cannot be written. {why}", e);
        }
    }

    // A number below those that the register gives out, and that nobody else is likely to take.
    public void Disown() => Volatile.Write(ref _writerId, -Random.Shared.NextInt64(1, long.MaxValue));

    public ValueTask<LogReading> ReadAsync(StorageCall call) =>
        RunAsync(_readConnection, "read", lease => _reader.HasStarted ? _reader.ReadAsync(lease, Volatile.Read(ref _writerId), call) : ReadFirstAsync(lease, call), call);

    public ValueTask<int> BeatAsync(StorageCall call) => _dialect.IsReadOnly ? default : RunAsync(
        _beatConnection,
        "tended",
        async lease =>
        {
            long id = Volatile.Read(ref _nodeId);
            if (!await _register.BeatAsync(lease, id, _reader.ReadTo, call).ConfigureAwait(false))
            {
                // Taken for dead. Under a new id, so that what was written under the old one is read like anybody's.
                Volatile.Write(ref _nodeId, id = await _register.RegisterAsync(lease, _name, _reader.ReadTo, call).ConfigureAwait(false));
                Volatile.Write(ref _writerId, id);
            }

            await LookForTriggersAsync(lease, call).ConfigureAwait(false);
            await _register.PurgeAsync(lease, call).ConfigureAwait(false);
            return await _register.CountNamesakesAsync(lease, id, _name, call).ConfigureAwait(false);
        },
        call);

    public async ValueTask LeaveAsync(StorageCall call)
    {
        if (Interlocked.Exchange(ref _listening, null) is { } listening)
        {
            await listening.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            if (Volatile.Read(ref _nodeId) is var id and not 0)
            {
                await _beatConnection.UseAsync(
                    async lease =>
                    {
                        await _register.LeaveAsync(lease, id, call).ConfigureAwait(false);
                        return true;
                    },
                    call).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is DbException or POException or InvalidOperationException or OperationCanceledException)
        {
            // Its heartbeat ends anyway.
        }
    }

    public async ValueTask ListenAsync(Action wakeUp, CancellationToken cancellationToken) =>
        _listening = await _log.ListenAsync(
            new LogListening(
                _tables,
                _dialect.CreateConnection,
                sender =>
                {
                    if (sender != Volatile.Read(ref _writerId))
                    {
                        wakeUp();
                    }
                },
                _time),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask WakeOthersAsync()
    {
        // A node has applied what it wrote, but not what triggers wrote for statements of its application.
        long? sender = Volatile.Read(ref _hasTriggers) ? null : Volatile.Read(ref _writerId);
        if (_log.WakeSql(_tables, sender) is { } sql)
        {
            StorageCall call = new(null, IsAsync: true);
            await _wakeConnection.UseAsync(lease => _runner.ScalarAsync(lease, sql, null, call), call).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _readConnection.DisposeAsync().ConfigureAwait(false);
        await _beatConnection.DisposeAsync().ConfigureAwait(false);
        await _wakeConnection.DisposeAsync().ConfigureAwait(false);
    }

    // What a trigger wrote in this transaction for a change that the framework tells of itself becomes the framework's, and is not written twice. What the application's own
    // statements caused stays as it is: this node must hear of it like everybody else.
    private string ClaimSql(string insert)
    {
        const string SameTable = "LOWER(r.table_name) = LOWER(l.table_name)";
        string claim = _log.UpdateRowsSql(
            _tables,
            $"node_id = @node, includes_parents = (SELECT MIN(r.includes_parents) FROM {_log.RowsSql} r WHERE {SameTable})",
            $"{_log.OwnRowsCondition} AND l.node_id IS NULL AND EXISTS (SELECT 1 FROM {_log.RowsSql} r WHERE {SameTable} AND (r.row_key IS NULL OR r.row_key = l.row_key))");
        return $"""
            {claim};
            {insert}
            SELECT r.table_name, r.row_key, r.includes_parents, @node FROM {_log.RowsSql} r
            WHERE NOT EXISTS (SELECT 1 FROM {_tables.Invalidation} l WHERE {_log.OwnRowsCondition} AND {SameTable} AND (l.row_key IS NULL OR l.row_key = r.row_key))
            """;
    }

    private async ValueTask<bool> EnsureSchemaAsync(ConnectionLease lease, StorageCall call)
    {
        await Schema.EnsureAsync(lease, call).ConfigureAwait(false);
        return true;
    }

    // A node that cannot write can read the log if somebody else has made it.
    private async ValueTask<bool> TryStartReadingAsync(ConnectionLease lease, StorageCall call)
    {
        bool exists = await Schema.ExistsAsync(lease, call).ConfigureAwait(false);
        if (exists)
        {
            await _reader.StartAsync(lease, call).ConfigureAwait(false);
        }

        return exists;
    }

    // What was committed before the log was found is not in it for this node.
    private async ValueTask<LogReading> ReadFirstAsync(ConnectionLease lease, StorageCall call) =>
        new([], IsIncomplete: await TryStartReadingAsync(lease, call).ConfigureAwait(false));

    // Somebody else may install or remove them. Not to know is harmless: then a change is logged twice.
    private async ValueTask LookForTriggersAsync(ConnectionLease lease, StorageCall call)
    {
        if (Triggers is not null)
        {
            Volatile.Write(ref _hasTriggers, await Triggers.AnyAsync(lease, call).ConfigureAwait(false));
        }
    }

    private async ValueTask<T> RunAsync<T>(LogConnection connection, string doing, Func<ConnectionLease, ValueTask<T>> work, StorageCall call)
    {
        try
        {
            return await connection.UseAsync(work, call).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw new PODatabaseException($"The invalidation log in {_dialect.DisplayName} cannot be {doing}. {_dialect.ExplainOpenFailure(e)}", e);
        }
    }
}
