using System.Data.Common;

namespace IdempiereStyleCache.Data;

/// <summary>An open connection for one call, with the transaction that its statements belong to. Disposing it returns a connection of the call's own.</summary>
internal sealed class ConnectionLease(DbConnection connection, DbTransaction? transaction, ConnectionSource? returnTo, bool isAsync) : IAsyncDisposable
{
    public DbConnection Connection { get; } = connection;

    public DbTransaction? Transaction { get; } = transaction;

    public ValueTask DisposeAsync() => returnTo is null ? default : returnTo.ReturnAsync(Connection, forTransaction: false, isClean: true, isAsync);
}
