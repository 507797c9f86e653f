using System.Data.Common;
using Dapper;
using IdempiereStyleCache.Specs;
using Npgsql;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>
/// A statement that fails ends a PostgreSQL transaction: the server answers its commit with a rollback, and the driver takes that for success. Here such a commit is refused.
/// </summary>
public sealed class PostgreSqlAbortedTests : DatabaseSpecs<PostgreSqlSpecDatabase>
{
    private bool _isLogged;

    [Fact]
    public async Task The_driver_takes_the_commit_of_a_failed_transaction_for_success()
    {
        CreateTable<MByInt>();
        await using DbConnection connection = Connect();
        await using DbTransaction transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        connection.Execute("INSERT INTO By_Int VALUES (1, 'a')", transaction: transaction);
        Assert.Throws<PostgresException>(() => connection.Execute("INSERT INTO By_Int VALUES (1, 'b')", transaction: transaction));

        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Theory]
    [InlineData("save", true, false)]
    [InlineData("save", false, false)]
    [InlineData("save", true, true)]
    [InlineData("read", true, false)]
    [InlineData("own statement", true, false)]
    [InlineData("own statement", false, false)]
    [InlineData("own statement", false, true)]
    public async Task A_transaction_in_which_anything_failed_is_never_reported_as_committed(string what, bool isAsync, bool isLogged)
    {
        _isLogged = isLogged;
        await RestartAsync();
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 7, Name = "before" });
        await using Trx trx = Node.BeginTrx();
        MByInt changed = (await LoadAsync<int, MByInt>(7, trx: trx))!;
        changed.Name = "after";
        await changed.SaveAsync(trx);
        MByInt made = new() { By_Int_ID = 8, Name = "new" };
        await made.SaveAsync(trx);
        await FailAsync(what, trx);

        PODatabaseException refused = await CommitFailsAsync<PODatabaseException>(trx, isAsync);

        Assert.Contains(isLogged ? "Nothing of it was written" : $"{Database.DisplayName} refused the commit; nothing of", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TrxState.RolledBack, trx.State);
        Assert.Equal("before", Scalar<string>("SELECT string_agg(Name, ',') FROM By_Int"));
        Assert.True(changed.IsChanged);
        await using Trx again = Node.BeginTrx();
        await made.SaveAsync(again);
        await changed.SaveAsync(again);
        await again.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("after,new", Scalar<string>("SELECT string_agg(Name, ',' ORDER BY By_Int_ID) FROM By_Int"));
    }

    [Theory]
    [InlineData("save")]
    [InlineData("read")]
    [InlineData("own statement")]
    public async Task Rolled_back_to_a_savepoint_from_before_the_failure_it_commits(string what)
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 7, Name = "before" });
        await using Trx trx = Node.BeginTrx();
        await new MByInt { By_Int_ID = 8, Name = "kept" }.SaveAsync(trx);
        TrxSavepoint savepoint = await trx.SetSavepointAsync(TestContext.Current.CancellationToken);
        await new MByInt { By_Int_ID = 9, Name = "undone" }.SaveAsync(trx);
        await FailAsync(what, trx);

        await trx.RollbackAsync(savepoint, TestContext.Current.CancellationToken);
        await trx.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("before,kept", Scalar<string>("SELECT string_agg(Name, ',' ORDER BY By_Int_ID) FROM By_Int"));
    }

    [Fact]
    public async Task What_comes_after_the_failure_is_refused_with_what_to_do()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 7 });
        await using Trx trx = Node.BeginTrx();
        await FailAsync("save", trx);

        POException error = await Assert.ThrowsAsync<POException>(async () => await new MByInt { By_Int_ID = 8 }.SaveAsync(trx));

        Assert.Contains("A statement of the transaction failed before", error.Message, StringComparison.Ordinal);
        Assert.Contains("Roll back, at least to a savepoint set before that.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_of_the_application_in_which_a_statement_failed_is_refused_and_rolled_back()
    {
        CreateTable<MByInt>();
        await SavedAsync(new MByInt { By_Int_ID = 7 });
        await using DbConnection connection = Connect();
        await using DbTransaction transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        using (Node.Use())
        {
            await using Trx trx = Trx.Use(transaction);
            await new MByInt { By_Int_ID = 8 }.SaveAsync(trx);
            await FailAsync("own statement", trx);
            await CommitFailsAsync<PODatabaseException>(trx, isAsync: true);
        }

        Assert.Equal(1, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    [Theory]
    [InlineData("ROLLBACK", 0)]
    [InlineData("COMMIT", 1)]
    public async Task A_transaction_that_the_application_ended_behind_ours_is_of_unknown_outcome(string end, int count)
    {
        CreateTable<MByInt>();
        await using Trx trx = Node.BeginTrx();
        await new MByInt { By_Int_ID = 8 }.SaveAsync(trx);
        trx.Connection.Execute(end);

        await CommitFailsAsync<TrxOutcomeUnknownException>(trx, isAsync: true);

        Assert.Equal(TrxState.Unknown, trx.State);
        Assert.Equal(count, Scalar<int>("SELECT COUNT(*) FROM By_Int"));
    }

    // Without the log nothing is written before the commit, which might fail first.
    protected override void ConfigureNode(CacheNodeOptions node) => node.Coherence.IsEnabled = _isLogged;

    private async Task FailAsync(string what, Trx trx)
    {
        if (what == "own statement")
        {
            // Swallowed by the application: the framework hears nothing of it.
            Assert.Throws<PostgresException>(() => trx.Connection.Execute("SELECT 1 / 0", transaction: trx.Transaction));
        }
        else if (what == "read")
        {
            await Assert.ThrowsAsync<POException>(() => QueryAsync<MByInt>(new POQueryText("1 / 0 = 1"), trx: trx));
        }
        else
        {
            await Assert.ThrowsAsync<POException>(async () => await new MByInt { By_Int_ID = 7 }.SaveAsync(trx));
        }
    }

    private static async Task<TException> CommitFailsAsync<TException>(Trx trx, bool isAsync)
        where TException : Exception => isAsync
        ? await Assert.ThrowsAsync<TException>(async () => await trx.CommitAsync(TestContext.Current.CancellationToken))
        : Assert.Throws<TException>(trx.Commit);
}
