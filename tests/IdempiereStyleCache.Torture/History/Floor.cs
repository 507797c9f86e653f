namespace IdempiereStyleCache.Torture;

/// <summary>What was known of one row by when: the highest version among what ended before a time.</summary>
internal sealed class Floor
{
    private readonly List<(long Time, long Version)> _known = [];
    private bool _isSorted = true;

    public void Add(long time, long version)
    {
        _known.Add((time, version));
        _isSorted = false;
    }

    /// <summary>The highest version that ended before a time; 0 when there is none.</summary>
    public long Before(long time)
    {
        Sort();
        int low = 0;
        int high = _known.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _known[middle].Time < time ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? 0 : _known[low - 1].Version;
    }

    /// <summary>When a version higher than this one was first known; null when none was.</summary>
    public long? After(long version)
    {
        Sort();
        int low = 0;
        int high = _known.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _known[middle].Version <= version ? (middle + 1, high) : (low, middle);
        }

        return low == _known.Count ? null : _known[low].Time;
    }

    // By time, each with the highest version up to then.
    private void Sort()
    {
        if (_isSorted)
        {
            return;
        }

        _known.Sort();
        for (int i = 1; i < _known.Count; i++)
        {
            _known[i] = (_known[i].Time, Math.Max(_known[i].Version, _known[i - 1].Version));
        }

        _isSorted = true;
    }
}
