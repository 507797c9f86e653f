using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Torture;

/// <summary>
/// Writes rows with plain SQL on a connection of its own, as another tool would: triggers tell of the one table, the documented statement, in the same transaction, of the other.
/// </summary>
internal sealed class PlainWriter(NodeArguments arguments, string name, int seed, Func<bool> isStopping)
{
    private readonly Random _random = new(seed);
    private int _number;

    public async Task RunAsync()
    {
        using HistoryWriter history = arguments.OpenHistory(name);
        while (!isStopping())
        {
            try
            {
                Write(history);
            }
            catch (Exception e) when (Errors.AreExpected(e))
            {
                await Clock.PassAsync(TimeSpan.FromMilliseconds(20));
            }

            await Clock.PassAsync(TimeSpan.FromMilliseconds(_random.Next(40)));
        }
    }

    private void Write(HistoryWriter history)
    {
        int row = arguments.Rows[_random.Next(arguments.Rows.Count)];
        string token = $"{arguments.Name}-{name}-{++_number}";
        RowTable table = RowTable.Of(row);
        using DbConnection connection = DatabaseUse.Connect(arguments.Engine, arguments.ConnectionString);
        using DbTransaction transaction = DatabaseUse.Begin(connection);
        object parameters = new { row, token, key = row.ToString(System.Globalization.CultureInfo.InvariantCulture), table = table.Name };
        connection.Execute($"UPDATE {table.Name} SET Token = @token, Version = Version + 1 WHERE {table.KeyColumn} = @row", parameters, transaction);
        long version = connection.ExecuteScalar<long>($"SELECT Version FROM {table.Name} WHERE {table.KeyColumn} = @row", parameters, transaction);
        connection.Execute("INSERT INTO T_History (Token, RowId, RowVersion) VALUES (@token, @row, @version)", new { token, row, version }, transaction);
        if (table == RowTable.Bare)
        {
            connection.Execute(
                _random.Next(4) == 0 ? "INSERT INTO isc_invalidation (table_name) VALUES (@table)" : "INSERT INTO isc_invalidation (table_name, row_key) VALUES (@table, @key)",
                parameters,
                transaction);
        }

        long began = Clock.Now;
        if (_random.Next(5) == 0)
        {
            transaction.Rollback();
            history.Add(new HistoryEvent(EventKind.Rollback, row, version, token, began, Clock.Now));
        }
        else
        {
            transaction.Commit();
            history.Add(new HistoryEvent(EventKind.PlainCommit, row, version, token, began, Clock.Now));
        }
    }
}
