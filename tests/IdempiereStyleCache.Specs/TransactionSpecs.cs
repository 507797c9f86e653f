using System.Data;
using System.Data.Common;
using Dapper;

namespace IdempiereStyleCache.Specs;

/// <summary>Transactions of the framework, and those that the application began.</summary>
public abstract class TransactionSpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Behaviour", "IDM-09")]
    public async Task What_is_written_is_seen_inside_at_once_and_outside_after_the_commit(bool isAsync)
    {
        CreateTable<MByInt>();
        await using Trx trx = Node.BeginTrx();
        await SaveInAsync(trx, 1, "a", isAsync);

        Assert.Equal("a", (await LoadAsync<int, MByInt>(1, isAsync, trx))!.Name);
        Assert.Null(await LoadAsync<int, MByInt>(1, isAsync));
        await EndAsync(trx, commit: true, isAsync);

        Assert.Equal("a", (await LoadAsync<int, MByInt>(1, isAsync))!.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_rollback_undoes_everything_and_so_does_disposing_without_a_commit(bool isAsync)
    {
        CreateTable<MByInt>();
        await using (Trx trx = Node.BeginTrx())
        {
            await SaveInAsync(trx, 1, "a", isAsync);
            await EndAsync(trx, commit: false, isAsync);
        }

        await using (Trx trx = Node.BeginTrx())
        {
            await SaveInAsync(trx, 2, "b", isAsync);
        }

        Assert.Equal(0, await Database.CountAsync(Model<int, MByInt>(), new POQueryText(), new StorageCall(null, isAsync)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_savepoint_undoes_what_came_after_it(bool isAsync)
    {
        CreateTable<MByInt>();
        await using Trx trx = Node.BeginTrx();
        await SaveInAsync(trx, 1, "a", isAsync);
        TrxSavepoint first = isAsync ? await trx.SetSavepointAsync() : trx.SetSavepoint();
        await SaveInAsync(trx, 2, "b", isAsync);
        TrxSavepoint second = isAsync ? await trx.SetSavepointAsync() : trx.SetSavepoint();
        await SaveInAsync(trx, 3, "c", isAsync);
        await (isAsync ? trx.RollbackAsync(second) : Now(() => trx.Rollback(second)));
        await (isAsync ? trx.RollbackAsync(first) : Now(() => trx.Rollback(first)));
        await SaveInAsync(trx, 4, "d", isAsync);
        await (isAsync ? trx.ReleaseAsync(first) : Now(() => trx.Release(first)));
        await EndAsync(trx, commit: true, isAsync);

        Assert.Equal([1, 4], (await QueryAsync<MByInt>(new POQueryText())).Select(p => p.By_Int_ID));
    }

    [Fact]
    public async Task A_savepoint_may_come_before_anything_was_written()
    {
        CreateTable<MByInt>();
        using Trx trx = Node.BeginTrx();
        TrxSavepoint start = trx.SetSavepoint();
        await SaveInAsync(trx, 1, "a", isAsync: true);
        trx.Rollback(start);
        trx.Commit();

        Assert.Null(await LoadAsync<int, MByInt>(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Statements_of_the_application_run_in_the_same_transaction(bool commits)
    {
        CreateTable<MByInt>();
        using (Trx trx = Node.BeginTrx())
        {
            trx.Connection.Execute("INSERT INTO By_Int (By_Int_ID, Name) VALUES (1, 'raw')", transaction: trx.Transaction);
            Assert.Equal("raw", (await LoadAsync<int, MByInt>(1, trx: trx))!.Name);
            await SaveInAsync(trx, 2, "b", isAsync: true);
            if (commits)
            {
                trx.Commit();
            }
        }

        Assert.Equal(commits ? 2 : 0, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_transaction_that_the_application_began_is_ended_and_its_connection_left_open(bool commits, bool isAsync)
    {
        CreateTable<MByInt>();
        using DbConnection connection = Connect();
        using DbTransaction transaction = connection.BeginTransaction();
        connection.Execute("INSERT INTO By_Int (By_Int_ID, Name) VALUES (1, 'raw')", transaction: transaction);
        using (Node.Use())
        {
            using Trx trx = Trx.Use(transaction);
            Assert.Same(connection, trx.Connection);
            Assert.Same(transaction, trx.Transaction);
            Assert.Equal("raw", (await LoadAsync<int, MByInt>(1, isAsync, trx))!.Name);
            TrxSavepoint savepoint = trx.SetSavepoint();
            await SaveInAsync(trx, 2, "b", isAsync);
            trx.Rollback(savepoint);
            await SaveInAsync(trx, 3, "c", isAsync);
            await EndAsync(trx, commits, isAsync);
        }

        Assert.Equal(ConnectionState.Open, connection.State);
        Assert.Equal(commits ? [1, 3] : [], connection.Query<int>("SELECT By_Int_ID FROM By_Int ORDER BY By_Int_ID"));
    }

    [Fact]
    public async Task A_transaction_that_the_application_began_is_rolled_back_when_it_is_left()
    {
        CreateTable<MByInt>();
        using DbConnection connection = Connect();
        using DbTransaction transaction = connection.BeginTransaction();
        using (Node.Use())
        using (Trx trx = Trx.Use(transaction))
        {
            await SaveInAsync(trx, 1, "a", isAsync: true);
        }

        Assert.Equal(ConnectionState.Open, connection.State);
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Fact]
    public void A_transaction_that_has_ended_cannot_be_taken_over()
    {
        using DbConnection connection = Connect();
        using DbTransaction transaction = connection.BeginTransaction();
        transaction.Commit();

        Assert.Throws<InvalidOperationException>(() => Database.AttachSession(transaction));
    }

    [Fact]
    public async Task Two_transactions_that_only_read_do_not_wait_for_one_that_writes()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        using Trx writer = Node.BeginTrx();
        await SaveInAsync(writer, 2, "b", isAsync: true);
        using Trx reader = Node.BeginTrx();
        using Trx other = Node.BeginTrx();

        Assert.Equal("a", (await LoadAsync<int, MByInt>(1, trx: reader))!.Name);
        Assert.Null(await LoadAsync<int, MByInt>(2, trx: other));
        reader.Commit();
        writer.Commit();
        other.Commit();
    }

    [Theory]
    [InlineData(IsolationLevel.Serializable)]
    [InlineData(IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.ReadCommitted)]
    public async Task An_isolation_that_was_asked_for_reads_and_writes(IsolationLevel isolation)
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        using Trx trx = Node.BeginTrx(isolation);

        MByInt record = (await LoadAsync<int, MByInt>(1, trx: trx))!;
        record.Name = "b";
        await record.SaveAsync(trx);
        trx.Commit();

        Assert.Equal("b", (await LoadAsync<int, MByInt>(1))!.Name);
    }

    [Fact]
    public void An_ended_session_takes_nothing_more()
    {
        IPOSession session = Database.CreateSession(IsolationLevel.Unspecified);
        session.Dispose();
        session.Dispose();

        Assert.Throws<InvalidOperationException>(() => session.Connection);
        Assert.Throws<InvalidOperationException>(() => session.Transaction);
    }

    protected static async Task SaveInAsync(Trx trx, int key, string name, bool isAsync)
    {
        MByInt record = new() { By_Int_ID = key, Name = name };
        Assert.True(isAsync ? await record.SaveAsync(trx) : record.Save(trx));
    }

    protected static ValueTask EndAsync(Trx trx, bool commit, bool isAsync) => (commit, isAsync) switch
    {
        (true, true) => trx.CommitAsync(),
        (false, true) => trx.RollbackAsync(),
        (true, false) => Now(trx.Commit),
        (false, false) => Now(trx.Rollback),
    };

    private static ValueTask Now(Action action)
    {
        action();
        return default;
    }
}
