using System.Data.Common;

namespace IdempiereStyleCache.Data;

/// <summary>The rows of a query under way. Disposing it ends the query.</summary>
internal sealed class StatementRows(DbDataReader reader, PORowReader row, StorageCall call) : IAsyncDisposable
{
    /// <summary>Reads the row that was moved to last.</summary>
    public PORowReader Row { get; } = row;

    /// <summary>Moves to the next row.</summary>
    public ValueTask<bool> NextAsync() => call.IsAsync ? new(Row.ReadAsync(call.CancellationToken)) : new(Row.Read());

    public ValueTask DisposeAsync()
    {
        if (call.IsAsync)
        {
            return reader.DisposeAsync();
        }

        reader.Dispose();
        return default;
    }
}
