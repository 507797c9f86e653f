using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <summary>
/// Entries by whole-number id: a directory of pages of slots, so that a hit is two array reads and a record costs one reference. Ids that lie too far apart for
/// pages to pay, and negative ones, are kept by hash.
/// </summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class PagedEntries<TValue> : CacheEntries<int, TValue>
    where TValue : class
{
    private const int PageBits = 9;
    private const int PageSize = 1 << PageBits;
    private const int PageBytes = (PageSize * 8) + 24;

    // Pages are made as long as directory and pages together stay below what the same entries would cost in a hash table.
    private const long FreeBytes = 1 << 20;
    private const long HashedEntryBytes = 56;

    private Root _root = new();

    public override int Count => Volatile.Read(ref Volatile.Read(ref _root).Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool TryGet(int key, [MaybeNullWhen(false)] out TValue value)
    {
        Root root = Volatile.Read(ref _root);
        TValue?[]?[] directory = Volatile.Read(ref root.Directory);
        uint page = (uint)key >> PageBits;
        if (page < (uint)directory.Length && directory[page] is { } slots && slots[key & (PageSize - 1)] is { } found)
        {
            value = found;
            return true;
        }

        return TryGetHashed(root, key, out value);
    }

    public override void Set(int key, TValue value)
    {
        Root root = _root;
        bool added;
        if (key >= 0 && FindPage(root, key >> PageBits) is { } slots)
        {
            added = Interlocked.Exchange(ref slots[key & (PageSize - 1)], value) is null;

            // The id may have been kept by hash before its page came to pay.
            if (RemoveHashed(root, key))
            {
                added = false;
            }
        }
        else
        {
            ConcurrentDictionary<int, TValue> hashed = LazyInitializer.EnsureInitialized(ref root.Hashed, static () => new ConcurrentDictionary<int, TValue>());
            added = hashed.TryAdd(key, value);
            if (!added)
            {
                hashed[key] = value;
            }
        }

        if (added)
        {
            Interlocked.Increment(ref root.Count);
        }
    }

    public override bool Remove(int key)
    {
        Root root = _root;
        TValue?[]?[] directory = Volatile.Read(ref root.Directory);
        uint page = (uint)key >> PageBits;
        bool removed = page < (uint)directory.Length && directory[page] is { } slots
            && Interlocked.Exchange(ref slots[key & (PageSize - 1)], null) is not null;
        removed |= RemoveHashed(root, key);
        if (removed)
        {
            Interlocked.Decrement(ref root.Count);
        }

        return removed;
    }

    public override int Clear() => Interlocked.Exchange(ref _root, new Root()).Count;

    private static bool TryGetHashed(Root root, int key, [MaybeNullWhen(false)] out TValue value)
    {
        if (Volatile.Read(ref root.Hashed) is { } hashed)
        {
            return hashed.TryGetValue(key, out value);
        }

        value = null;
        return false;
    }

    private static bool RemoveHashed(Root root, int key) => Volatile.Read(ref root.Hashed) is { } hashed && hashed.TryRemove(key, out _);

    private static TValue?[]? FindPage(Root root, int page)
    {
        TValue?[]?[] directory = Volatile.Read(ref root.Directory);
        return page < directory.Length && directory[page] is { } slots ? slots : MakePage(root, page);
    }

    private static TValue?[]? MakePage(Root root, int page)
    {
        lock (root)
        {
            TValue?[]?[] directory = root.Directory;
            if (page < directory.Length && directory[page] is { } made)
            {
                return made;
            }

            int length = page < directory.Length ? directory.Length : (int)Math.Min(Math.Max(page + 1L, directory.Length * 2L), 1 << (31 - PageBits));
            long bytes = (length * 8L) + ((root.PageCount + 1L) * PageBytes);
            if (bytes > FreeBytes + (root.Count * HashedEntryBytes))
            {
                return null;
            }

            if (length > directory.Length)
            {
                Array.Resize(ref directory, length);
            }

            TValue?[] slots = new TValue?[PageSize];
            Volatile.Write(ref directory[page], slots);
            Volatile.Write(ref root.Directory, directory);
            root.PageCount++;
            return slots;
        }
    }

    private sealed class Root
    {
        public TValue?[]?[] Directory = [];
        public ConcurrentDictionary<int, TValue>? Hashed;
        public int PageCount;
        public int Count;
    }
}
