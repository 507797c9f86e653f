using System.Collections.Immutable;
using System.Data;
using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Data;

/// <summary>Reads records: one, many, those of a query. A result is read to its end before it is handed out, so no connection is held by who looks at records.</summary>
internal sealed class RecordReader(Dialect dialect, ConnectionSource source, StatementRunner runner, StatementErrors errors)
{
    public async ValueTask<T?> LoadAsync<TKey, T>(ModelStatements statements, POModelInfo<TKey, T> model, TKey key, StorageCall call, bool forUpdate)
        where TKey : notnull
        where T : PO, IPOModel<T>
    {
        const CommandBehavior OneRow = CommandBehavior.SingleResult | CommandBehavior.SingleRow;
        string sql = forUpdate ? statements.SelectForUpdate : statements.SelectByKey;
        return await ReadAsync(
            async lease =>
            {
                ModelParameters parameters = new(dialect, model);
                AddKey(parameters, statements, model.SplitKey(key));
                StatementRows rows = await runner.QueryAsync(lease, sql, parameters, OneRow, call).ConfigureAwait(false);
                await using (rows.ConfigureAwait(false))
                {
                    return await rows.NextAsync().ConfigureAwait(false) ? Make(model, rows.Row) : null;
                }
            },
            new StatementContext(model, "read", key),
            call,
            forUpdate).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<T>> LoadManyAsync<TKey, T>(
        ModelStatements statements, POModelInfo<TKey, T> model, IReadOnlyCollection<TKey> keys, StorageCall call)
        where TKey : notnull
        where T : PO, IPOModel<T>
    {
        if (keys.Count == 0)
        {
            return [];
        }

        List<T> found = await ReadAsync(
            async lease =>
            {
                List<T> into = new(keys.Count);
                foreach (TKey[] chunk in keys.Chunk(dialect.KeyLookup.MaxKeys(statements.KeyColumns.Length)))
                {
                    ImmutableArray<object>[] split = Array.ConvertAll(chunk, key => model.SplitKey(key));
                    KeyParameters parameters = new(dialect.KeyLookup, statements.KeyColumns, split);
                    await ReadAllAsync(statements.SelectByKeys(chunk.Length), parameters, model, into, lease, call).ConfigureAwait(false);
                }

                return into;
            },
            new StatementContext(model, "read"),
            call).ConfigureAwait(false);

        // A column that ignores case finds one record for several keys.
        return statements.KeyColumns.Length == 1 ? found : [.. found.DistinctBy(model.GetKey)];
    }

    public async ValueTask<IReadOnlyList<T>> QueryAsync<T>(ModelStatements statements, POModelInfo<T> model, POQueryText query, StorageCall call)
        where T : PO, IPOModel<T>
    {
        QueryParameters names = new(dialect, model, query);
        string sql = statements.Query(query, names.Matches, names.Limit);
        return await ReadAsync(
            async lease =>
            {
                List<T> found = [];
                await ReadAllAsync(sql, names.Make(), model, found, lease, call).ConfigureAwait(false);
                return found;
            },
            new StatementContext(model, "read", Sql: sql),
            call).ConfigureAwait(false);
    }

    public async ValueTask<long> CountAsync(ModelStatements statements, POQueryText query, StorageCall call)
    {
        QueryParameters names = new(dialect, statements.Model, query with { Limit = null });
        string sql = statements.Count(query, names.Matches);
        return await ReadAsync(
            async lease => Convert.ToInt64(await runner.ScalarAsync(lease, sql, names.Make(), call).ConfigureAwait(false)),
            new StatementContext(statements.Model, "read", Sql: sql),
            call).ConfigureAwait(false);
    }

    internal static void AddKey(ModelParameters parameters, ModelStatements statements, ImmutableArray<object> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            parameters.Add(statements.KeyNames[i], statements.KeyColumns[i], values[i]);
        }
    }

    private static T Make<T>(POModelInfo<T> model, PORowReader row)
        where T : PO, IPOModel<T>
    {
        try
        {
            return model.ReadRow(row);
        }
        catch (Exception e) when (e is not POException)
        {
            throw RowErrors.Explain(model, [.. Enumerable.Range(0, model.Columns.Length)], row, e);
        }
    }

    // A kept connection may have been lost while nobody used it, as when the server was started anew: a read that has a connection of its own is then repeated once on another.
    private async ValueTask<TResult> ReadAsync<TResult>(
        Func<ConnectionLease, ValueTask<TResult>> read, StatementContext context, StorageCall call, bool forUpdate = false)
    {
        for (bool mayRepeat = call.Session is null; ; mayRepeat = false)
        {
            ConnectionLease lease = await (forUpdate ? source.ForWriteAsync(call) : source.ForReadAsync(call)).ConfigureAwait(false);
            await using (lease.ConfigureAwait(false))
            {
                try
                {
                    return await read(lease).ConfigureAwait(false);
                }
                catch (DbException e) when (mayRepeat && dialect.Classify(e) == DatabaseErrorKind.ConnectionLost)
                {
                }
                catch (DbException e)
                {
                    throw await errors.ExplainAsync(e, context, lease, call).ConfigureAwait(false);
                }
            }
        }
    }

    private async ValueTask ReadAllAsync<T>(
        string sql, SqlMapper.IDynamicParameters? parameters, POModelInfo<T> model, List<T> into, ConnectionLease lease, StorageCall call)
        where T : PO, IPOModel<T>
    {
        StatementRows rows = await runner.QueryAsync(lease, sql, parameters, CommandBehavior.SingleResult, call).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.NextAsync().ConfigureAwait(false))
            {
                into.Add(Make(model, rows.Row));
            }
        }
    }
}
