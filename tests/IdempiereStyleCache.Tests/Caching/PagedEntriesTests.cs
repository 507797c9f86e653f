namespace IdempiereStyleCache.Tests;

public class PagedEntriesTests
{
    private static readonly int[] s_extremes = [0, 1, -1, 511, 512, int.MaxValue, int.MaxValue - 1, int.MinValue, 1 << 30, (1 << 30) - 1, -512];

    [Fact]
    [Trait("Behaviour", "IDM-22")]
    public void Ids_at_the_ends_of_the_range_are_kept_apart()
    {
        PagedEntries<Entry> entries = new();
        foreach (int id in s_extremes)
        {
            entries.Set(id, new Entry(id), since: 0);
        }

        Assert.Equal(s_extremes.Length, entries.Count);
        Assert.All(s_extremes, id => Assert.Equal(id, Find(entries, id)!.Id));
        Assert.Null(Find(entries, 2));
        Assert.All(s_extremes, id => Assert.True(entries.Remove(id, out _)));
        Assert.All(s_extremes, id => Assert.Null(Find(entries, id)));
        Assert.Equal(0, entries.Count);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(100, 0)]
    [InlineData(1_000, -500_000)]
    [InlineData(65_537, 7)]
    [InlineData(2_000_003, int.MinValue)]
    public void Ids_of_any_density_are_found_and_counted(int step, int first)
    {
        PagedEntries<Entry> entries = new();
        int[] ids = [.. Enumerable.Range(0, 2_000).Select(i => unchecked(first + (i * step)))];
        foreach (int id in ids)
        {
            entries.Set(id, new Entry(id), since: 0);
        }

        Assert.Equal(ids.Length, entries.Count);
        Assert.All(ids, id => Assert.Equal(id, Find(entries, id)!.Id));
        Assert.All(ids, id => Assert.Equal(ids.Contains(id + 1), Find(entries, id + 1) is not null));
        Assert.Equal(ids.Length, entries.Detach().Count);
        Assert.Equal((0, 0), (entries.Count, entries.Detach().Count));
        Assert.All(ids, id => Assert.Null(Find(entries, id)));
    }

    [Fact]
    public void Setting_an_id_again_replaces_its_entry_and_counts_it_once()
    {
        PagedEntries<Entry> entries = new();
        foreach (int id in s_extremes)
        {
            entries.Set(id, new Entry(id), since: 0);
            Entry second = new(id);
            entries.Set(id, second, since: 0);
            Assert.Same(second, Find(entries, id));
        }

        Assert.Equal(s_extremes.Length, entries.Count);
    }

    [Fact]
    public void Removing_what_is_not_there_changes_nothing()
    {
        PagedEntries<Entry> entries = new();
        entries.Set(5, new Entry(5), since: 0);
        Assert.All([4, 6, -5, 1_000_000, int.MinValue], id => Assert.False(entries.Remove(id, out _)));
        Assert.Equal(1, entries.Count);
    }

    [Fact]
    public void An_id_that_was_kept_by_hash_stays_one_entry_when_its_page_comes_to_pay()
    {
        PagedEntries<Entry> entries = new();
        const int far = 300_000_000;
        entries.Set(far, new Entry(far), since: 0);
        for (int i = 0; i < 200_000; i++)
        {
            entries.Set(i, new Entry(i), since: 0);
        }

        Assert.Equal(far, Find(entries, far)!.Id);
        Entry second = new(far);
        entries.Set(far, second, since: 0);
        Assert.Same(second, Find(entries, far));
        Assert.Equal(200_001, entries.Count);
        entries.Set(far + 1, new Entry(far + 1), since: 0);
        Assert.Same(second, Find(entries, far));
        Assert.True(entries.Remove(far, out _));
        Assert.Null(Find(entries, far));
        Assert.Equal(200_001, entries.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_changes_leave_what_a_dictionary_would_hold(int seed)
    {
        Random random = new(seed);
        PagedEntries<Entry> entries = new();
        Dictionary<int, Entry> expected = [];
        for (int i = 0; i < 200_000; i++)
        {
            int id = random.Next(4) switch
            {
                0 => random.Next(2_000),
                1 => random.Next(-1_000, 100_000),
                2 => random.Next(int.MinValue, int.MaxValue) & ~0xFFFFF,
                _ => random.Next(10_000_000),
            };
            switch (random.Next(10))
            {
                case 0:
                    Assert.Equal(expected.Remove(id), entries.Remove(id, out _));
                    break;
                case 1 when random.Next(5_000) == 0:
                    Assert.Equal(expected.Count, entries.Detach().Count);
                    expected.Clear();
                    break;
                default:
                    entries.Set(id, expected[id] = new Entry(id), since: 0);
                    break;
            }

            int probe = random.Next(100_000);
            Assert.Same(expected.GetValueOrDefault(probe), Find(entries, probe));
        }

        Assert.Equal(expected.Count, entries.Count);
        Assert.All(expected, e => Assert.Same(e.Value, Find(entries, e.Key)));
    }

    private static Entry? Find(PagedEntries<Entry> entries, int id) => entries.TryGet(id, out Entry? found) ? found : null;

    internal sealed record Entry(int Id);
}
