using System.Data;
using System.Data.Common;
using System.Globalization;

namespace IdempiereStyleCache.Data;

/// <summary>
/// The session of one transaction. The connection is taken with the first use; the database's own transaction begins then too, or with the first write where the
/// dialect says so and no isolation was asked for. Both go back when the transaction ends. Not safe for use by several threads.
/// </summary>
internal sealed class POSession : IPOSession
{
    private readonly Dialect _dialect;
    private readonly StatementRunner _runner;
    private readonly IsolationLevel _isolationLevel;
    private readonly bool _isAttached;
    private DbConnection? _connection;
    private DbTransaction? _transaction;

    // Code outside the framework had the connection: whatever it left on it, nobody else gets it.
    private bool _isHandedOut;
    private bool _hasEnded;

    public POSession(ConnectionSource source, Dialect dialect, StatementRunner runner, IsolationLevel isolationLevel)
    {
        Source = source;
        _dialect = dialect;
        _runner = runner;
        _isolationLevel = isolationLevel;
    }

    /// <summary>Takes over a transaction that the application began.</summary>
    public POSession(ConnectionSource source, Dialect dialect, StatementRunner runner, DbTransaction transaction)
        : this(source, dialect, runner, IsolationLevel.Unspecified)
    {
        _connection = OpenConnectionOf(transaction) ?? throw new InvalidOperationException("The database transaction has ended already; attach one that is open.");
        _transaction = transaction;
        _isAttached = true;
    }

    public DbConnection Connection
    {
        get
        {
            BeginAsync(new StorageCall(this, IsAsync: false)).GetAwaiter().GetResult();
            _isHandedOut = true;
            return _connection!;
        }
    }

    public DbTransaction Transaction
    {
        get
        {
            BeginAsync(new StorageCall(this, IsAsync: false)).GetAwaiter().GetResult();
            _isHandedOut = true;
            return _transaction!;
        }
    }

    internal ConnectionSource Source { get; }

    /// <summary>From where on rows of the log are this transaction's own; null when that was not asked.</summary>
    internal long? OwnRowsStart { get; private set; }

    // The server rolls back what a lost connection did not commit; whether it did is known only of a connection that nobody else had.
    private bool IsLost => IsOnlyOurs && _connection is { State: not ConnectionState.Open };

    private bool IsOnlyOurs => !_isAttached && !_isHandedOut;

    private bool BeginsWithFirstStatement =>
        !_dialect.BeginsWithFirstWrite || _isolationLevel is not (IsolationLevel.Unspecified or IsolationLevel.ReadCommitted or IsolationLevel.ReadUncommitted);

    public async ValueTask CommitAsync(StorageCall call)
    {
        if (_hasEnded)
        {
            throw new InvalidOperationException("The transaction has ended; nothing can be committed in it any more.");
        }

        if (_transaction is null)
        {
            await EndAsync(isClean: true, call.IsAsync).ConfigureAwait(false);
            return;
        }

        bool committed = false;
        try
        {
            ThrowIfOver(_transaction);
            await _dialect.CommitAsync(_transaction, call).ConfigureAwait(false);
            committed = true;
        }
        finally
        {
            if (!committed)
            {
                await UndoAsync(_transaction, call.IsAsync).ConfigureAwait(false);
            }

            await EndAsync(committed, call.IsAsync).ConfigureAwait(false);
        }
    }

    public async ValueTask RollbackAsync(StorageCall call)
    {
        bool rolledBack = _transaction is null;
        try
        {
            if (_transaction is not null && IsOnlyOurs && _dialect.HasEnded(_transaction))
            {
                rolledBack = true;
            }
            else if (_transaction is not null && !IsLost)
            {
                ThrowIfOver(_transaction);
                if (call.IsAsync)
                {
                    await _transaction.RollbackAsync(call.CancellationToken).ConfigureAwait(false);
                }
                else
                {
                    _transaction.Rollback();
                }

                rolledBack = true;
            }
        }
        finally
        {
            await EndAsync(rolledBack, call.IsAsync).ConfigureAwait(false);
        }
    }

    public ValueTask SetSavepointAsync(string name, StorageCall call) => RunAsync(_dialect.SetSavepointSql(name), call);

    public ValueTask RollbackToSavepointAsync(string name, StorageCall call) => RunAsync(_dialect.RollbackToSavepointSql(name), call);

    public ValueTask ReleaseSavepointAsync(string name, StorageCall call) => RunAsync(_dialect.ReleaseSavepointSql(name), call);

    public bool IsKnownRollback(Exception exception) => exception is TransactionEndedException { IsRolledBack: true } || _dialect.IsKnownRollback(exception);

    public void Dispose() => EndAsync(isClean: _transaction is null, isAsync: false).GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => EndAsync(isClean: _transaction is null, isAsync: true);

    internal async ValueTask<ConnectionLease> ForReadAsync(StorageCall call)
    {
        await (BeginsWithFirstStatement ? BeginAsync(call) : ConnectAsync(call)).ConfigureAwait(false);
        return new ConnectionLease(_connection!, _transaction, returnTo: null, call.IsAsync);
    }

    internal async ValueTask<ConnectionLease> ForWriteAsync(StorageCall call)
    {
        await BeginAsync(call).ConfigureAwait(false);
        return new ConnectionLease(_connection!, _transaction, returnTo: null, call.IsAsync);
    }

    private async ValueTask ConnectAsync(StorageCall call)
    {
        if (_hasEnded)
        {
            throw new InvalidOperationException("The transaction has ended; nothing can be done in it any more. Begin a new one.");
        }

        _connection ??= await Source.TakeAsync(forTransaction: true, call).ConfigureAwait(false);
    }

    private async ValueTask BeginAsync(StorageCall call)
    {
        await ConnectAsync(call).ConfigureAwait(false);
        if (_transaction is not null)
        {
            ThrowIfOver(_transaction);
            return;
        }

        try
        {
            _transaction = await _dialect.BeginTransactionAsync(_connection!, _isolationLevel, call).ConfigureAwait(false);
            if (Source.Log?.OwnRowsStartSql is { } sql)
            {
                ConnectionLease lease = new(_connection!, _transaction, returnTo: null, call.IsAsync);
                OwnRowsStart = Convert.ToInt64(await _runner.ScalarAsync(lease, sql, null, call).ConfigureAwait(false), CultureInfo.InvariantCulture);
            }
        }
        catch (DbException e)
        {
            string why = _dialect.Classify(e) == DatabaseErrorKind.Busy ? _dialect.ExplainBusy() : e.Message;
            throw new PODatabaseException($"A transaction could not begin in {_dialect.DisplayName}. {why}", e);
        }
    }

    private void ThrowIfOver(DbTransaction transaction)
    {
        if (_dialect.HasEnded(transaction))
        {
            throw new TransactionEndedException(_dialect.DisplayName, IsOnlyOurs);
        }
    }

    private async ValueTask RunAsync(string? sql, StorageCall call)
    {
        if (sql is not null)
        {
            await BeginAsync(call).ConfigureAwait(false);
            await _runner.ExecuteAsync(new ConnectionLease(_connection!, _transaction, returnTo: null, call.IsAsync), sql, null, call).ConfigureAwait(false);
        }
    }

    // Some drivers leave the connection on a transaction that has ended; but none tells the isolation of one.
    private static DbConnection? OpenConnectionOf(DbTransaction transaction)
    {
        try
        {
            _ = transaction.IsolationLevel;
            return transaction.Connection;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // A failed commit may have left the transaction open. What fails here too is ended with its connection.
    private static async ValueTask UndoAsync(DbTransaction transaction, bool isAsync)
    {
        try
        {
            if (isAsync)
            {
                await transaction.RollbackAsync().ConfigureAwait(false);
            }
            else
            {
                transaction.Rollback();
            }
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
        }
    }

    private async ValueTask EndAsync(bool isClean, bool isAsync)
    {
        if (_hasEnded)
        {
            return;
        }

        _hasEnded = true;
        DbConnection? connection = _connection;
        _connection = null;
        _transaction = null;
        if (connection is not null && !_isAttached)
        {
            if (_isHandedOut || _isolationLevel is not (IsolationLevel.Unspecified or IsolationLevel.ReadCommitted))
            {
                await _dialect.RestoreConnectionAsync(connection, new StorageCall(null, isAsync)).ConfigureAwait(false);
            }

            await Source.ReturnAsync(connection, forTransaction: true, isClean && !_isHandedOut, isAsync).ConfigureAwait(false);
        }
    }
}
