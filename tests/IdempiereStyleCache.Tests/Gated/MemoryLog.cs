namespace IdempiereStyleCache.Tests;

/// <summary>The committed rows of an invalidation log in memory, which the <see cref="GatedLog"/>s of several nodes share. Safe for use by several threads.</summary>
internal sealed class MemoryLog
{
    private readonly Lock _gate = new();
    private readonly List<(object? Writer, LogRow Row)> _rows = [];
    private readonly List<GatedLog> _listening = [];

    /// <summary>Every row, in the order of the commits.</summary>
    public IReadOnlyList<LogRow> Rows
    {
        get
        {
            lock (_gate)
            {
                return [.. _rows.Select(static r => r.Row)];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _rows.Count;
            }
        }
    }

    /// <summary>Adds rows that no node wrote: by hand, or by a trigger.</summary>
    public void Push(params LogRow[] rows) => Commit(null, rows);

    public void Push(string tableName, string? key = null, bool includesParents = true) => Push(new LogRow(tableName, key, includesParents));

    public void Commit(object? writer, IReadOnlyCollection<LogRow> rows)
    {
        lock (_gate)
        {
            _rows.AddRange(rows.Select(r => (writer, r)));
        }
    }

    /// <summary>The rows from a position on that others wrote, and the position after them.</summary>
    public (LogRow[] Rows, int Position) Read(object reader, int position)
    {
        lock (_gate)
        {
            return ([.. _rows.Skip(position).Where(r => r.Writer != reader).Select(static r => r.Row)], _rows.Count);
        }
    }

    public void Listen(GatedLog log)
    {
        lock (_gate)
        {
            _listening.Add(log);
        }
    }

    public void Wake(GatedLog sender)
    {
        GatedLog[] woken;
        lock (_gate)
        {
            woken = [.. _listening.Where(l => l != sender)];
        }

        foreach (GatedLog log in woken)
        {
            log.WakeUp!();
        }
    }
}
