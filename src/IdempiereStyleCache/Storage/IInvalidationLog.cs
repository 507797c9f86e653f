namespace IdempiereStyleCache;

/// <summary>
/// The log through which the nodes of one database tell each other what they changed: rows that are written in the writer's own transaction, so that they become visible
/// exactly when the data does. The data layer implements it. One object serves one node. <see cref="WriteAsync"/> may be called by several threads, each with a
/// session of its own; of the other methods one is called at a time, except that <see cref="ReadAsync"/>, <see cref="BeatAsync"/>, <see cref="WakeOthersAsync"/> and
/// <see cref="ListenAsync"/> may overlap with each other, each with one call.
/// </summary>
public interface IInvalidationLog
{
    /// <summary>How often to read the log when nothing wakes the node; shorter where looking costs next to nothing.</summary>
    TimeSpan SuggestedPollInterval { get; }

    /// <summary>
    /// Makes sure that the log's tables are there and fit, and registers the node: from then on <see cref="ReadAsync"/> returns what is committed after the call, and
    /// nothing of it is purged unread while the node is alive.
    /// </summary>
    /// <param name="nodeName">What the node is called.</param>
    /// <param name="call">How to make the call; it has no session.</param>
    /// <returns>A task that ends when the node is registered.</returns>
    /// <exception cref="PODatabaseException">The tables are missing, are of another version, or cannot be made; the message says what to do.</exception>
    ValueTask JoinAsync(string nodeName, StorageCall call);

    /// <summary>Writes rows in the session's transaction, with one statement as long as the database takes that many parameters.</summary>
    /// <param name="rows">The rows; at least one.</param>
    /// <param name="call">How to make the call; it has a session.</param>
    /// <returns>A task that ends when the rows are written.</returns>
    ValueTask WriteAsync(IReadOnlyList<LogRow> rows, StorageCall call);

    /// <summary>
    /// From now on, rows that this node has written so far are read like anybody's: it cannot know when a commit of unknown outcome takes place. May be called by any thread
    /// at any time.
    /// </summary>
    void Disown();

    /// <summary>
    /// Reads the committed rows of others that no earlier call returned. None is missed, in whatever order transactions commit, and an unrelated long transaction delays
    /// none. A call that throws has returned nothing: the next one returns it.
    /// </summary>
    /// <param name="call">How to make the call; it has no session.</param>
    /// <returns>The rows, in no particular order.</returns>
    ValueTask<LogReading> ReadAsync(StorageCall call);

    /// <summary>Says that the node is alive and how far it has read, and removes rows that every live node has read. The database's clock decides who is alive.</summary>
    /// <param name="call">How to make the call; it has no session.</param>
    /// <returns>How many other live nodes have this one's name: 0 unless somebody gave one name twice.</returns>
    ValueTask<int> BeatAsync(StorageCall call);

    /// <summary>Takes the node from the register and ends what <see cref="ListenAsync"/> began. Called once, last; errors of an unreachable database are swallowed.</summary>
    /// <param name="call">How to make the call; it has no session.</param>
    /// <returns>A task that ends when the node has left.</returns>
    ValueTask LeaveAsync(StorageCall call);

    /// <summary>
    /// Begins to listen for wake-ups of other nodes, on a connection of its own that reconnects by itself; does nothing where the database has no such thing. A wake-up
    /// is a hint: nothing depends on one arriving.
    /// </summary>
    /// <param name="wakeUp">Called on any thread for each wake-up, and after a reconnection; quick, does not throw.</param>
    /// <param name="cancellationToken">Stops waiting for the first connection.</param>
    /// <returns>A task that ends when the first attempt to listen was made.</returns>
    ValueTask ListenAsync(Action wakeUp, CancellationToken cancellationToken);

    /// <summary>Wakes the other nodes, outside any transaction; does nothing where the database has no such thing. Errors are swallowed: it is a hint.</summary>
    /// <returns>A task that ends when the wake-up was sent.</returns>
    ValueTask WakeOthersAsync();
}
