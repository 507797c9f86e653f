using System.Diagnostics.CodeAnalysis;

namespace IdempiereStyleCache;

/// <summary>One entry, whatever the key: for a cache that keeps everything it has in one value.</summary>
/// <typeparam name="TKey">The type of the key.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
internal sealed class SingleEntries<TKey, TValue> : CacheEntries<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private Entry? _entry;

    public override int Count => Volatile.Read(ref _entry) is null ? 0 : 1;

    public override bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        Entry? entry = Volatile.Read(ref _entry);
        value = entry?.Value;
        return entry is not null;
    }

    public override bool TryGetAt(TKey key, ScopeMoment moment, [MaybeNullWhen(false)] out TValue value)
    {
        Entry? entry = Volatile.Read(ref _entry);
        if (entry is not null && entry.Since <= moment.Epoch)
        {
            value = entry.Value;
            return true;
        }

        value = null;
        return false;
    }

    public override void Set(TKey key, TValue value, long since) => Volatile.Write(ref _entry, new Entry(value, since));

    public override bool Remove(TKey key, out CacheVersion<TValue> removed)
    {
        Entry? entry = Interlocked.Exchange(ref _entry, null);
        removed = entry is null ? default : new CacheVersion<TValue>(entry.Value, entry.Since);
        return entry is not null;
    }

    public override CacheEntries<TKey, TValue> Detach() => new SingleEntries<TKey, TValue> { _entry = Interlocked.Exchange(ref _entry, null) };

    private sealed class Entry(TValue value, long since)
    {
        public TValue Value => value;

        public long Since => since;
    }
}
