using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache;

/// <summary>
/// What one cache removed while request scopes that began before may still read it: single entries, and all that a whole reset removed at once. Safe for use by several
/// threads; whoever looks a key up holds its gate, so nothing is removed from the entries and not yet here.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class RetainedVersions<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Single> _singles = [];
    private readonly List<Whole> _wholes = [];
    private int _count;

    /// <summary>Offers a removed entry to the scopes that may read it.</summary>
    public void Offer(OpenScopes scopes, TKey key, CacheVersion<TValue> version, long end) => scopes.Offer(new Single(this, key, version, end), end);

    /// <summary>Offers everything that was removed at once.</summary>
    public void Offer(OpenScopes scopes, CacheEntries<TKey, TValue> entries, long since, long end) => scopes.Offer(new Whole(this, entries, since, end), end);

    /// <summary>The version of a key that lived at a moment, if it is kept.</summary>
    public bool TryGet(TKey key, ScopeMoment moment, [NotNullWhen(true)] out TValue? value)
    {
        value = null;
        if (Volatile.Read(ref _count) == 0)
        {
            return false;
        }

        lock (_gate)
        {
            for (Single? single = _singles.GetValueOrDefault(key); single is not null; single = single.Next)
            {
                if (single.Lived(moment))
                {
                    value = single.Value;
                    return true;
                }
            }

            foreach (Whole whole in _wholes)
            {
                if (whole.End > moment.Epoch && whole.Entries.TryGetAt(key, moment, out value))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private sealed class Single(RetainedVersions<TKey, TValue> owner, TKey key, CacheVersion<TValue> version, long end) : IRetainedVersion
    {
        public long Since => version.Since;

        public int Count => 1;

        public TValue Value => version.Value;

        public Single? Next { get; private set; }

        public bool Lived(ScopeMoment moment) => version.Since <= moment.Epoch && moment.Epoch < end && version.Expires > moment.Timestamp;

        public void Keep()
        {
            lock (owner._gate)
            {
                Next = owner._singles.GetValueOrDefault(key);
                owner._singles[key] = this;
                owner._count++;
            }
        }

        public void Drop()
        {
            lock (owner._gate)
            {
                owner._count--;
                Single first = owner._singles[key];
                if (first != this)
                {
                    while (first.Next != this)
                    {
                        first = first.Next!;
                    }

                    first.Next = Next;
                }
                else if (Next is not null)
                {
                    owner._singles[key] = Next;
                }
                else
                {
                    owner._singles.Remove(key);
                }
            }
        }
    }

    private sealed class Whole(RetainedVersions<TKey, TValue> owner, CacheEntries<TKey, TValue> entries, long since, long end) : IRetainedVersion
    {
        public CacheEntries<TKey, TValue> Entries => entries;

        public long Since => since;

        public long End => end;

        public int Count { get; } = entries.Count;

        public void Keep()
        {
            lock (owner._gate)
            {
                owner._wholes.Add(this);
                owner._count++;
            }
        }

        public void Drop()
        {
            lock (owner._gate)
            {
                owner._wholes.Remove(this);
                owner._count--;
            }
        }
    }
}
