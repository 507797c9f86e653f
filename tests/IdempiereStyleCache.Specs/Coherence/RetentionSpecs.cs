namespace IdempiereStyleCache.Specs;

/// <summary>The log stays small, and loses nothing that a live node has not read.</summary>
public abstract class RetentionSpecs<TDatabase> : CoherenceSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        CreateTable<MProduct>();
    }

    [Fact]
    [Trait("Behaviour", "SIG-12")]
    public async Task What_a_live_node_has_not_read_stays_and_what_all_have_read_goes()
    {
        int id = await MakeProductAsync();
        NameIn(Other, id);
        await BeatAsync(Other);
        Node.CatchUp();
        Rename(Node, id, "Elm");
        Node.CatchUp();

        await BeatAsync(Node);
        Assert.Equal(1, LogRows());
        Assert.Equal("Elm", NameIn(Other, id));
        await BeatAsync(Other);
        await BeatAsync(Node);

        Assert.Equal(0, LogRows());
    }

    [Fact]
    [Trait("Behaviour", "SIG-12")]
    public async Task A_node_that_slept_past_retention_empties_itself_and_goes_on()
    {
        int id = await MakeProductAsync();
        Assert.Equal("Oak", NameIn(Other, id));
        KillByClock(Other);
        Rename(Node, id, "Elm");
        Node.CatchUp();
        await BeatAsync(Node);
        Assert.Equal(0, LogRows());

        Assert.Equal("Elm", NameIn(Other, id));

        await BeatAsync(Other);
        Assert.Equal(1, Scalar<long>("SELECT COUNT(*) FROM isc_node WHERE name = @name", new { name = Other.Name }));
        Rename(Node, id, "Fir");
        Assert.Equal(1, LoadsOf(Other, () => Assert.Equal("Fir", NameIn(Other, id))));
    }

    [Fact]
    [Trait("Behaviour", "SIG-13")]
    public async Task The_log_stays_bounded_under_constant_writing()
    {
        int id = await MakeProductAsync();
        long most = 0;
        for (int i = 0; i < 40; i++)
        {
            for (int j = 0; j < 5; j++)
            {
                Rename(Node, id, $"Oak {i}-{j}");
            }

            Other.CatchUp();
            Node.CatchUp();
            await BeatAsync(Other);
            await BeatAsync(Node);
            most = Math.Max(most, LogRows());
        }

        Assert.InRange(most, 0, 10);
    }

    [Fact]
    public async Task A_node_with_more_to_read_than_it_takes_empties_itself()
    {
        CacheNode small = await StartAsync(configure: o => o.Log.MaxRowsPerReading = 3);
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        _ = (NameIn(small, oak), NameIn(small, ash));
        for (int i = 0; i < 4; i++)
        {
            Rename(Node, oak, $"Elm {i}");
        }

        Assert.Equal(2, LoadsOf(small, () => Assert.Equal(("Elm 3", "Ash"), (NameIn(small, oak), NameIn(small, ash)))));
        Rename(Node, oak, "Fir");
        Assert.Equal(1, LoadsOf(small, () => Assert.Equal(("Fir", "Ash"), (NameIn(small, oak), NameIn(small, ash)))));
    }

    [Fact]
    public async Task A_node_that_leaves_holds_nothing_back_and_one_with_a_name_twice_is_told_of()
    {
        CacheNode first = await StartAsync(o => o.Name = "twin");
        CacheNode second = await StartAsync(o => o.Name = "twin");
        Assert.Equal((1, 1), (await BeatAsync(first), await BeatAsync(second)));
        int id = await MakeProductAsync();
        Rename(Node, id, "Elm");
        Assert.Equal(("Elm", "Elm"), (NameIn(first, id), NameIn(second, id)));

        await first.DisposeAsync();

        Assert.Equal(0, await BeatAsync(second));
        Assert.Equal(1, Scalar<long>("SELECT COUNT(*) FROM isc_node WHERE name = 'twin'"));
    }

    [Fact]
    public async Task A_heartbeat_that_is_slower_than_nodes_may_be_is_refused_at_the_start()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(
            o => o.Coherence.HeartbeatInterval = TimeSpan.FromSeconds(6), o => o.Log.NodeTimeout = TimeSpan.FromSeconds(10)));

        Assert.Contains("HeartbeatInterval is 00:00:06, and InvalidationLogOptions.NodeTimeout is 00:00:10", error.Message, StringComparison.Ordinal);
    }

    private static ValueTask<int> BeatAsync(CacheNode node) => node.Database.InvalidationLog!.BeatAsync(new StorageCall(null, IsAsync: true));

    // As if its last heartbeat had been long ago by the database's clock.
    private void KillByClock(CacheNode node) =>
        Execute($"UPDATE isc_node SET heartbeat = {Engine.LongAgo} WHERE name = @name", new { name = node.Name });
}
