using System.Data.Common;

namespace IdempiereStyleCache.Specs;

/// <summary>A new database of some engine for one test, removed afterwards. Everything in which the specifications' own SQL differs between engines stands here.</summary>
public abstract class SpecDatabase : IDisposable
{
    /// <summary>How an integer key that the engine numbers from 1 is declared after its name, as primary key, and wide enough for numbers beyond <see cref="int"/>.</summary>
    public abstract string GeneratedKeyColumn { get; }

    /// <summary>Whether transactions that write wait for each other whatever they write.</summary>
    public virtual bool HasOneWriter => false;

    /// <summary>A time long ago as the log's heartbeats have it.</summary>
    public virtual string LongAgo => "'2000-01-01'";

    /// <summary>Whether reading waits for a transaction that has written what is read.</summary>
    public virtual bool ReadersWaitForWriters => false;

    /// <summary>The type of a column that gives values of the kind back as they were.</summary>
    public abstract string TypeOf(POColumnType type);

    /// <summary>The type of a column that is the key or a part of it; capital and small letters differ.</summary>
    public virtual string KeyTypeOf(POColumnType type) => TypeOf(type);

    /// <summary>How a column that the engine computes is declared after its name.</summary>
    public abstract string ComputedFrom(string type, string expression);

    /// <summary>The statement after which the engine gives the number to the next record of a table whose key is a <see cref="GeneratedKeyColumn"/>.</summary>
    public abstract string NumberFrom(string table, string keyColumn, long next);

    /// <summary>A column's name as it stands in a statement; quoted where one of the specifications' names is a word of the engine's language.</summary>
    public virtual string Quote(string name) => name;

    /// <summary>A condition that a column holds one of the values of a list that Dapper is given as a parameter.</summary>
    public virtual string In(string column, string parameter) => $"{column} IN @{parameter}";

    /// <summary>The statement that renames a column.</summary>
    public virtual string RenameColumn(string table, string column, string newName) => $"ALTER TABLE {table} RENAME COLUMN {column} TO {newName}";

    /// <summary>A statement that leaves something on its connection, and fails on one that has it already.</summary>
    public virtual string LeaveSomethingOnTheConnection => "CREATE TEMPORARY TABLE Leftover (a INTEGER)";

    /// <summary>The value as the application passes it to the driver, which may not take every type.</summary>
    public virtual object Parameter(object value) => value;

    /// <summary>Whether a column of the kind can hold the value at all; one that it cannot hold must be refused.</summary>
    public virtual bool CanStore(object value) => true;

    /// <summary>What comes back of a date, a time or a span: itself, or what the engine's resolution leaves of it.</summary>
    public virtual object Stored(object value) => value;

    /// <summary>Lets a node use the database.</summary>
    public abstract void Configure(CacheNodeOptions node, Action<Data.PODatabaseOptions> configure);

    /// <summary>A connection of a foreign tool, not open yet.</summary>
    public abstract DbConnection CreateConnection();

    public abstract void Dispose();
}
