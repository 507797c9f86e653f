namespace IdempiereStyleCache.Tests;

/// <summary>Writers of different keys at the same time, while pages and the directory are made, and readers that check every value they find.</summary>
public class PagedEntriesStressTests
{
    private const int Writers = 4;

    [Theory]
    [InlineData(1, 40_000)]
    [InlineData(37, 40_000)]
    [InlineData(4_099, 20_000)]
    public void Writers_of_different_keys_lose_nothing_while_pages_are_made_and_the_directory_grows(int step, int countOfEach)
    {
        for (int round = 0; round < 3; round++)
        {
            PagedEntries<PagedEntriesTests.Entry> entries = new();
            int wrong = 0;
            bool done = false;
            using Barrier start = new(Writers + 1);
            Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => Background.Run(() =>
            {
                start.SignalAndWait();
                Random random = new(writer);
                for (int i = 0; i < countOfEach; i++)
                {
                    int id = unchecked(((i * Writers) + writer) * step);
                    entries.Set(id, new(id), since: 0);
                    if (Find(entries, id)?.Id != id || (random.Next(4) == 0 && (!entries.Remove(id, out _) || Find(entries, id) is not null || !Put(entries, id))))
                    {
                        Interlocked.Increment(ref wrong);
                    }
                }
            }))];
            Task reader = Background.Run(() =>
            {
                start.SignalAndWait();
                Random random = new(99);
                while (!Volatile.Read(ref done))
                {
                    int id = unchecked(random.Next(countOfEach * Writers) * step);
                    if (Find(entries, id) is { } found && found.Id != id)
                    {
                        Interlocked.Increment(ref wrong);
                    }
                }
            });
            Task.WhenAll(writers).Join();
            Volatile.Write(ref done, true);
            reader.Join();

            Assert.Equal(0, wrong);
            HashSet<int> ids = [.. Enumerable.Range(0, countOfEach * Writers).Select(i => unchecked(i * step))];
            Assert.Equal(ids.Count, entries.Count);
            Assert.DoesNotContain(ids, id => Find(entries, id)?.Id != id);
        }
    }

    [Fact]
    public void Readers_find_an_entry_that_is_always_there_while_others_come_and_go_around_it()
    {
        PagedEntries<PagedEntriesTests.Entry> entries = new();
        int[] fixedIds = [3, 511, 512, 100_003, -7, int.MaxValue];
        Array.ForEach(fixedIds, id => entries.Set(id, new(id), since: 0));
        int missed = 0;
        bool done = false;
        Task[] readers = [.. Enumerable.Range(0, 2).Select(_ => Background.Run(() =>
        {
            while (!Volatile.Read(ref done))
            {
                missed += Array.Exists(fixedIds, id => Find(entries, id)?.Id != id) ? 1 : 0;
            }
        }))];
        for (int i = 4; i < 200_000; i++)
        {
            if (!fixedIds.Contains(i))
            {
                entries.Set(i, new(i), since: 0);
                entries.Remove(i - 1 == 3 || fixedIds.Contains(i - 1) ? i : i - 1, out _);
            }
        }

        Volatile.Write(ref done, true);
        Task.WhenAll(readers).Join();
        Assert.Equal(0, missed);
    }

    private static bool Put(PagedEntries<PagedEntriesTests.Entry> entries, int id)
    {
        entries.Set(id, new(id), since: 0);
        return true;
    }

    private static PagedEntriesTests.Entry? Find(PagedEntries<PagedEntriesTests.Entry> entries, int id) => entries.TryGet(id, out PagedEntriesTests.Entry? found) ? found : null;
}

[Collection(RunsAlone.Name)]
public class PagedEntriesMemoryTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_million_entries_cost_at_most_24_bytes_each_in_whatever_order_they_come(bool shuffled)
    {
        const int count = 1_000_000;
        int[] ids = [.. Enumerable.Range(1, count)];
        if (shuffled)
        {
            new Random(1).Shuffle(ids);
        }

        // One value for all: what is measured is what the entries cost beyond the records.
        object value = new();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        PagedEntries<object> entries = new();
        foreach (int id in ids)
        {
            entries.Set(id, value, since: 0);
        }

        double each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
        Assert.Equal(count, entries.Count);
        Assert.InRange(each, 0, 24);
        GC.KeepAlive(ids);
    }
}
