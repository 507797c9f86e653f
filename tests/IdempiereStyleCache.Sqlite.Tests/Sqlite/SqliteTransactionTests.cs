using System.Data;
using System.Data.Common;
using Dapper;
using IdempiereStyleCache.Specs;
using Microsoft.Data.Sqlite;

namespace IdempiereStyleCache.Sqlite.Tests;

/// <summary>What every dialect must do with transactions, and what one writer at a time adds.</summary>
public sealed class SqliteTransactionTests : TransactionSpecs<SqliteSpecDatabase>
{
    [Fact]
    public async Task A_second_writer_waits_for_the_busy_timeout_and_is_told_what_to_do()
    {
        CreateTable<MByInt>();
        using Trx first = Node.BeginTrx();
        await SaveInAsync(first, 1, "a", isAsync: true);
        using Trx second = Node.BeginTrx();

        PODatabaseException error = await Assert.ThrowsAsync<PODatabaseException>(() => SaveInAsync(second, 2, "b", isAsync: true));

        Assert.Equal(
            $"A transaction could not begin in {Database.DisplayName}. Another connection held a lock for longer than the BusyTimeout of 0.001 s. "
            + "End writing transactions sooner, or raise BusyTimeout.",
            error.Message);
        first.Commit();
        await SaveInAsync(second, 2, "b", isAsync: true);
        second.Commit();
        Assert.Equal(2, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Fact]
    public async Task A_second_writer_goes_on_when_the_first_ends()
    {
        CreateTable<MByInt>();
        await RestartAsync(o => ((SqliteOptions)o).BusyTimeout = TimeSpan.FromMinutes(1));
        using Trx first = Node.BeginTrx();
        await SaveInAsync(first, 1, "a", isAsync: true);

        Task second = Task.Run(() => SavedAsync(new MByInt { By_Int_ID = 2 }));
        first.Commit();
        await second;

        Assert.Equal(2, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Fact]
    public async Task Many_writers_take_turns()
    {
        CreateTable<MByInt>();
        await RestartAsync(o => ((SqliteOptions)o).BusyTimeout = TimeSpan.FromMinutes(1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                await SavedAsync(new MByInt { By_Int_ID = (writer * 10) + i }, isAsync: i % 2 == 0);
                Assert.NotNull(await LoadAsync<int, MByInt>((writer * 10) + i));
            }
        })));

        Assert.Equal(Enumerable.Range(0, 80), (await QueryAsync<MByInt>(new POQueryText())).Select(p => p.By_Int_ID));
    }

    [Fact]
    public async Task A_transaction_that_read_can_still_write_after_somebody_else_committed()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        using Trx trx = Node.BeginTrx();
        MByInt record = (await LoadAsync<int, MByInt>(1, trx: trx))!;
        await SavedAsync(new MByInt { By_Int_ID = 2, Name = "b" });

        record.Name = "c";
        await record.SaveAsync(trx);
        trx.Commit();

        Assert.Equal("c", (await LoadAsync<int, MByInt>(1))!.Name);
    }

    [Fact]
    public async Task A_snapshot_that_was_asked_for_is_one_and_refuses_to_write_what_it_cannot_have_seen()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        using Trx trx = Node.BeginTrx(IsolationLevel.Snapshot);
        MByInt record = (await LoadAsync<int, MByInt>(1, trx: trx))!;
        await SavedAsync(new MByInt { By_Int_ID = 2, Name = "b" });

        Assert.Null(await LoadAsync<int, MByInt>(2, trx: trx));
        record.Name = "c";
        PODatabaseException error = await Assert.ThrowsAsync<PODatabaseException>(async () => await record.SaveAsync(trx));

        Assert.Equal(("By_Int", 1), (error.TableName, error.Key));
    }

    [Fact]
    public async Task A_serializable_transaction_holds_off_writers_from_its_first_statement_on()
    {
        CreateTable<MByInt>();
        using Trx trx = Node.BeginTrx(IsolationLevel.Serializable);
        await LoadAsync<int, MByInt>(1, trx: trx);

        await Assert.ThrowsAsync<PODatabaseException>(() => SavedAsync(new MByInt { By_Int_ID = 2 }));
    }

    [Fact]
    public async Task A_deferred_constraint_that_refuses_the_commit_is_a_known_rollback()
    {
        CreateTable<MByInt>();
        Execute("CREATE TABLE Child (Child_ID INTEGER PRIMARY KEY, Parent_ID INTEGER REFERENCES By_Int (By_Int_ID) DEFERRABLE INITIALLY DEFERRED)");
        MByInt record = new() { By_Int_ID = 1 };
        await RestartAsync(o => o.MaxConnections = 1);
        using (Trx trx = Node.BeginTrx())
        {
            await record.SaveAsync(trx);
            trx.Connection.Execute("INSERT INTO Child VALUES (1, 99)", transaction: trx.Transaction);

            Assert.IsType<PODatabaseException>(await Record.ExceptionAsync(async () => await trx.CommitAsync()));

            Assert.Equal(TrxState.RolledBack, trx.State);
            Assert.True(record.IsNew);
            await SavedAsync(new MByInt { By_Int_ID = 5 });
        }

        Assert.Equal([5], (await QueryAsync<MByInt>(new POQueryText())).Select(p => p.By_Int_ID));
    }

    [Fact]
    public async Task A_refused_commit_rolls_back_a_transaction_that_the_application_began()
    {
        CreateTable<MByInt>();
        Execute("CREATE TABLE Child (Child_ID INTEGER PRIMARY KEY, Parent_ID INTEGER REFERENCES By_Int (By_Int_ID) DEFERRABLE INITIALLY DEFERRED)");
        using DbConnection connection = Connect();
        using DbTransaction transaction = connection.BeginTransaction();
        connection.Execute("INSERT INTO Child VALUES (1, 99)", transaction: transaction);
        using (Node.Use())
        {
            using Trx trx = Trx.Use(transaction);
            await Assert.ThrowsAsync<PODatabaseException>(async () => await trx.CommitAsync());
        }

        Assert.Null(transaction.Connection);
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM Child"));
    }
}
