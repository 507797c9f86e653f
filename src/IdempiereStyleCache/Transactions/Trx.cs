using System.Data;
using System.Data.Common;

namespace IdempiereStyleCache;

/// <summary>
/// A transaction: what is saved in it is seen by others when it commits, and by nobody when it is rolled back. Disposing it without a commit
/// rolls it back. Belongs to one flow of code at a time; not safe for use by several threads.
/// </summary>
/// <remarks>
/// <para>The connection is taken from the database with the first statement. A database with one writer, such as SQLite, begins its own
/// transaction with the first write, so that a transaction that only reads holds up nobody; an isolation level asked for begins it with the first statement.</para>
/// <para>Committing marks every changed record in doubt just before the database commits: from then on reads of it go to the database and nothing
/// that they find is cached, until the outcome is known. When <see cref="Commit"/> returns, no thread of this node reads the old value any more.</para>
/// </remarks>
public sealed partial class Trx : IDisposable, IAsyncDisposable
{
    private readonly ChangeSet _changes = new();
    private readonly List<ITrxUndo> _undo = [];
    private readonly bool _isAttached;
    private readonly long _ticket;
    private bool _hasWritten;
    private int _savepointNumber;

    internal Trx(CacheNode node, IPOSession session, bool isAttached, IsolationLevel isolationLevel = IsolationLevel.Unspecified)
    {
        Node = node;
        IsIsolated = isolationLevel is not (IsolationLevel.Unspecified or IsolationLevel.ReadCommitted or IsolationLevel.ReadUncommitted);
        Session = session;
        _isAttached = isAttached;
        _ticket = node.Bus.Epoch;
    }

    /// <summary>The node that the transaction belongs to.</summary>
    public CacheNode Node { get; }

    /// <summary>Where the transaction stands.</summary>
    public TrxState State { get; private set; }

    /// <summary>Whether the transaction is open.</summary>
    public bool IsActive => State == TrxState.Active;

    /// <summary>The connection, for statements of the application (Dapper's, for example). Tell of the rows they change with <see cref="MarkChanged{TKey}(string, TKey)"/>.</summary>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public DbConnection Connection
    {
        get
        {
            ThrowIfEnded();
            _hasWritten = true;
            return Session.Connection;
        }
    }

    /// <summary>The database transaction, to be passed to statements of the application.</summary>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public DbTransaction Transaction
    {
        get
        {
            ThrowIfEnded();
            _hasWritten = true;
            return Session.Transaction;
        }
    }

    internal IPOSession Session { get; }

    /// <summary>Whether the application asked for one state of the database: then nothing is read from a cache, which may know a later one.</summary>
    internal bool IsIsolated { get; }

    /// <summary>
    /// The ticket for records that the transaction loads, taken when it began; null when they must not be published, because the transaction
    /// may hold writes that nobody else may see.
    /// </summary>
    internal long? LoadTicket => _isAttached || _hasWritten ? null : _ticket;

    /// <summary>Opens a transaction on the ambient node.</summary>
    /// <param name="isolationLevel">The isolation to ask of the database; unspecified takes its default.</param>
    /// <returns>The transaction; dispose it.</returns>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    public static Trx Begin(IsolationLevel isolationLevel = IsolationLevel.Unspecified) => CacheNode.Current.BeginTrx(isolationLevel);

    /// <summary>Opens a transaction on the ambient node without blocking the thread.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The transaction; dispose it with <c>await using</c>.</returns>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    public static ValueTask<Trx> BeginAsync(CancellationToken cancellationToken = default) => BeginAsync(IsolationLevel.Unspecified, cancellationToken);

    /// <summary>Opens a transaction with an isolation level on the ambient node without blocking the thread.</summary>
    /// <param name="isolationLevel">The isolation to ask of the database.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <inheritdoc cref="BeginAsync(CancellationToken)" path="/returns|/exception"/>
    public static ValueTask<Trx> BeginAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Begin(isolationLevel));
    }

    /// <summary>
    /// Takes over a transaction that the application began elsewhere, on the ambient node. Commit or roll back through the returned object, so that the caches
    /// hear of it; the connection stays the application's to close.
    /// </summary>
    /// <param name="transaction">An open transaction of the node's database.</param>
    /// <returns>The transaction.</returns>
    /// <exception cref="InvalidOperationException">There is no ambient node.</exception>
    public static Trx Use(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        CacheNode node = CacheNode.Current;
        return new Trx(node, node.Database.AttachSession(transaction), isAttached: true);
    }

    /// <summary>
    /// Tells that a statement of the application changed one record, so that caches forget it with the commit. Cached records that could embed it as a child
    /// are forgotten too, all of them.
    /// </summary>
    /// <typeparam name="TKey">The type of the record's key, as its model declares it.</typeparam>
    /// <param name="tableName">The table.</param>
    /// <param name="key">The record's key.</param>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public void MarkChanged<TKey>(string tableName, TKey key)
        where TKey : notnull
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        ArgumentNullException.ThrowIfNull(key);
        ThrowIfEnded();
        _hasWritten = true;
        _changes.AddForeign(tableName, key);
    }

    /// <summary>Tells that a statement of the application changed records of a table, so that caches forget the whole table with the commit.</summary>
    /// <param name="tableName">The table.</param>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public void MarkChanged(string tableName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(tableName);
        ThrowIfEnded();
        _hasWritten = true;
        _changes.AddTable(tableName);
    }

    /// <summary>Tells that a group of caches is to be reset with the commit, on every node, and the groups that it cascades into.</summary>
    /// <param name="group">The group's name; compares case-insensitively.</param>
    /// <exception cref="InvalidOperationException">The transaction has ended.</exception>
    public void MarkGroupChanged(string group)
    {
        CacheGroups.ThrowIfNoName(group, nameof(group));
        MarkChanged(LogRow.GroupPrefix + group);
    }

    internal bool HasChanged(string tableName, object key) => _changes.Contains(tableName, key);

    internal bool HasChangedTable(string tableName) => _changes.ContainsAny(tableName);

    /// <summary>Whether the application changed records of a table that parents embed, without saying which parents.</summary>
    internal bool HasChangedUnderUnknownParents(string tableName) => _changes.LacksParents(tableName);

    /// <summary>Notes a record that was saved, or that embeds one that was.</summary>
    internal void NoteSaved(POModelInfo model, object key)
    {
        _hasWritten = true;
        if (model.IsCached)
        {
            _changes.Add(model, key);
        }
    }

    /// <summary>Notes the keys of indexes under which a saved record comes that it was not under before.</summary>
    internal void NoteIndexed(PO po, bool isNew)
    {
        foreach (POIndexInfo index in po.ModelInfo.Indexes)
        {
            if (index.IsEnteredBy(po, isNew) && index.SignalKeyOf(po) is { } key)
            {
                _changes.Add(index.SignalName, key, index.KeyShape);
            }
        }
    }

    internal void RememberForRollback(ITrxUndo undo) => _undo.Add(undo);

    /// <summary>The earlier of two tickets: that of a value's reader, and that of the transaction in which the value was read.</summary>
    internal long? Earlier(long ticket) => !IsActive || LoadTicket is not { } own ? null : Math.Min(ticket, own);

    internal void ThrowIfEnded()
    {
        if (!IsActive)
        {
            string how = State switch
            {
                TrxState.Committed => "was committed",
                TrxState.RolledBack => "was rolled back",
                _ => "ended with an unknown outcome",
            };
            throw new InvalidOperationException($"The transaction {how}; nothing can be done in it any more. Begin a new one.");
        }
    }

    private void Undo(int count)
    {
        for (int i = _undo.Count - 1; i >= count; i--)
        {
            _undo[i].Undo();
        }

        _undo.RemoveRange(count, _undo.Count - count);
    }
}
