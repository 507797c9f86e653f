using System.Data;
using System.Data.Common;
using System.Globalization;

namespace IdempiereStyleCache.Data;

/// <summary>Inserts, updates and deletes records in the call's transaction.</summary>
internal sealed class RecordWriter(Dialect dialect, ConnectionSource source, StatementRunner runner, StatementErrors errors, TableFacts facts)
{
    public async ValueTask InsertAsync(ModelStatements statements, PO po, StorageCall call)
    {
        PORecord record = new(po);
        ConnectionLease lease = await source.ForWriteAsync(call).ConfigureAwait(false);
        StatementContext context = new(record.Model, "insert", statements.KeyIsGenerated ? null : record.Key, po);
        try
        {
            ModelParameters parameters = new(dialect, record.Model);
            foreach (int ordinal in statements.InsertOrdinals)
            {
                await AddValueAsync(parameters, statements, record, ordinal, lease, call).ConfigureAwait(false);
            }

            if (statements.KeyIsGenerated)
            {
                long? made = await InsertForKeyAsync(statements, parameters, lease, call).ConfigureAwait(false);
                record.Set(record.Model.KeyOrdinals[0], RowValues.MadeKey(made, record.Model));
            }
            else
            {
                await runner.ExecuteAsync(lease, statements.Insert, parameters, call).ConfigureAwait(false);
            }

            await ReadBackAsync(statements, record, lease, call).ConfigureAwait(false);
        }
        catch (DbException e)
        {
            throw await errors.ExplainAsync(e, context, lease, call).ConfigureAwait(false);
        }
    }

    public async ValueTask<POWriteResult> UpdateAsync(ModelStatements statements, PO po, POUpdate update, StorageCall call)
    {
        PORecord record = new(po);
        ConnectionLease lease = await source.ForWriteAsync(call).ConfigureAwait(false);
        try
        {
            ModelParameters parameters = new(dialect, record.Model);
            foreach (int ordinal in update.ChangedOrdinals)
            {
                await AddValueAsync(parameters, statements, record, ordinal, lease, call).ConfigureAwait(false);
            }

            if (record.Model.ConcurrencyTokenOrdinal >= 0)
            {
                parameters.Add(statements.NewToken, TokenColumn(record.Model), update.NewToken);
            }

            AddVersionedKey(parameters, statements, record, update.ExpectedToken);
            if (await WrittenAsync(statements, statements.Update(update.ChangedOrdinals), parameters, lease, call).ConfigureAwait(false) == 0)
            {
                return await WhyNotAsync(statements, record, lease, call).ConfigureAwait(false);
            }

            await ReadBackAsync(statements, record, lease, call).ConfigureAwait(false);
            return new POWriteResult(POWriteStatus.Written);
        }
        catch (DbException e)
        {
            throw await errors.ExplainAsync(e, new StatementContext(record.Model, "update", record.Key, po), lease, call).ConfigureAwait(false);
        }
    }

    public async ValueTask<POWriteResult> DeleteAsync(ModelStatements statements, PO po, object? expectedToken, StorageCall call)
    {
        PORecord record = new(po);
        ConnectionLease lease = await source.ForWriteAsync(call).ConfigureAwait(false);
        try
        {
            ModelParameters parameters = new(dialect, record.Model);
            AddVersionedKey(parameters, statements, record, expectedToken);
            return await WrittenAsync(statements, statements.Delete, parameters, lease, call).ConfigureAwait(false) == 0
                ? await WhyNotAsync(statements, record, lease, call).ConfigureAwait(false)
                : new POWriteResult(POWriteStatus.Written);
        }
        catch (DbException e)
        {
            throw await errors.ExplainAsync(e, new StatementContext(record.Model, "delete", record.Key, po), lease, call).ConfigureAwait(false);
        }
    }

    private static POColumnInfo TokenColumn(POModelInfo model) => model.Columns[model.ConcurrencyTokenOrdinal];

    private static void AddVersionedKey(ModelParameters parameters, ModelStatements statements, PORecord record, object? expectedToken)
    {
        RecordReader.AddKey(parameters, statements, record.Model.KeyValues(record.Key));
        if (record.Model.ConcurrencyTokenOrdinal >= 0)
        {
            parameters.Add(statements.OldToken, TokenColumn(record.Model), expectedToken);
        }
    }

    private async ValueTask<int> WrittenAsync(ModelStatements statements, string sql, ModelParameters parameters, ConnectionLease lease, StorageCall call) => statements.ReturnsCounts
        ? Convert.ToInt32(await runner.ScalarAsync(lease, sql, parameters, call).ConfigureAwait(false), CultureInfo.InvariantCulture)
        : await runner.ExecuteAsync(lease, sql, parameters, call).ConfigureAwait(false);

    // Not cancelled half-way: the record would be there and nobody would know its key. Read to its end: some databases check the last constraints after the row is returned, and take an insert back that is left before.
    private async ValueTask<long?> InsertForKeyAsync(ModelStatements statements, ModelParameters parameters, ConnectionLease lease, StorageCall call)
    {
        long? made = null;
        call.CancellationToken.ThrowIfCancellationRequested();
        StorageCall whole = call with { CancellationToken = CancellationToken.None };
        StatementRows rows = await runner.QueryAsync(lease, statements.Insert, parameters, CommandBehavior.SingleResult, whole).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.NextAsync().ConfigureAwait(false))
            {
                made = rows.Row.IsNull(0) ? null : rows.Row.GetInt64(0);
            }
        }

        return made;
    }

    // Nothing was written: the record is gone, or somebody else gave it another version.
    private async ValueTask<POWriteResult> WhyNotAsync(ModelStatements statements, PORecord record, ConnectionLease lease, StorageCall call)
    {
        if (statements.SelectToken is null)
        {
            return new POWriteResult(POWriteStatus.Missing);
        }

        ModelParameters parameters = new(dialect, record.Model);
        RecordReader.AddKey(parameters, statements, record.Model.KeyValues(record.Key));
        StatementRows rows = await runner.QueryAsync(lease, statements.SelectToken, parameters, CommandBehavior.SingleResult, call).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            return await rows.NextAsync().ConfigureAwait(false)
                ? new POWriteResult(POWriteStatus.TokenMismatch, RowValues.Read(rows.Row, 0, TokenColumn(record.Model).Type))
                : new POWriteResult(POWriteStatus.Missing);
        }
    }

    private async ValueTask ReadBackAsync(ModelStatements statements, PORecord record, ConnectionLease lease, StorageCall call)
    {
        if (statements.ReadBack is null)
        {
            return;
        }

        ModelParameters parameters = new(dialect, record.Model);
        RecordReader.AddKey(parameters, statements, record.Model.KeyValues(record.Key));
        StatementRows rows = await runner.QueryAsync(lease, statements.ReadBack, parameters, CommandBehavior.SingleResult, call).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            if (!await rows.NextAsync().ConfigureAwait(false))
            {
                throw new PONotFoundException(record.Model.TableName, record.Key, "read back");
            }

            try
            {
                for (int i = 0; i < statements.ReadBackOrdinals.Length; i++)
                {
                    record.ReadBack(statements.ReadBackOrdinals[i], rows.Row, i);
                }
            }
            catch (Exception e) when (e is not POException)
            {
                throw RowErrors.Explain(record.Model, statements.ReadBackOrdinals, rows.Row, e);
            }
        }
    }

    private async ValueTask AddValueAsync(
        ModelParameters parameters, ModelStatements statements, PORecord record, int ordinal, ConnectionLease lease, StorageCall call)
    {
        POColumnInfo column = record.Model.Columns[ordinal];
        object? value = record.Get(ordinal);
        if (value is not null && dialect.IsDelicate(value)
            && await facts.WhyUnfitAsync(record.Model, column, value, lease, call).ConfigureAwait(false) is { } why)
        {
            throw new POMappingException(
                $"{record.Model.ModelType.Name}.{column.PropertyName} = {value} cannot be stored exactly in the column {record.Model.TableName}.{column.Name}. {why}")
            { TableName = record.Model.TableName };
        }

        parameters.Add(statements.ValueNames[ordinal], column, value);
    }
}
