namespace IdempiereStyleCache;

/// <summary>The coherence state of the keys that share a hash slot of one table. Everything here is guarded by <see cref="Gate"/>.</summary>
internal sealed class CoherenceStripe
{
    private Dictionary<object, int>? _inDoubt;

    public Lock Gate { get; } = new();

    /// <summary>The epoch of the last reset that touched the stripe: tickets taken before it no longer hold.</summary>
    public long LastReset { get; private set; }

    /// <summary>The epoch at which an entry of the stripe was last removed, for a reset or to make room.</summary>
    public long LastRemoval { get; private set; }

    /// <summary>How many marks lie on the stripe's keys.</summary>
    public int InDoubtCount { get; private set; }

    public void Touch(long epoch)
    {
        LastReset = Math.Max(LastReset, epoch);
        NoteRemoval(epoch);
    }

    /// <summary>Notes that an entry went which no reset concerned: loads under way stay valid.</summary>
    public void NoteRemoval(long epoch) => LastRemoval = Math.Max(LastRemoval, epoch);

    public void Mark(object key)
    {
        _inDoubt ??= [];
        _inDoubt[key] = _inDoubt.GetValueOrDefault(key) + 1;
        InDoubtCount++;
    }

    public void Unmark(object key)
    {
        int left = _inDoubt![key] - 1;
        if (left == 0)
        {
            _inDoubt.Remove(key);
        }
        else
        {
            _inDoubt[key] = left;
        }

        InDoubtCount--;
    }

    public bool IsInDoubt<TKey>(TKey key)
        where TKey : notnull => InDoubtCount != 0 && _inDoubt!.ContainsKey(key);
}
