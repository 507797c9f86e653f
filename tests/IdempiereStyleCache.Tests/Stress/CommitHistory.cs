using System.Collections.Concurrent;

namespace IdempiereStyleCache.Tests;

/// <summary>What was committed, and what of it was acknowledged: what every value that is read is checked against.</summary>
internal sealed class CommitHistory
{
    private readonly ConcurrentDictionary<int, long> _committed = new();
    private readonly ConcurrentDictionary<int, long> _acknowledged = new();
    private readonly ConcurrentDictionary<(int Key, long Version), long> _serials = new();
    private readonly ConcurrentDictionary<ViolationKind, Violation> _violations = new();
    private long _reads;
    private long _commits;

    /// <summary>The first violation of each kind that was seen.</summary>
    public IEnumerable<Violation> Violations => _violations.Values;

    public long Reads => Volatile.Read(ref _reads);

    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Called by the database at the instant at which everybody begins to see a row.</summary>
    public void NoteCommitted(MemoryWrite write)
    {
        MCounter row = CoherenceRun.RowOf(write);
        _serials[(row.T_Counter_ID, row.Version)] = row.Serial;
        _committed[row.T_Counter_ID] = row.Version;
        Interlocked.Increment(ref _commits);
    }

    /// <summary>Called by a writer whose commit has returned: what is committed of these records now must be seen by every read that begins from here on.</summary>
    public void NoteAcknowledged(IEnumerable<int> keys)
    {
        foreach (int key in keys)
        {
            _acknowledged.AddOrUpdate(key, static (_, now) => now, static (_, before, now) => Math.Max(before, now), _committed[key]);
        }
    }

    /// <summary>What must be seen by a read that begins now. Take it before the read.</summary>
    public Floor TakeFloor(int key) => new(key, _acknowledged.GetValueOrDefault(key), _committed.GetValueOrDefault(key));

    /// <summary>Checks a value that is supposed to be committed.</summary>
    public void Check(string read, Floor floor, long version, long serial)
    {
        Interlocked.Increment(ref _reads);
        if (_serials.GetValueOrDefault((floor.Key, version), -1) != serial)
        {
            Report(ViolationKind.Uncommitted, read, floor, version);
        }
        else if (version < floor.Acknowledged)
        {
            Report(ViolationKind.OlderThanAcknowledged, read, floor, version);
        }
        else if (version < floor.Committed)
        {
            Report(ViolationKind.OlderThanCommitted, read, floor, version);
        }
    }

    public void Report(ViolationKind kind, string read, Floor floor, long version) =>
        _violations.TryAdd(kind, new Violation(kind, read, floor, version));

    public bool Has(ViolationKind kind) => _violations.ContainsKey(kind);
}

/// <summary>What a read of a record must at least return.</summary>
internal readonly record struct Floor(int Key, long Acknowledged, long Committed);

internal readonly record struct Violation(ViolationKind Kind, string Read, Floor Floor, long Version);

internal enum ViolationKind
{
    /// <summary>A value that no transaction committed.</summary>
    Uncommitted,

    /// <summary>A commit had returned before the read began, and the read returned an older value.</summary>
    OlderThanAcknowledged,

    /// <summary>The database had committed before the read began, and the read returned an older value; the commit had not returned yet.</summary>
    OlderThanCommitted,

    /// <summary>A transaction did not see its own write.</summary>
    OwnWriteUnseen,
}
