namespace IdempiereStyleCache.Specs;

/// <summary>What one node commits, the others hear of exactly when the data is there, and drop what changed and nothing else.</summary>
public abstract class SignalSpecs<TDatabase> : CoherenceSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        CreateTable<MProduct>();
    }

    [Fact]
    [Trait("Behaviour", "SIG-01")]
    public async Task The_signal_is_there_with_the_commit_and_not_before()
    {
        int id = await MakeProductAsync();
        Assert.Equal("Oak", NameIn(Other, id));

        Rename(Node, id, "Elm", beforeCommit: _ => Assert.Equal("Oak", Engine.ReadersWaitForWriters ? "Oak" : NameIn(Other, id)));

        Assert.Equal("Elm", NameIn(Other, id));
    }

    [Fact]
    [Trait("Behaviour", "SIG-01")]
    public async Task A_signal_that_cannot_be_written_takes_the_change_with_it()
    {
        int id = await MakeProductAsync();
        Assert.Equal("Oak", NameIn(Other, id));
        Execute("ALTER TABLE isc_invalidation RENAME TO isc_elsewhere");

        PODatabaseException error = Assert.Throws<PODatabaseException>(() => Rename(Node, id, "Elm"));

        Assert.Contains("isc_invalidation", error.Message, StringComparison.Ordinal);
        Execute("ALTER TABLE isc_elsewhere RENAME TO isc_invalidation");
        Assert.Equal("Oak", Scalar<string>("SELECT Name FROM M_Product"));
        Assert.Equal(("Oak", "Oak"), (NameIn(Node, id), NameIn(Other, id)));
        Rename(Node, id, "Elm");
        Assert.Equal("Elm", NameIn(Other, id));
    }

    [Fact]
    [Trait("Behaviour", "SIG-02")]
    public async Task A_request_asks_once_and_only_when_it_reads_something_cached()
    {
        int id = await MakeProductAsync();
        NameIn(Other, id);
        using IDisposable use = Other.Use();

        Assert.Equal(0, LogStatementsOf(Other, () =>
        {
            using RequestScope scope = RequestScope.Begin();
            _ = new MProduct { Value = "Ash", Name = "Ash" };
        }));
        long once = LogStatementsOf(Other, () =>
        {
            using RequestScope scope = RequestScope.Begin();
            MProduct.Get(id);
        });
        Assert.Equal(1, once);
        Assert.Equal(once, LogStatementsOf(Other, () =>
        {
            using RequestScope scope = RequestScope.Begin();
            for (int i = 0; i < 10; i++)
            {
                MProduct.Get(id);
            }
        }));
    }

    [Fact]
    [Trait("Behaviour", "SIG-04")]
    public async Task A_peer_drops_just_the_record_that_changed_and_nothing_twice()
    {
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        _ = (NameIn(Other, oak), NameIn(Other, ash));

        Rename(Node, oak, "Elm");

        Assert.Equal(1, LoadsOf(Other, () => Assert.Equal(("Ash", "Elm"), (NameIn(Other, ash), NameIn(Other, oak)))));
        Assert.Equal(0, LoadsOf(Other, () => Assert.Equal(("Ash", "Elm"), (NameIn(Other, ash), NameIn(Other, oak)))));
    }

    [Fact]
    [Trait("Behaviour", "SIG-05")]
    public async Task What_was_applied_is_not_sent_on_and_what_a_node_sent_is_not_applied_by_it()
    {
        int id = await MakeProductAsync();
        _ = (NameIn(Node, id), NameIn(Other, id));
        Rename(Node, id, "Elm");
        long rows = LogRows();
        _ = NameIn(Node, id);

        Assert.Equal("Elm", NameIn(Other, id));
        Assert.Equal(0, LoadsOf(Node, () => Assert.Equal("Elm", NameIn(Node, id))));
        Assert.Equal(rows, LogRows());
    }

    [Fact]
    [Trait("Behaviour", "SIG-06")]
    public async Task A_rollback_sends_nothing_and_a_savepoint_takes_back_what_came_after_it()
    {
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        _ = (NameIn(Other, oak), NameIn(Other, ash));
        long rows = LogRows();
        using (Node.Use())
        {
            using (Trx trx = Trx.Begin())
            {
                MProduct.GetCopy(oak, trx)!.Delete();
                trx.Rollback();
            }

            Assert.Equal(rows, LogRows());
            using (Trx trx = Trx.Begin())
            {
                MProduct first = MProduct.GetCopy(oak, trx)!;
                first.Name = "Elm";
                first.Save();
                TrxSavepoint savepoint = trx.SetSavepoint();
                MProduct.GetCopy(ash, trx)!.Delete();
                trx.Rollback(savepoint);
                trx.Commit();
            }
        }

        Assert.Equal(rows + 1, LogRows());
        Assert.Equal(1, LoadsOf(Other, () => Assert.Equal(("Elm", "Ash"), (NameIn(Other, oak), NameIn(Other, ash)))));
    }

    [Fact]
    [Trait("Behaviour", "SIG-07")]
    public async Task Signals_arrive_in_whatever_order_their_transactions_commit()
    {
        Assert.SkipWhen(Engine.HasOneWriter, "This database has one writer at a time.");
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        _ = (NameIn(Other, oak), NameIn(Other, ash));
        using IDisposable use = Node.Use();
        using Trx unrelated = Trx.Begin();
        new MProduct { Value = "Yew", Name = "Yew" }.Save(unrelated);
        using Trx early = Trx.Begin();
        MProduct first = MProduct.GetCopy(oak, early)!;
        first.Name = "Elm";
        first.Save();

        // Took its number later, commits first, while the unrelated one stays open.
        Rename(Node, ash, "Fir");
        Assert.Equal(("Oak", "Fir"), (NameIn(Other, oak), NameIn(Other, ash)));
        early.Commit();

        Assert.Equal(("Elm", "Fir"), (NameIn(Other, oak), NameIn(Other, ash)));
        Assert.Equal(0, LoadsOf(Other, () => Assert.Equal(("Elm", "Fir"), (NameIn(Other, oak), NameIn(Other, ash)))));
        unrelated.Commit();
        Assert.Equal(0, LoadsOf(Other, () => Assert.Equal(("Elm", "Fir"), (NameIn(Other, oak), NameIn(Other, ash)))));
    }

    [Fact]
    [Trait("Behaviour", "SIG-08")]
    public async Task Writers_of_different_records_do_not_wait_for_each_other()
    {
        Assert.SkipWhen(Engine.HasOneWriter, "This database has one writer at a time.");
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        using IDisposable use = Node.Use();
        using Trx open = Trx.Begin();
        MProduct first = MProduct.GetCopy(oak, open)!;
        first.Name = "Elm";
        first.Save();
        open.MarkChanged("M_Product", oak);

        // The statement timeout would end a wait; here nothing waits, in this or another node, with the log rows of both written.
        Rename(Other, ash, "Fir", beforeCommit: trx => trx.MarkChanged("M_Product"));
        open.Commit();

        Assert.Equal(("Elm", "Fir"), (NameIn(Other, oak), NameIn(Node, ash)));
    }

    [Fact]
    [Trait("Behaviour", "SIG-10")]
    public async Task With_wake_ups_dead_polling_finds_the_change_within_the_interval()
    {
        CacheNode polling = await StartAsync(o => o.Coherence.PollInterval = TimeSpan.FromSeconds(3));
        int id = await MakeProductAsync();
        Assert.Equal("Oak", UnscopedNameIn(polling, id));
        TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable listening = polling.Bus.Subscribe(reset =>
        {
            if (reset.Origin == ResetOrigin.Log && !reset.IsWholeTable && Equals(reset.Keys[0], id))
            {
                heard.TrySetResult();
            }
        });

        Rename(Node, id, "Elm");
        Assert.Equal("Oak", UnscopedNameIn(polling, id));
        Clock.Advance(TimeSpan.FromSeconds(3));
        await heard.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Elm", UnscopedNameIn(polling, id));
    }

    [Fact]
    [Trait("Behaviour", "SIG-15")]
    public async Task A_table_that_no_cache_keeps_costs_its_writers_no_row()
    {
        CreateTable<MUncached>();
        long rows = LogRows();

        await SavedAsync(new MUncached { Text = "a" });

        Assert.Equal(rows, LogRows());
    }

    [Fact]
    [Trait("Behaviour", "FTC-09")]
    public async Task A_row_written_by_hand_resets_a_table_or_a_record_or_everything_on_every_node()
    {
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        _ = (NameIn(Node, oak), NameIn(Other, oak), NameIn(Node, ash), NameIn(Other, ash));

        Execute("UPDATE M_Product SET Name = 'Elm' WHERE Value = 'Oak'");
        Execute("INSERT INTO isc_invalidation (table_name) VALUES ('m_product')");
        Assert.Equal(("Elm", "Elm"), (NameIn(Node, oak), NameIn(Other, oak)));
        _ = (NameIn(Node, ash), NameIn(Other, ash));

        Execute("UPDATE M_Product SET Name = 'Fir'");
        Execute($"INSERT INTO isc_invalidation (table_name, row_key) VALUES ('M_Product', '{oak}')");
        Assert.Equal(("Fir", "Fir", "Ash"), (NameIn(Node, oak), NameIn(Other, oak), NameIn(Other, ash)));

        Execute("INSERT INTO isc_invalidation (table_name) VALUES ('*')");
        Assert.Equal(("Fir", "Fir"), (NameIn(Node, ash), NameIn(Other, ash)));
    }

    [Fact]
    public async Task A_key_that_is_none_counts_as_the_whole_table()
    {
        int id = await MakeProductAsync();
        NameIn(Other, id);
        Execute("UPDATE M_Product SET Name = 'Elm'");

        Execute("INSERT INTO isc_invalidation (table_name, row_key) VALUES ('M_Product', 'not a number')");

        Assert.Equal("Elm", NameIn(Other, id));
    }

    [Fact]
    public async Task A_thousand_records_are_told_one_by_one_and_more_as_the_table()
    {
        int id = await MakeProductAsync();
        NameIn(Other, id);
        int loads = 0;
        using (Node.Use())
        {
            using Trx trx = Trx.Begin();
            for (int i = 0; i < CacheReset.MaxKeys; i++)
            {
                trx.MarkChanged("M_Product", 1_000_000 + i);
            }

            trx.Commit();
            loads += (int)LoadsOf(Other, () => NameIn(Other, id));
        }

        Assert.Equal(CacheReset.MaxKeys, LogRows() - 1);
        Assert.Equal(0, loads);
        using (Node.Use())
        {
            using Trx trx = Trx.Begin();
            for (int i = 0; i <= CacheReset.MaxKeys; i++)
            {
                trx.MarkChanged("M_Product", 1_000_000 + i);
            }

            trx.Commit();
        }

        Assert.Equal(CacheReset.MaxKeys + 1, LogRows() - 1);
        Assert.Equal(1, LoadsOf(Other, () => NameIn(Other, id)));
    }
}
