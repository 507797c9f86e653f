using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Specs;

/// <summary>How connections are taken, waited for and given back.</summary>
public abstract class ConnectionSpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    // Nobody else may take connections or set timers.
    protected override void ConfigureNode(CacheNodeOptions node) => node.Coherence.IsEnabled = false;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task One_connection_is_enough_for_reads_writes_and_reads_inside_a_transaction()
    {
        await UseOneConnectionAsync();

        MByInt record = await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        record.Name = "b";
        await SavedAsync(record, isAsync: false);
        using (Trx trx = Node.BeginTrx())
        {
            Assert.Equal("b", (await LoadAsync<int, MByInt>(1, trx: trx))!.Name);
            record.Name = "c";
            await record.SaveAsync(trx);
            Assert.Single(await QueryAsync<MByInt>(new POQueryText("Name = 'c'"), trx: trx));
            await Assert.ThrowsAsync<POException>(async () => await new MByInt { By_Int_ID = 1 }.SaveAsync(trx));
            trx.Rollback();
        }

        Assert.Equal("b", (await LoadAsync<int, MByInt>(1))!.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wait_for_a_connection_ends_in_an_error_that_says_what_to_do(bool isAsync)
    {
        await UseOneConnectionAsync();
        using Trx trx = Node.BeginTrx();
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);

        // Synchronously it blocks its thread, so it gets one of its own.
        Task<MByInt?> read = Task.Run(() => LoadAsync<int, MByInt>(1, isAsync));
        Assert.Equal(s_timeout, await Clock.UntilSomebodyWaitsAsync());
        Clock.Advance(s_timeout - TimeSpan.FromTicks(1));
        Assert.False(read.IsCompleted);
        Clock.Advance(TimeSpan.FromTicks(1));

        PODatabaseException error = await Assert.ThrowsAsync<PODatabaseException>(() => read);
        Assert.Equal(
            $"No connection to {Database.DisplayName} came free within 12 s: all 1 that MaxConnections allows are in use, 1 of them by open transactions. "
            + "If the caller has a transaction, pass it to the read, as in Get(id, trx); otherwise end transactions sooner, or raise MaxConnections.",
            error.Message);
        trx.Commit();
        Assert.NotNull(await LoadAsync<int, MByInt>(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_waits_gets_the_connection_when_the_transaction_ends_before_it_is_disposed(bool commits)
    {
        await UseOneConnectionAsync();
        using Trx trx = Node.BeginTrx();
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);
        Task<MByInt?> read = Task.Run(() => LoadAsync<int, MByInt>(1));
        await Clock.UntilSomebodyWaitsAsync();

        if (commits)
        {
            trx.Commit();
        }
        else
        {
            trx.Rollback();
        }

        Assert.Equal(commits, await read is not null);
    }

    [Fact]
    public async Task A_caller_that_gives_up_waiting_is_told_so_and_takes_no_place()
    {
        await UseOneConnectionAsync();
        using Trx trx = Node.BeginTrx();
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);
        using CancellationTokenSource giveUp = new();
        Task<MByInt?> read = Database.LoadAsync(Model<int, MByInt>(), 1, new StorageCall(null, IsAsync: true, giveUp.Token)).AsTask();
        await Clock.UntilSomebodyWaitsAsync();

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        trx.Commit();
        Assert.NotNull(await LoadAsync<int, MByInt>(1));
    }

    [Fact]
    public async Task A_transaction_that_nothing_was_done_in_takes_no_connection()
    {
        await UseOneConnectionAsync();
        using Trx idle = Node.BeginTrx();

        Assert.Null(await LoadAsync<int, MByInt>(1));
        idle.Commit();
    }

    [Fact]
    public async Task A_failed_statement_gives_its_connection_back()
    {
        await UseOneConnectionAsync();

        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<POException>(() => QueryAsync<MByInt>(new POQueryText("nonsense = = 1")));
            await Assert.ThrowsAsync<POMappingException>(() => LoadAsync<int, MProduct>(1));
        }

        Assert.Null(await LoadAsync<int, MByInt>(1));
    }

    [Fact]
    public async Task Many_threads_share_few_connections()
    {
        CreateTable<MByInt>();
        await RestartAsync(o => o.MaxConnections = 2);
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });

        string?[] names = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            string? name = null;
            for (int n = 0; n < 50; n++)
            {
                name = (await LoadAsync<int, MByInt>(1, isAsync: (i + n) % 2 == 0))!.Name;
            }

            return name;
        })));

        Assert.All(names, name => Assert.Equal("a", name));
    }

    [Fact]
    public async Task A_transaction_of_another_node_is_refused()
    {
        CreateTable<MByInt>();
        await using CacheNode other = await StartNodeAsync();
        using Trx trx = other.BeginTrx();

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => LoadAsync<int, MByInt>(1, trx: trx));

        Assert.StartsWith("The transaction belongs to another database", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_without_a_transaction_is_refused()
    {
        CreateTable<MByInt>();

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await Database.InsertAsync(new MByInt { By_Int_ID = 1 }, new StorageCall(null, IsAsync: true)));
    }

    [Fact]
    public async Task A_connection_that_the_application_had_is_not_used_again()
    {
        CreateTable<MByInt>();
        DbConnection handedOut;
        using (Trx trx = Node.BeginTrx())
        {
            handedOut = trx.Connection;
            handedOut.Execute(Engine.LeaveSomethingOnTheConnection, transaction: trx.Transaction);
            trx.Commit();
        }

        Assert.Equal(System.Data.ConnectionState.Closed, handedOut.State);
        using Trx next = Node.BeginTrx();
        await new MByInt { By_Int_ID = 1 }.SaveAsync(next);
        Assert.NotSame(handedOut, next.Connection);
        next.Connection.Execute(Engine.LeaveSomethingOnTheConnection, transaction: next.Transaction);
    }

    [Fact]
    public async Task A_stopped_database_is_not_used()
    {
        CreateTable<MByInt>();
        await Database.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => LoadAsync<int, MByInt>(1));
    }

    [Fact]
    public void Options_out_of_range_are_refused_where_they_are_set()
    {
        Data.PODatabaseOptions options = new();

        Assert.Throws<ArgumentOutOfRangeException>(() => options.MaxConnections = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => options.ConnectionTimeout = TimeSpan.FromSeconds(-1));
        options.ConnectionTimeout = Timeout.InfiniteTimeSpan;
        options.MaxConnections = null;
    }

    private async Task UseOneConnectionAsync()
    {
        CreateTable<MByInt>();
        await RestartAsync(o =>
        {
            o.MaxConnections = 1;
            o.ConnectionTimeout = s_timeout;
        });
    }
}
