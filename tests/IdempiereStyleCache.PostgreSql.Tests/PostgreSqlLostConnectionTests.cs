using Dapper;
using IdempiereStyleCache.Specs;
using IdempiereStyleCache.TestServers;
using Npgsql;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>Connections that the server cuts, in a transaction, while it commits, and while nobody uses them.</summary>
public sealed class PostgreSqlLostConnectionTests : DatabaseSpecs<PostgreSqlSpecDatabase>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_is_cut_in_a_transaction_is_told_and_the_next_transaction_has_another(bool isAsync)
    {
        CreateTable<MByInt>();
        MByInt record = new() { By_Int_ID = 1, Name = "a" };
        await using (Trx trx = Node.BeginTrx())
        {
            await record.SaveAsync(trx);
            Cut();

            PODatabaseException lost = isAsync
                ? await Assert.ThrowsAsync<PODatabaseException>(() => LoadAsync<int, MByInt>(1, trx: trx))
                : Assert.Throws<PODatabaseException>(() => new MByInt { By_Int_ID = 2 }.Save(trx));
            Assert.Contains($"the connection to {Database.DisplayName} is lost", lost.Message, StringComparison.Ordinal);
        }

        Assert.True(record.IsNew);
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        Assert.Equal(1, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Fact]
    public async Task A_connection_that_is_cut_before_the_commit_leaves_the_outcome_unknown_and_nothing_cached()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        using IDisposable use = Node.Use();
        MByInt cached = MByInt.Get(1)!;
        await using Trx trx = Node.BeginTrx();
        MByInt copy = MByInt.GetCopy(1, trx)!;
        copy.Name = "b";
        await copy.SaveAsync(trx);
        Cut();

        await Assert.ThrowsAsync<TrxOutcomeUnknownException>(async () => await trx.CommitAsync(TestContext.Current.CancellationToken));

        Assert.Equal(TrxState.Unknown, trx.State);
        Assert.NotSame(cached, MByInt.Get(1));
        Assert.Equal("a", MByInt.Get(1)!.Name);
    }

    [Fact]
    public async Task A_connection_that_is_cut_while_committing_leaves_the_outcome_unknown()
    {
        CreateTable<MByInt>();
        Execute("""
            CREATE FUNCTION wait_for_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER wait_for_it AFTER INSERT ON By_Int DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_for_it()
            """);
        using var holder = Connect();
        holder.Execute("SELECT pg_advisory_lock(1)");
        await using Trx trx = Node.BeginTrx();
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);

        Task commit = Task.Run(async () => await trx.CommitAsync(), TestContext.Current.CancellationToken);
        while (holder.ExecuteScalar<int>("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 0)
        {
            Assert.False(commit.IsCompleted, "The commit did not wait.");
        }

        await Assert.ThrowsAsync<TrxOutcomeUnknownException>(() => commit);
        Assert.Equal(0, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_may_have_taken_place_and_is_seen_then()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        NpgsqlConnectionStringBuilder target = new(Engine.ConnectionString);
        await using DeafRelay relay = new(target.Host!, target.Port);
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.IsDefault = false;
            o.Coherence.IsEnabled = false;
            o.UsePostgreSql(new NpgsqlConnectionStringBuilder(Engine.ConnectionString) { Host = "127.0.0.1", Port = relay.Port }.ConnectionString);
        });
        using IDisposable use = node.Use();
        Assert.Equal("a", MByInt.Get(1)!.Name);
        await using Trx trx = node.BeginTrx();
        MByInt copy = MByInt.GetCopy(1, trx)!;
        copy.Name = "b";
        await copy.SaveAsync(trx);

        relay.SwallowTheNextAnswer();
        await Assert.ThrowsAsync<TrxOutcomeUnknownException>(async () => await trx.CommitAsync(TestContext.Current.CancellationToken));

        Assert.Equal("b", MByInt.Get(1)!.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reads_do_not_notice_that_their_idle_connections_were_cut(bool isAsync)
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        await FillThePoolAsync(4);

        for (int i = 0; i < 2; i++)
        {
            Cut();
            Assert.Equal("a", (await LoadAsync<int, MByInt>(1, isAsync))!.Name);
        }

        Assert.Equal(1, await Database.CountAsync(Model<int, MByInt>(), new POQueryText(), new StorageCall(null, isAsync)));
        await SavedAsync(new MByInt { By_Int_ID = 2, Name = "b" }, isAsync);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task A_server_that_was_started_anew_is_used_again(bool crashes, bool isLogged)
    {
        Assert.SkipUnless(PostgreSqlFixture.Server.IsOwn, "An existing server is not ours to stop.");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using PostgreSqlServer server = await PostgreSqlServer.StartAsync(cancellation);
        using (NpgsqlConnection connection = new(server.ConnectionString + ";Pooling=false"))
        {
            await connection.ExecuteAsync("CREATE TABLE By_Int (By_Int_ID int PRIMARY KEY, Name text); INSERT INTO By_Int VALUES (1, 'a')");
        }

        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            o.IsDefault = false;
            o.Coherence.IsEnabled = isLogged;
            o.UsePostgreSql(server.ConnectionString);
        });
        using IDisposable use = node.Use();
        Trx interrupted = node.BeginTrx();
        MByInt copy = (await MByInt.GetCopyAsync(1, interrupted, cancellation))!;
        copy.Name = "lost";
        await copy.SaveAsync(interrupted, cancellation);

        await (crashes ? server.CrashAsync() : server.StopAsync());
        POException down = await Assert.ThrowsAnyAsync<POException>(async () => await MByInt.GetAsync(2, cancellation));
        await server.StartAgainAsync();

        Assert.Contains(isLogged ? "" : "No PostgreSQL server answers at 127.0.0.1:", down.Message, StringComparison.Ordinal);
        Assert.Null(await MByInt.GetAsync(2, cancellation));
        Exception? ended = await Record.ExceptionAsync(async () => await interrupted.CommitAsync(cancellation));
        Assert.IsType(isLogged ? typeof(PODatabaseException) : typeof(TrxOutcomeUnknownException), ended);
        await interrupted.DisposeAsync();
        MByInt again = (await MByInt.GetCopyAsync(1, cancellationToken: cancellation))!;
        again.Name = "b";
        await again.SaveAsync(cancellationToken: cancellation);
        Assert.Equal("b", (await MByInt.GetAsync(1, cancellation))!.Name);
    }

    // Without the log nothing is written before the commit, which might be cut first.
    protected override void ConfigureNode(CacheNodeOptions node) => node.Coherence.IsEnabled = false;

    // The other connections to this test's database, and waits until they are gone.
    private void Cut() => Assert.NotEqual(
        0,
        Scalar<int>("SELECT COUNT(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"));

    private async Task FillThePoolAsync(int count)
    {
        Trx[] open = [.. Enumerable.Range(0, count).Select(_ => Node.BeginTrx())];
        foreach (Trx trx in open)
        {
            await LoadAsync<int, MByInt>(1, trx: trx);
        }

        foreach (Trx trx in open)
        {
            await trx.DisposeAsync();
        }
    }
}
