using System.Data;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>One node's place in the log. Serves one call at a time; a call that throws leaves the place as it was.</summary>
internal sealed class LogReader(LogDialect dialect, LogTables tables, StatementRunner runner, InvalidationLogOptions options, bool isCareless)
{
    private readonly string _readSql = dialect.ReadSql(tables);
    private readonly Dictionary<long, long> _seen = [];
    private string _position = "";
    private long _readTo;

    // What looking returned says something only on the connection on which it was asked.
    private object? _looked;
    private object? _lookedOn;
    private object? _readOn;

    /// <summary>The lowest stamp that a row not returned yet can have: what retention must keep for this node.</summary>
    public long ReadTo => Volatile.Read(ref _readTo);

    /// <summary>Whether the reader has a place to read from.</summary>
    public bool HasStarted => _position.Length != 0;

    /// <summary>Takes the present as the place from which to read.</summary>
    public async ValueTask StartAsync(ConnectionLease lease, StorageCall call)
    {
        StatementRows rows = await runner.QueryAsync(lease, dialect.PositionSql(tables), null, CommandBehavior.SingleResult, call).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            await rows.NextAsync().ConfigureAwait(false);
            _position = rows.Row.GetString(0);
            Volatile.Write(ref _readTo, rows.Row.GetInt64(1));
        }

        _seen.Clear();
        _readOn = lease.Connection;
    }

    public async ValueTask<LogReading> ReadAsync(ConnectionLease lease, long nodeId, StorageCall call)
    {
        if (dialect.PositionEndsWithConnection && !ReferenceEquals(_readOn, lease.Connection))
        {
            await StartAsync(lease, call).ConfigureAwait(false);
            return new LogReading([], IsIncomplete: true);
        }

        // Asked before the log is read: what is committed between the two is looked for again the next time.
        object? looked = dialect.LookSql is { } look ? await runner.ScalarAsync(lease, look, null, call).ConfigureAwait(false) : null;
        if (looked is not null && ReferenceEquals(_lookedOn, lease.Connection) && looked.Equals(_looked))
        {
            return LogReading.Empty;
        }

        DynamicParameters parameters = new();
        parameters.Add("position", _position, DbType.String);
        parameters.Add("node", nodeId, DbType.Int64);
        parameters.Add("limit", options.MaxRowsPerReading + 1, DbType.Int32);
        Page page = new();
        StatementRows rows = await runner.QueryAsync(lease, _readSql, parameters, CommandBehavior.SingleResult, call).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.NextAsync().ConfigureAwait(false))
            {
                page.Add(rows.Row);
            }
        }

        LogReading reading = Take(page);
        _looked = looked;
        _lookedOn = lease.Connection;
        return reading;
    }

    private LogReading Take(Page page)
    {
        bool isIncomplete = page.PurgedTo > _readTo || page.Rows.Count > options.MaxRowsPerReading;
        List<LogRow> fresh = [];
        foreach ((long id, long stamp, LogRow row) in page.Rows)
        {
            if (!dialect.ReturnsRowsAgain || _seen.TryAdd(id, stamp))
            {
                fresh.Add(row);
            }
        }

        _position = isCareless && page.Rows.Count != 0 && dialect.CarelessPosition(page.Rows.Max(static r => r.Stamp)) is { } careless ? careless : page.Position;
        foreach ((long id, long stamp) in _seen)
        {
            if (stamp < page.ReadTo)
            {
                _seen.Remove(id);
            }
        }

        Volatile.Write(ref _readTo, page.ReadTo);
        return fresh.Count == 0 && !isIncomplete ? LogReading.Empty : new LogReading(fresh, isIncomplete);
    }

    private sealed class Page
    {
        public long PurgedTo { get; private set; }

        public string Position { get; private set; } = "";

        public long ReadTo { get; private set; }

        public List<(long Id, long Stamp, LogRow Row)> Rows { get; } = [];

        public void Add(PORowReader row)
        {
            PurgedTo = row.GetInt64(0);
            Position = row.GetString(1);
            ReadTo = row.GetInt64(2);
            if (!row.IsNull(3))
            {
                Rows.Add((row.GetInt64(3), row.GetInt64(4), new LogRow(row.GetString(5), row.IsNull(6) ? null : row.GetString(6), row.GetInt32(7) != 0)));
            }
        }
    }
}
