using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>Asks the database how a table is declared. Only failures and delicate values need to know.</summary>
internal sealed class TableFacts(Dialect dialect, StatementRunner runner, ConnectionSource source)
{
    private readonly ConcurrentDictionary<POModelInfo, IReadOnlyList<TableColumn>> _known = new();

    /// <summary>Why a column would not give a delicate value back as it was; null when it would. A declaration that fits is remembered, one that does not is asked again.</summary>
    public async ValueTask<string?> WhyUnfitAsync(POModelInfo model, POColumnInfo column, object value, ConnectionLease lease, StorageCall call)
    {
        if (_known.TryGetValue(model, out IReadOnlyList<TableColumn>? known) && Find(known, column) is { } remembered && dialect.WhyUnfit(remembered, value) is null)
        {
            return null;
        }

        IReadOnlyList<TableColumn> columns = await ColumnsAsync(model, lease, call).ConfigureAwait(false);
        _known[model] = columns;
        return Find(columns, column) is { } declared ? dialect.WhyUnfit(declared, value) : null;
    }

    /// <summary>The columns of a model's table as the database declares them, after a statement failed: none when there is no such table; null when the database cannot be
    /// asked.</summary>
    public async ValueTask<IReadOnlyList<TableColumn>?> ColumnsAfterFailureAsync(POModelInfo model, ConnectionLease lease, StorageCall call)
    {
        StorageCall now = call with { CancellationToken = CancellationToken.None };
        try
        {
            if (!dialect.FailureEndsTransaction || lease.Transaction is null)
            {
                return await ColumnsAsync(model, lease, now).ConfigureAwait(false);
            }

            if (await source.TryTakeAsync(now).ConfigureAwait(false) is not { } other)
            {
                return null;
            }

            await using (other.ConfigureAwait(false))
            {
                return await ColumnsAsync(model, other, now).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is DbException or POException or InvalidOperationException)
        {
            return null;
        }
    }

    private static TableColumn? Find(IReadOnlyList<TableColumn> columns, POColumnInfo column) =>
        columns.FirstOrDefault(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase));

    private async ValueTask<IReadOnlyList<TableColumn>> ColumnsAsync(POModelInfo model, ConnectionLease lease, StorageCall call)
    {
        int dot = model.TableName.LastIndexOf('.');
        DynamicParameters parameters = new();
        parameters.Add("table_name", model.TableName[(dot + 1)..]);
        parameters.Add("schema_name", dot < 0 ? null : model.TableName[..dot], DbType.String);
        List<TableColumn> columns = [];
        StatementRows rows = await runner.QueryAsync(lease, dialect.TableColumnsSql, parameters, CommandBehavior.SingleResult, call).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.NextAsync().ConfigureAwait(false))
            {
                PORowReader row = rows.Row;
                columns.Add(new TableColumn(row.GetString(0), row.GetInt32(1) != 0, row.GetInt32(2) != 0, row.IsNull(3) ? "" : row.GetString(3)));
            }
        }

        return columns;
    }
}
