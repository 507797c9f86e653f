using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace IdempiereStyleCache;

/// <summary>
/// Entries by whole-number id: a directory of pages of slots, so that a hit is two array reads and a record costs one reference and one number: the epoch since which it is
/// valid. Ids that lie too far apart for pages to pay, and negative ones, are kept by hash.
/// </summary>
/// <remarks>
/// The numbers lie in pages of their own: only a read in a request scope looks at them. It reads the slot, then the number, then the slot again. A writer fills an empty
/// slot number first: what the slot holds both times goes with the number between, or with a later one of the very same object.
/// </remarks>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class PagedEntries<TValue> : CacheEntries<int, TValue>
    where TValue : class
{
    private const int PageBits = 9;
    private const int PageSize = 1 << PageBits;
    private const int PageBytes = (PageSize * 16) + 64;

    // Pages are made as long as directory and pages together stay below what the same entries would cost in a hash table.
    private const long FreeBytes = 1 << 20;
    private const long HashedEntryBytes = 88;

    private Root _root;

    public PagedEntries()
        : this(new Root())
    {
    }

    private PagedEntries(Root root) => _root = root;

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

    public override bool TryGetAt(int key, ScopeMoment moment, [MaybeNullWhen(false)] out TValue value)
    {
        Root root = Volatile.Read(ref _root);
        TValue?[]?[] directory = Volatile.Read(ref root.Directory);
        uint page = (uint)key >> PageBits;
        if (page < (uint)directory.Length && directory[page] is { } slots)
        {
            int slot = key & (PageSize - 1);
            while (Volatile.Read(ref slots[slot]) is { } read)
            {
                long since = Volatile.Read(ref Volatile.Read(ref root.Since)[page][slot]);
                if (Volatile.Read(ref slots[slot]) == read)
                {
                    value = read;
                    return since <= moment.Epoch;
                }
            }
        }

        if (Volatile.Read(ref root.Hashed) is { } hashed)
        {
            return hashed.TryGetAt(key, moment, out value);
        }

        value = null;
        return false;
    }

    public override void Set(int key, TValue value, long since)
    {
        Root root = _root;
        bool added;
        if (key >= 0 && FindPage(root, key >> PageBits) is { } slots)
        {
            int slot = key & (PageSize - 1);
            Volatile.Write(ref Volatile.Read(ref root.Since)[key >> PageBits][slot], since);
            added = Interlocked.Exchange(ref slots[slot], value) is null;

            // The id may have been kept by hash before its page came to pay.
            if (RemoveHashed(root, key, out _))
            {
                added = false;
            }
        }
        else
        {
            HashedEntries<int, TValue> hashed = LazyInitializer.EnsureInitialized(ref root.Hashed, static () => new HashedEntries<int, TValue>(0, null));
            added = !hashed.Remove(key, out _);
            hashed.Set(key, value, since);
        }

        if (added)
        {
            Interlocked.Increment(ref root.Count);
        }
    }

    public override bool Remove(int key, out CacheVersion<TValue> removed)
    {
        Root root = _root;
        bool isRemoved = RemoveHashed(root, key, out removed);
        TValue?[]?[] directory = Volatile.Read(ref root.Directory);
        uint page = (uint)key >> PageBits;
        if (page < (uint)directory.Length && directory[page] is { } slots)
        {
            int slot = key & (PageSize - 1);
            if (Interlocked.Exchange(ref slots[slot], null) is { } value)
            {
                removed = new CacheVersion<TValue>(value, Volatile.Read(ref root.Since)[page][slot]);
                isRemoved = true;
            }
        }

        if (isRemoved)
        {
            Interlocked.Decrement(ref root.Count);
        }

        return isRemoved;
    }

    public override CacheEntries<int, TValue> Detach() => new PagedEntries<TValue>(Interlocked.Exchange(ref _root, new Root()));

    private static bool TryGetHashed(Root root, int key, [MaybeNullWhen(false)] out TValue value)
    {
        if (Volatile.Read(ref root.Hashed) is { } hashed)
        {
            return hashed.TryGet(key, out value);
        }

        value = null;
        return false;
    }

    private static bool RemoveHashed(Root root, int key, out CacheVersion<TValue> removed)
    {
        removed = default;
        return Volatile.Read(ref root.Hashed) is { } hashed && hashed.Remove(key, out removed);
    }

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
            long bytes = (length * 16L) + ((root.PageCount + 1L) * PageBytes);
            if (bytes > FreeBytes + (root.Count * HashedEntryBytes))
            {
                return null;
            }

            long[][] since = root.Since;
            if (length > directory.Length)
            {
                Array.Resize(ref directory, length);
                Array.Resize(ref since, length);
            }

            // The numbers first: whoever finds a page of slots finds theirs.
            Volatile.Write(ref since[page], new long[PageSize]);
            Volatile.Write(ref root.Since, since);
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
        public long[][] Since = [];
        public HashedEntries<int, TValue>? Hashed;
        public int PageCount;
        public int Count;
    }
}
