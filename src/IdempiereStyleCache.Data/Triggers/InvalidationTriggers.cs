using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>
/// Triggers that write what plain SQL of any tool changes into the invalidation log, in its own transaction, so that every node hears of it. The framework's own saves are
/// then not logged twice. Safe for use by several threads.
/// </summary>
/// <remarks>
/// Their names begin with the prefix of the log's tables and end with a hash of what they do: those that are there and do the right thing are left alone, others are replaced.
/// </remarks>
public sealed class InvalidationTriggers
{
    private readonly Dialect _dialect;
    private readonly TriggerDialect _triggers;
    private readonly LogTables _tables;
    private readonly StatementRunner _runner;
    private readonly ConnectionSource _source;

    internal InvalidationTriggers(Dialect dialect, TriggerDialect triggers, LogTables tables, ConnectionSource source)
    {
        _dialect = dialect;
        _triggers = triggers;
        _tables = tables;
        _source = source;
        _runner = new StatementRunner(dialect);
    }

    /// <summary>Installs the triggers of the tables of model classes. For a child they log the parents that embed it too.</summary>
    /// <param name="models">The models, for example <c>POModelInfo.Of&lt;MProduct&gt;()</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many triggers were made; those that were there already do not count.</returns>
    /// <exception cref="PODatabaseException">A table does not exist, or triggers cannot be made; nothing was changed then.</exception>
    public ValueTask<int> InstallAsync(IEnumerable<POModelInfo> models, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(models);
        return InstallAsync([.. models.Select(TableOf)], cancellationToken);
    }

    /// <summary>Installs the triggers of tables by name; the key is the table's primary key.</summary>
    /// <param name="tableNames">The tables as the models call them.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many triggers were made; those that were there already do not count.</returns>
    /// <exception cref="PODatabaseException">A table does not exist or has no primary key, or triggers cannot be made; nothing was changed then.</exception>
    public async ValueTask<int> InstallAsync(IEnumerable<string> tableNames, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tableNames);
        StorageCall call = new(null, IsAsync: true, cancellationToken);
        List<TriggerTable> tables = [];
        await RunAsync(
            async lease =>
            {
                foreach (string name in tableNames)
                {
                    tables.Add(await TableOfAsync(name, lease, call).ConfigureAwait(false));
                }
            },
            "be looked at",
            call).ConfigureAwait(false);
        return await InstallAsync(tables, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the triggers of tables.</summary>
    /// <param name="tableNames">The tables as the models call them; one without triggers is no error.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many triggers were removed.</returns>
    public async ValueTask<int> RemoveAsync(IEnumerable<string> tableNames, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tableNames);
        StorageCall call = new(null, IsAsync: true, cancellationToken);
        HashSet<string> begins = [.. tableNames.Select(name => NameStart(name))];
        int removed = 0;
        await ChangeAsync(
            async lease =>
            {
                foreach (InvalidationTrigger trigger in await ListAsync(lease, call).ConfigureAwait(false))
                {
                    if (begins.Any(b => IsNamed(trigger, b)))
                    {
                        await RemoveAsync(lease, trigger, call).ConfigureAwait(false);
                        removed++;
                    }
                }
            },
            call).ConfigureAwait(false);
        return removed;
    }

    /// <summary>The triggers that are installed.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The triggers by name.</returns>
    public async ValueTask<IReadOnlyList<InvalidationTrigger>> ListAsync(CancellationToken cancellationToken = default)
    {
        StorageCall call = new(null, IsAsync: true, cancellationToken);
        IReadOnlyList<InvalidationTrigger> found = [];
        await RunAsync(async lease => found = await ListAsync(lease, call).ConfigureAwait(false), "be listed", call).ConfigureAwait(false);
        return found;
    }

    internal async ValueTask<bool> AnyAsync(ConnectionLease lease, StorageCall call) => (await ListAsync(lease, call).ConfigureAwait(false)).Count != 0;

    private static bool IsNamed(InvalidationTrigger trigger, string start) =>
        trigger.Name.StartsWith(start, StringComparison.OrdinalIgnoreCase) && !trigger.Name[start.Length..].Contains("__", StringComparison.Ordinal);

    private TriggerTable TableOf(POModelInfo model)
    {
        string table = model.TableName;
        return new TriggerTable(
            table,
            _dialect.QuoteTable(table),
            [.. model.KeyOrdinals.Select(ordinal => _dialect.Quote(model.Columns[ordinal].Name))],
            [.. model.ParentLinks.Select(link => new TriggerParent(link.Parent().TableName, _dialect.Quote(model.Columns[link.ColumnOrdinal].Name)))],
            IncludesParents: model.Indexes.IsEmpty && model.ParentLinks.All(static link => link.Parent().ParentLinks.IsEmpty));
    }

    private async ValueTask<TriggerTable> TableOfAsync(string name, ConnectionLease lease, StorageCall call)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        int dot = name.LastIndexOf('.');
        DynamicParameters parameters = new();
        parameters.Add("table_name", name[(dot + 1)..], DbType.String);
        parameters.Add("schema_name", dot < 0 ? null : name[..dot], DbType.String);
        ImmutableArray<string>.Builder columns = ImmutableArray.CreateBuilder<string>();
        StatementRows rows = await _runner.QueryAsync(lease, _triggers.KeyColumnsSql, parameters, CommandBehavior.SingleResult, call).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.NextAsync().ConfigureAwait(false))
            {
                columns.Add(_dialect.Quote(rows.Row.GetString(0)));
            }
        }

        return columns.Count == 0
            ? throw new PODatabaseException(
                $"No triggers can be made for '{name}': {_dialect.DisplayName} has no such table, or it has no primary key. Correct the name, or give the table a primary key.")
            { TableName = name }
            : new TriggerTable(name, _dialect.QuoteTable(name), columns.ToImmutable(), [], IncludesParents: false);
    }

    private async ValueTask<int> InstallAsync(IReadOnlyList<TriggerTable> tables, CancellationToken cancellationToken)
    {
        StorageCall call = new(null, IsAsync: true, cancellationToken);
        int made = 0;
        await ChangeAsync(
            async lease =>
            {
                IReadOnlyList<InvalidationTrigger> present = await ListAsync(lease, call).ConfigureAwait(false);
                foreach (TriggerTable table in tables)
                {
                    made += await InstallAsync(table, present, lease, call).ConfigureAwait(false);
                }
            },
            call).ConfigureAwait(false);
        return made;
    }

    private async ValueTask<int> InstallAsync(TriggerTable table, IReadOnlyList<InvalidationTrigger> present, ConnectionLease lease, StorageCall call)
    {
        string start = NameStart(table.TableName);
        List<InvalidationTrigger> old = [.. present.Where(t => IsNamed(t, start))];
        int made = 0;
        foreach (string purpose in _triggers.Purposes)
        {
            string name = NameOf(table, purpose);
            if (old.RemoveAll(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) != 0)
            {
                continue;
            }

            foreach (string sql in _triggers.InstallSql(_tables, table, purpose, _dialect.Quote(name)))
            {
                await _runner.ExecuteAsync(lease, sql, null, call).ConfigureAwait(false);
            }

            made++;
        }

        foreach (InvalidationTrigger outdated in old)
        {
            await RemoveAsync(lease, outdated, call).ConfigureAwait(false);
        }

        return made;
    }

    private async ValueTask RemoveAsync(ConnectionLease lease, InvalidationTrigger trigger, StorageCall call)
    {
        foreach (string sql in _triggers.RemoveSql(_tables, _dialect.Quote(trigger.Name), _dialect.QuoteTable(trigger.TableName)))
        {
            await _runner.ExecuteAsync(lease, sql, null, call).ConfigureAwait(false);
        }
    }

    private async ValueTask<IReadOnlyList<InvalidationTrigger>> ListAsync(ConnectionLease lease, StorageCall call)
    {
        DynamicParameters parameters = new();
        parameters.Add("prefix", _tables.Prefix, DbType.String);
        List<InvalidationTrigger> found = [];
        StatementRows rows = await _runner.QueryAsync(lease, _triggers.ListSql, parameters, CommandBehavior.SingleResult, call).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.NextAsync().ConfigureAwait(false))
            {
                found.Add(new InvalidationTrigger(rows.Row.GetString(0), rows.Row.GetString(1)));
            }
        }

        return found;
    }

    // isc_<table>__<purpose>_<hash>; a long table is cut and told apart by a hash of its own.
    private string NameStart(string tableName)
    {
        string plain = new([.. tableName.Select(static c => char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_')]);
        string start = _tables.Prefix + plain + "__";
        int room = _triggers.MaxNameLength - "truncate_00000000".Length;
        return start.Length <= room && plain.Equals(tableName, StringComparison.Ordinal) ? start : $"{start[..Math.Min(room - 11, start.Length - 2)]}_{Hash(tableName.ToUpperInvariant())}__";
    }

    private string NameOf(TriggerTable table, string purpose)
    {
        string body = string.Join('\n', _triggers.InstallSql(_tables, table, purpose, "name"));
        return $"{NameStart(table.TableName)}{purpose}_{Hash(body)}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));

    private ValueTask ChangeAsync(Func<ConnectionLease, ValueTask> work, StorageCall call) => RunAsync(
        async lease =>
        {
            DbTransaction transaction = await _dialect.BeginTransactionAsync(lease.Connection, IsolationLevel.Unspecified, call).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await work(new ConnectionLease(lease.Connection, transaction, returnTo: null, call.IsAsync)).ConfigureAwait(false);
                await transaction.CommitAsync(call.CancellationToken).ConfigureAwait(false);
            }
        },
        "be made or removed",
        call);

    private async ValueTask RunAsync(Func<ConnectionLease, ValueTask> work, string doing, StorageCall call)
    {
        ConnectionLease lease = await _source.ForReadAsync(call).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            try
            {
                await work(lease).ConfigureAwait(false);
            }
            catch (DbException e)
            {
                throw new PODatabaseException(
                    $"The triggers that write the invalidation log cannot {doing} in {_dialect.DisplayName}. {e.Message} See that the tables exist and that this user may make triggers on them.", e);
            }
        }
    }
}
