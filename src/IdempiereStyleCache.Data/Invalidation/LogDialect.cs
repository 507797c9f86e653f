using System.Data.Common;

namespace IdempiereStyleCache.Data;

/// <summary>
/// Everything in which the invalidation log of one database differs from that of another: facts and statements. Immutable; safe for use by several threads.
/// </summary>
public abstract class LogDialect
{
    /// <summary>How triggers are made that write the log; null where they cannot be.</summary>
    public virtual TriggerDialect? Triggers => null;

    /// <summary>How often to read the log when nothing wakes the node.</summary>
    public abstract TimeSpan SuggestedPollInterval { get; }

    /// <summary>An expression for now by the database's clock.</summary>
    public abstract string NowSql { get; }

    /// <summary>An expression for <c>@timeout</c> seconds before now by the database's clock.</summary>
    public abstract string DeadlineSql { get; }

    /// <summary>
    /// A table expression with the columns <c>table_name</c>, <c>row_key</c> and <c>includes_parents</c>, made from the parameter <c>@rows</c>: a JSON array with an array of
    /// table name, key or null, and 0 or 1 for each row.
    /// </summary>
    public abstract string RowsSql { get; }

    /// <summary>
    /// A statement of one value that stays as it is as long as nobody else has committed anything, asked on the log's own connection; null where there is nothing cheaper than
    /// looking.
    /// </summary>
    public virtual string? LookSql => null;

    /// <summary>
    /// Whether a reading may return rows that an earlier one returned, because only their numbers tell where it goes on; they are told apart by their ids then.
    /// </summary>
    public virtual bool ReturnsRowsAgain => false;

    /// <summary>
    /// Whether a position holds only on the connection on which it was read. A server that crashed gives the numbers of transactions that came to nothing to others, and one
    /// that took over from it may have lost some: rows under such numbers look as if they had been read. All connections end then.
    /// </summary>
    public virtual bool PositionEndsWithConnection => true;

    /// <summary>A condition on <c>l</c>, a row of the log, that holds for those that this very transaction wrote. May use the parameter <c>@own_from</c>.</summary>
    public abstract string OwnRowsCondition { get; }

    /// <summary>A statement whose value, asked when a transaction has begun to write, is the parameter <c>@own_from</c>; null where none is needed.</summary>
    public virtual string? OwnRowsStartSql(LogTables tables) => null;

    /// <summary>Changes rows of the log, which the condition calls <c>l</c>.</summary>
    /// <param name="tables">The tables' names.</param>
    /// <param name="set">What to set.</param>
    /// <param name="where">For which rows.</param>
    /// <returns>The statement.</returns>
    public virtual string UpdateRowsSql(LogTables tables, string set, string where)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return $"UPDATE {tables.Invalidation} AS l SET {set} WHERE {where}";
    }

    /// <summary>Whether there is a table of the name <c>@table_name</c> in the schema <c>@schema_name</c> or, when that is NULL, in that of the connection: 1 or 0.</summary>
    public abstract string TableExistsSql { get; }

    /// <summary>The statements that make what is not there, in order. They run in one transaction that keeps others from doing the same meanwhile.</summary>
    /// <param name="tables">The tables' names.</param>
    /// <returns>The statements.</returns>
    public abstract IReadOnlyList<string> InstallSql(LogTables tables);

    /// <summary>Returns one row: the present position as text, and the lowest stamp that a row not seen from here can have.</summary>
    /// <param name="tables">The tables' names.</param>
    /// <returns>The statement.</returns>
    public abstract string PositionSql(LogTables tables);

    /// <summary>
    /// Returns at least one row: the value of <c>purged_to</c>; the next position as text; the lowest stamp that a row not seen from there can have; and, all NULL when
    /// there is nothing new, the id, stamp, table, key and 0 or 1 for the parents of each row since <c>@position</c> that another node than <c>@node</c> wrote, <c>@limit</c>
    /// rows at the most. All of it from one snapshot.
    /// </summary>
    /// <param name="tables">The tables' names.</param>
    /// <returns>The statement.</returns>
    public abstract string ReadSql(LogTables tables);

    /// <summary>Removes <c>@batch</c> rows at the most whose stamp is below <c>@bound</c>.</summary>
    /// <param name="tables">The tables' names.</param>
    /// <returns>The statement.</returns>
    public abstract string PurgeSql(LogTables tables);

    /// <summary>The position after everything up to a stamp, as if no transaction with a lower one could still commit. Used only to show what that breaks.</summary>
    /// <param name="stamp">The stamp.</param>
    /// <returns>The position; null where the order of commits is the order of stamps.</returns>
    public virtual string? CarelessPosition(long stamp) => null;

    /// <summary>Does work of the log's own that stands for itself, again where the database took it back for the sake of another transaction.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work, from its beginning.</param>
    /// <param name="cancellationToken">Stops repeating.</param>
    /// <returns>The result.</returns>
    public virtual ValueTask<T> RepeatAsync<T>(Func<ValueTask<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work();
    }

    /// <summary>Begins to listen for wake-ups; does nothing where the database has none.</summary>
    /// <param name="listening">What to listen with.</param>
    /// <param name="cancellationToken">Stops waiting for the first connection.</param>
    /// <returns>Dispose it to stop listening; null when there is nothing to listen to.</returns>
    public virtual ValueTask<IAsyncDisposable?> ListenAsync(LogListening listening, CancellationToken cancellationToken) => default;

    /// <summary>A statement that wakes whoever listens; null where the database has no such thing.</summary>
    /// <param name="tables">The tables' names.</param>
    /// <param name="sender">A number that tells the sender its own wake-ups; null when it needs them too.</param>
    /// <returns>The statement.</returns>
    public virtual string? WakeSql(LogTables tables, long? sender) => null;
}

/// <summary>What a dialect listens for wake-ups with.</summary>
/// <param name="Tables">The tables' names, from which the name of the channel is made.</param>
/// <param name="CreateConnection">Makes a connection that is not open yet.</param>
/// <param name="WakeUp">To be called for each wake-up with its sender, and with null when that is not known and after each reconnection.</param>
/// <param name="TimeProvider">The clock of waits before reconnecting.</param>
public sealed record LogListening(LogTables Tables, Func<DbConnection> CreateConnection, Action<long?> WakeUp, TimeProvider TimeProvider);
