namespace IdempiereStyleCache.Data;

/// <summary>Where the invalidation log is kept and how.</summary>
public sealed class InvalidationLogOptions
{
    private string _tablePrefix = "isc_";
    private string? _schema;
    private TimeSpan _nodeTimeout = TimeSpan.FromMinutes(2);
    private TimeSpan _statementTimeout = TimeSpan.FromSeconds(5);
    private int _maxRowsPerReading = 10_000;

    /// <summary>
    /// Whether a node makes the log's tables when it starts and they are not there; true unless set. When they are there, nothing is made. Set it to false where nodes have
    /// no right to, and make them with <see cref="PODatabase.InstallSchemaAsync"/> or from <see cref="PODatabase.SchemaScript"/>.
    /// </summary>
    public bool InstallSchema { get; set; } = true;

    /// <summary>What the names of the log's tables begin with: letters, digits and underscores, at most 30; <c>isc_</c> unless set. Equal for all nodes of a database.</summary>
    /// <exception cref="ArgumentException">Set to something else.</exception>
    public string TablePrefix
    {
        get => _tablePrefix;
        set => _tablePrefix = IsName(value, 30) ? value : throw BadName(value, nameof(TablePrefix), 30);
    }

    /// <summary>The schema of the log's tables: letters, digits and underscores, at most 60; null, the default, leaves it to the connection. SQLite has none.</summary>
    /// <exception cref="ArgumentException">Set to something else.</exception>
    public string? Schema
    {
        get => _schema;
        set => _schema = value is null || IsName(value, 60) ? value : throw BadName(value, nameof(Schema), 60);
    }

    /// <summary>
    /// How long a node may go without a heartbeat, by the database's clock, before rows are removed that it has not read; from 1 second to 1 day, 2 minutes unless set. A node
    /// that comes back later empties its caches.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a time outside the range.</exception>
    public TimeSpan NodeTimeout
    {
        get => _nodeTimeout;
        set => _nodeTimeout = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(NodeTimeout)} must be from 1 second to 1 day.");
    }

    /// <summary>How long a reading of the log may take before it counts as failed; from 1 second to 10 minutes, in whole seconds, 5 seconds unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a time outside the range.</exception>
    public TimeSpan StatementTimeout
    {
        get => _statementTimeout;
        set => _statementTimeout = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromMinutes(10)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{nameof(StatementTimeout)} must be from 1 second to 10 minutes.");
    }

    /// <summary>How many new rows a reading takes at the most, from 1; 10,000 unless set. With more, the node empties its caches instead of reading them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than 1.</exception>
    public int MaxRowsPerReading
    {
        get => _maxRowsPerReading;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxRowsPerReading = value;
        }
    }

    internal List<POModelInfo> TriggerModels { get; } = [];

    /// <summary>
    /// Installs, when the node starts, triggers that log what plain SQL of any tool changes in the table of a model class; those that are there are left alone. See
    /// <see cref="InvalidationTriggers"/>.
    /// </summary>
    /// <typeparam name="T">The model class.</typeparam>
    /// <returns>This object, for the next class.</returns>
    public InvalidationLogOptions InstallTriggersFor<T>()
        where T : PO, IPOModel<T>
    {
        TriggerModels.Add(POModelInfo.Of<T>());
        return this;
    }

    private static bool IsName(string? value, int length) =>
        value is { Length: > 0 } && value.Length <= length && !char.IsAsciiDigit(value[0]) && value.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static ArgumentException BadName(string? value, string name, int length) =>
        new($"{name} must be 1 to {length} letters, digits and underscores and not begin with a digit; '{value}' is not.", nameof(value));
}
