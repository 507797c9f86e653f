namespace IdempiereStyleCache.Tests;

/// <summary>Where a statement of <see cref="GatedDatabase"/> can be stopped, failed or watched.</summary>
internal enum DatabasePoint
{
    /// <summary>A read was sent and has seen nothing yet.</summary>
    BeforeRead,

    /// <summary>A read has seen its rows, and its caller does not have them yet.</summary>
    AfterRead,

    /// <summary>An insert, update or delete was sent and has done nothing yet.</summary>
    BeforeWrite,

    /// <summary>An insert, update or delete took effect in its transaction, and its caller does not know yet.</summary>
    AfterWrite,

    /// <summary>A commit was sent and has done nothing yet.</summary>
    BeforeCommit,

    /// <summary>A commit took effect: everybody who asks the database sees it, but its caller does not know yet.</summary>
    AfterCommit,

    /// <summary>A rollback, of all or to a savepoint, was sent.</summary>
    BeforeRollback,
}

/// <summary>What a statement is doing at a point: which records of which table it reads or writes. A commit names everything that its transaction wrote.</summary>
internal readonly record struct DatabaseEvent(DatabasePoint Point, IReadOnlyCollection<(string TableName, object Key)> Records)
{
    public bool Concerns(string? tableName, object? key) =>
        tableName is null
        || Records.Any(r => r.TableName.Equals(tableName, StringComparison.OrdinalIgnoreCase) && (key is null || key.Equals(r.Key)));
}
