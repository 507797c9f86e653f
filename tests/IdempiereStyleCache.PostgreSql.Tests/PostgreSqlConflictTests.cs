using System.Data;
using Dapper;
using IdempiereStyleCache.Specs;
using Npgsql;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>What the server refuses because of others, of rights, or of conditions that it checks at the end.</summary>
public sealed class PostgreSqlConflictTests : DatabaseSpecs<PostgreSqlSpecDatabase>
{
    private const string Again = "Roll back, and do the whole transaction again.";

    [Fact]
    public async Task A_change_that_another_transaction_overtook_is_told_to_be_done_again()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        await using Trx trx = Node.BeginTrx(IsolationLevel.Snapshot);
        MByInt mine = (await LoadAsync<int, MByInt>(1, trx: trx))!;
        Execute("UPDATE By_Int SET Name = 'theirs'");

        mine.Name = "mine";
        POException error = await Assert.ThrowsAsync<POException>(async () => await mine.SaveAsync(trx));

        Assert.Contains(Again, error.Message, StringComparison.Ordinal);
        Assert.Equal(PostgresErrorCodes.SerializationFailure, Assert.IsType<PostgresException>(error.InnerException).SqlState);
    }

    [Fact]
    public async Task A_deadlock_is_told_to_be_done_again()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 1 });
        await SavedAsync(new MByInt { By_Int_ID = 2 });
        await using Trx one = Node.BeginTrx();
        await using Trx two = Node.BeginTrx();
        Assert.Null(await ChangeAsync(1, one));
        Assert.Null(await ChangeAsync(2, two));

        POException?[] errors = await Task.WhenAll(ChangeAsync(2, one), ChangeAsync(1, two));

        Assert.Contains(Again, Assert.Single(errors, e => e is not null)!.Message, StringComparison.Ordinal);

        // Who is refused rolls back at once, so that the other can go on.
        async Task<POException?> ChangeAsync(int key, Trx trx)
        {
            trx.Connection.Execute("SET LOCAL deadlock_timeout = '10ms'");
            MByInt record = (await LoadAsync<int, MByInt>(key, trx: trx))!;
            record.Name = "changed";
            POException? refused = (POException?)await Record.ExceptionAsync(async () => await record.SaveAsync(trx));
            if (refused is not null)
            {
                await trx.RollbackAsync(TestContext.Current.CancellationToken);
            }

            return refused;
        }
    }

    [Fact]
    public async Task A_lock_that_takes_too_long_is_told_with_what_to_do()
    {
        CreateTable<MByInt>();
        MByInt mine = await SavedAsync(new MByInt { By_Int_ID = 1, Name = "a" });
        using var theirs = Connect();
        using var transaction = theirs.BeginTransaction();
        theirs.Execute("UPDATE By_Int SET Name = 'theirs'", transaction: transaction);
        await using Trx trx = Node.BeginTrx();
        trx.Connection.Execute("SET LOCAL lock_timeout = '10ms'");

        mine.Name = "mine";
        PODatabaseException error = await Assert.ThrowsAsync<PODatabaseException>(async () => await mine.SaveAsync(trx));

        Assert.Contains("was busy. A statement waited for a lock, or took, longer than it may: the Command Timeout of the connection string is 30 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_kept_for_a_change_does_not_hold_up_records_that_refer_to_it()
    {
        CreateTable<MByInt>();
        CreateTable<MProduct>("FOREIGN KEY (M_Category_ID) REFERENCES By_Int (By_Int_ID)");
        await SavedAsync(new MByInt { By_Int_ID = 7 });
        await using Trx trx = Node.BeginTrx();
        Assert.NotNull(await Database.LoadAsync(Model<int, MByInt>(), 7, new StorageCall(trx.Session, IsAsync: true), forUpdate: true));

        await SavedAsync(new MProduct { Value = "Oak", Name = "Oak", Category = 7 });

        Assert.Equal(
            PostgresErrorCodes.LockNotAvailable,
            Assert.Throws<PostgresException>(() => Execute("SET lock_timeout = '10ms'; UPDATE By_Int SET Name = 'theirs'")).SqlState);
    }

    [Fact]
    public async Task A_condition_that_is_checked_at_the_end_refuses_the_commit_and_nothing_is_written()
    {
        CreateTable<MByInt>();
        CreateTable<MProduct>("FOREIGN KEY (M_Category_ID) REFERENCES By_Int (By_Int_ID) DEFERRABLE INITIALLY DEFERRED");
        await using Trx trx = Node.BeginTrx();
        MProduct oak = new() { Value = "Oak", Name = "Oak", Category = 7 };
        await oak.SaveAsync(trx);

        PODatabaseException refused = await Assert.ThrowsAsync<PODatabaseException>(async () => await trx.CommitAsync(TestContext.Current.CancellationToken));

        Assert.Equal(TrxState.RolledBack, trx.State);
        Assert.Contains("violates foreign key constraint", refused.Message, StringComparison.Ordinal);
        Assert.True(oak.IsNew);
        Assert.Equal(0, Scalar<int>("SELECT COUNT(*) FROM M_Product"));
    }

    [Fact]
    public async Task A_missing_right_is_told()
    {
        CreateTable<MByInt>();
        await using Trx trx = Node.BeginTrx();
        trx.Connection.Execute("SET LOCAL ROLE pg_monitor");

        POException error = await Assert.ThrowsAsync<POException>(async () => await new MByInt { By_Int_ID = 1 }.SaveAsync(trx));

        Assert.Contains("The user of the connection has no right to do that. Grant it. 42501: permission denied for table by_int", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trigger_that_refuses_is_told()
    {
        CreateTable<MByInt>();
        Execute("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'nothing is free'; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON By_Int FOR EACH ROW EXECUTE FUNCTION refuse()
            """);

        POException error = await Assert.ThrowsAsync<POException>(() => SavedAsync(new MByInt { By_Int_ID = 1 }));

        Assert.Contains("A condition of the table refused it. P0001: nothing is free", error.Message, StringComparison.Ordinal);
    }
}
