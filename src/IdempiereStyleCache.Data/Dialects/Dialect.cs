using System.Data;
using System.Data.Common;

namespace IdempiereStyleCache.Data;

/// <summary>
/// Everything in which one database differs from another: facts and a few methods. One instance serves one database, knows how to connect to it, and may be used
/// by several threads.
/// </summary>
public abstract class Dialect : IAsyncDisposable
{
    /// <summary>What the database is called in messages, for example <c>SQLite garden.db</c>. Never holds a password.</summary>
    public abstract string DisplayName { get; }

    /// <summary>
    /// Whether idle connections are kept open here and used again; false where the driver keeps them itself, and closing a connection is cheap.
    /// </summary>
    public virtual bool KeepsConnectionsOpen => false;

    /// <summary>
    /// Whether a transaction begins with its first write instead of its first statement, because the database has one writer at a time and a transaction that only
    /// reads must not hold up the others.
    /// </summary>
    public virtual bool BeginsWithFirstWrite => false;

    /// <summary>Whether a transaction in which a statement failed takes no more statements, so that questions about the failure need another connection.</summary>
    public virtual bool FailureEndsTransaction => false;

    /// <summary>What stands before a parameter's name in a statement.</summary>
    public virtual string ParameterPrefix => "@";

    /// <summary>What the invalidation log needs of the database; null when nobody but this node can change it.</summary>
    public virtual LogDialect? Log => null;

    /// <summary>Whether nothing can be written over this address of the database, so that a node can read the invalidation log but not register with it.</summary>
    public virtual bool IsReadOnly => false;

    /// <summary>Finds many records by key with one statement.</summary>
    public abstract KeyLookup KeyLookup { get; }

    /// <summary>
    /// Asks for the columns of a table with the parameters <c>@table_name</c> and <c>@schema_name</c> (NULL when the model names none). Returns a row a column: its
    /// name, 1 or 0 for whether it may be NULL, 1 or 0 for whether the database gives it a value that an insert leaves out, its declared type.
    /// </summary>
    public abstract string TableColumnsSql { get; }

    /// <summary>Makes a connection that is not open yet.</summary>
    /// <returns>The connection.</returns>
    public abstract DbConnection CreateConnection();

    /// <summary>Sets up a connection that was just opened.</summary>
    /// <param name="connection">The open connection.</param>
    /// <param name="call">How to make the call.</param>
    /// <returns>A task that ends when the connection is ready.</returns>
    public virtual ValueTask PrepareConnectionAsync(DbConnection connection, StorageCall call) => default;

    /// <summary>Checks, once when a node starts, that the database can be used, and sets it up.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="call">How to make the call.</param>
    /// <returns>A task that ends when the database is ready.</returns>
    public virtual ValueTask StartAsync(DbConnection connection, StorageCall call) => default;

    /// <summary>Gives back what <see cref="StartAsync"/> took.</summary>
    /// <returns>A task that ends when that is done.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Begins a transaction.</summary>
    /// <param name="connection">An open connection without transaction.</param>
    /// <param name="isolationLevel">The isolation asked for; unspecified takes the database's default.</param>
    /// <param name="call">How to make the call.</param>
    /// <returns>The transaction.</returns>
    public virtual async ValueTask<DbTransaction> BeginTransactionAsync(DbConnection connection, IsolationLevel isolationLevel, StorageCall call)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return call.IsAsync
            ? await connection.BeginTransactionAsync(isolationLevel, call.CancellationToken).ConfigureAwait(false)
            : connection.BeginTransaction(isolationLevel);
    }

    /// <summary>Commits. Throws when the database did anything else.</summary>
    /// <param name="transaction">An open transaction of this database.</param>
    /// <param name="call">How to make the call.</param>
    /// <returns>A task that ends when the database has committed.</returns>
    public virtual async ValueTask CommitAsync(DbTransaction transaction, StorageCall call)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (call.IsAsync)
        {
            await transaction.CommitAsync(call.CancellationToken).ConfigureAwait(false);
        }
        else
        {
            transaction.Commit();
        }
    }

    /// <summary>
    /// Whether a transaction is over although nobody ended it through this object: where an error of a statement may end it on the server, and the driver would run what
    /// follows outside any transaction.
    /// </summary>
    /// <param name="transaction">A transaction of this database.</param>
    /// <returns>True when nothing more can be done in it.</returns>
    public virtual bool HasEnded(DbTransaction transaction) => false;

    /// <summary>
    /// Puts a connection right before it goes back to a pool that would hand it out as it is, after a transaction with an isolation of its own, or after code outside the framework had it.
    /// Does not throw.
    /// </summary>
    /// <param name="connection">The connection, without transaction.</param>
    /// <param name="call">How to make the call.</param>
    /// <returns>A task that ends when that is done.</returns>
    public virtual ValueTask RestoreConnectionAsync(DbConnection connection, StorageCall call) => default;

    /// <summary>The statement that sets a savepoint.</summary>
    /// <param name="name">Its name, of letters, digits and underscores.</param>
    /// <returns>The statement.</returns>
    public virtual string SetSavepointSql(string name) => $"SAVEPOINT {name}";

    /// <summary>The statement that undoes what came after a savepoint and leaves it set.</summary>
    /// <inheritdoc cref="SetSavepointSql"/>
    public virtual string RollbackToSavepointSql(string name) => $"ROLLBACK TO SAVEPOINT {name}";

    /// <summary>The statement that forgets a savepoint; null where the database has none and needs none.</summary>
    /// <inheritdoc cref="SetSavepointSql"/>
    public virtual string? ReleaseSavepointSql(string name) => $"RELEASE SAVEPOINT {name}";

    /// <summary>Quotes the name of a table or column.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The name as it stands in statements.</returns>
    /// <exception cref="POMappingException">The database cannot have such a name.</exception>
    public abstract string Quote(string name);

    /// <summary>Quotes the name of a table, which may begin with a schema and a dot.</summary>
    /// <param name="table">The table's name as the model declares it.</param>
    /// <returns>The name as it stands in statements.</returns>
    /// <exception cref="POMappingException">The database cannot have such a name.</exception>
    public string QuoteTable(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return string.Join('.', table.Split('.').Select(Quote));
    }

    /// <summary>The statement that inserts one record.</summary>
    /// <param name="table">The table, quoted.</param>
    /// <param name="columns">The columns to write, quoted and separated by commas; empty when there are none.</param>
    /// <param name="values">Their parameters, separated by commas.</param>
    /// <param name="generatedKey">The key column, quoted, whose value the database makes and the statement returns; null when the record brings its key.</param>
    /// <returns>The statement.</returns>
    public abstract string InsertSql(string table, string columns, string values, string? generatedKey);

    /// <summary>
    /// Makes an update or delete of one record return, as its only value, how many it changed; null where the driver's own count is that of the statement alone.
    /// </summary>
    /// <param name="write">The statement.</param>
    /// <returns>The statement that returns the number, or null.</returns>
    public virtual string? CountingSql(string write) => null;

    /// <summary>The table after FROM in a query that <see cref="ForUpdateSql"/> makes, for a database in which the lock is asked for there.</summary>
    /// <param name="table">The table, quoted.</param>
    /// <returns>The table, with what stands behind it.</returns>
    public virtual string ForUpdateTable(string table) => table;

    /// <summary>Makes a query of one record keep others from changing it before the transaction ends.</summary>
    /// <param name="select">A query of <see cref="ForUpdateTable"/> that begins with <c>SELECT</c> and ends with its condition.</param>
    /// <returns>The query; the same where a writing transaction keeps everybody else from writing anyway.</returns>
    public virtual string ForUpdateSql(string select) => BeginsWithFirstWrite ? select : $"{select} FOR UPDATE";

    /// <summary>A condition that a text column equals a parameter in any case.</summary>
    /// <param name="column">The quoted column.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <returns>The condition.</returns>
    public virtual string EqualIgnoringCaseSql(string column, string parameter) => $"LOWER({column}) = LOWER({parameter})";

    /// <summary>Limits the number of rows of a query.</summary>
    /// <param name="select">A query that begins with <c>SELECT</c> and ends with its ORDER BY list.</param>
    /// <param name="limit">The parameter that holds the number.</param>
    /// <returns>The limited query.</returns>
    public virtual string LimitSql(string select, string limit) => $"{select} LIMIT {limit}";

    /// <summary>Gives a parameter the value of a column.</summary>
    /// <param name="parameter">A parameter of this database's driver.</param>
    /// <param name="type">The kind of column.</param>
    /// <param name="value">The value as <see cref="PORecord.Get"/> returns it, or null.</param>
    /// <exception cref="InvalidCastException">The database cannot store the value; the message says why.</exception>
    public abstract void SetParameter(DbParameter parameter, POColumnType type, object? value);

    /// <summary>Why a column of the table would not give a value back as it was; null when it would. Asked only for values that <see cref="IsDelicate"/> names.</summary>
    /// <param name="column">The column as the table declares it.</param>
    /// <param name="value">The value.</param>
    /// <returns>The reason and what to do, or null.</returns>
    public virtual string? WhyUnfit(TableColumn column, object value) => null;

    /// <summary>Whether it depends on the column's declaration that the value is stored exactly. Must be cheap: it is asked of every value written.</summary>
    /// <param name="value">The value as <see cref="PORecord.Get"/> returns it.</param>
    /// <returns>True when <see cref="WhyUnfit"/> is to be asked.</returns>
    public virtual bool IsDelicate(object value) => false;

    /// <summary>Makes the reader of a result's rows.</summary>
    /// <param name="reader">The driver's own reader.</param>
    /// <returns>The row reader.</returns>
    public virtual PORowReader CreateRowReader(DbDataReader reader) => new(reader);

    /// <summary>Tells what kind of failure the driver reports.</summary>
    /// <param name="exception">What the driver threw.</param>
    /// <returns>The kind.</returns>
    public abstract DatabaseErrorKind Classify(DbException exception);

    /// <summary>Whether a failed commit is known to have committed nothing.</summary>
    /// <param name="exception">What the commit threw.</param>
    /// <returns>False when the outcome is unknown.</returns>
    public abstract bool IsKnownRollback(Exception exception);

    /// <summary>Says why the database cannot be used and what to do about it.</summary>
    /// <param name="exception">What the driver threw while connecting or at the first statement.</param>
    /// <returns>Sentences without a password in them.</returns>
    public abstract string ExplainOpenFailure(Exception exception);

    /// <summary>Says what to do when the database was busy for too long.</summary>
    /// <returns>A sentence.</returns>
    public abstract string ExplainBusy();
}
