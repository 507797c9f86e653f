using System.Data;
using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.SqlServer.Tests;

/// <summary>
/// An error of a statement may end a transaction on the server, and the driver would then run what follows outside any; a commit may end an inner transaction only. Neither is
/// ever taken for a commit.
/// </summary>
public sealed class SqlServerTransactionEndTests : IAsyncLifetime
{
    private readonly RecordedServer _server = new();
    private CacheNode _node = null!;

    public async ValueTask InitializeAsync()
    {
        _node = await _server.StartAsync();
        _server.Forget();
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_the_server_ended_the_transaction_nothing_more_is_sent_in_it(bool isAsync)
    {
        await using Trx trx = await FailAsync();
        _server.Forget();

        MByInt other = new() { By_Int_ID = 3 };
        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => Assert.True(isAsync ? await other.SaveAsync(trx) : other.Save(trx)));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Scenario.LoadAsync<int, MByInt>(_node, 1, trx));
        Assert.ThrowsAny<InvalidOperationException>(() => trx.SetSavepoint());
        Assert.ThrowsAny<InvalidOperationException>(() => trx.Connection);

        Assert.Empty(_server.Sent);
        Assert.True(other.IsNew);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_is_known_to_be_rolled_back_when_it_is_committed(bool isAsync)
    {
        MByInt saved = new() { By_Int_ID = 1 };
        await using Trx trx = await FailAsync(saved);

        PODatabaseException refused = isAsync
            ? await Assert.ThrowsAsync<PODatabaseException>(async () => await trx.CommitAsync())
            : Assert.Throws<PODatabaseException>(trx.Commit);

        Assert.Equal(TrxState.RolledBack, trx.State);
        Assert.Contains("rolled the transaction back by itself", refused.Message, StringComparison.Ordinal);
        Assert.True(saved.IsNew);
        Assert.DoesNotContain(_server.Sent, static s => s.Contains("COMMIT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_can_be_rolled_back_here_too()
    {
        MByInt saved = new() { By_Int_ID = 1 };
        await using Trx trx = await FailAsync(saved);

        await trx.RollbackAsync();

        Assert.Equal((TrxState.RolledBack, true), (trx.State, saved.IsNew));
        Assert.DoesNotContain("rollback of the driver", _server.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_the_application_had_the_connection_it_may_have_committed_and_the_outcome_is_unknown(bool commits)
    {
        await using Trx trx = _node.BeginTrx();
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);

        // As a statement COMMIT of the application does.
        ((RecordingTransaction)trx.Transaction).End();

        if (commits)
        {
            await Assert.ThrowsAsync<TrxOutcomeUnknownException>(async () => await trx.CommitAsync());
        }
        else
        {
            await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await trx.RollbackAsync());
        }

        Assert.Equal(TrxState.Unknown, trx.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_that_ended_nothing_is_refused_and_rolled_back(bool isAsync)
    {
        _server.Answer("COMMIT", 0);
        await using Trx trx = _node.BeginTrx();
        MByInt saved = new() { By_Int_ID = 1 };
        await saved.SaveAsync(trx);

        PODatabaseException refused = isAsync
            ? await Assert.ThrowsAsync<PODatabaseException>(async () => await trx.CommitAsync())
            : Assert.Throws<PODatabaseException>(trx.Commit);

        Assert.Contains("A transaction was begun inside it and not ended", refused.Message, StringComparison.Ordinal);
        Assert.Equal((TrxState.RolledBack, true), (trx.State, saved.IsNew));
        Assert.Equal("rollback of the driver", _server.Sent[^1]);
    }

    [Theory]
    [InlineData(1205, TrxState.RolledBack)]
    [InlineData(41325, TrxState.RolledBack)]
    [InlineData(-2, TrxState.Unknown)]
    [InlineData(9002, TrxState.Unknown)]
    public async Task What_a_failed_commit_did_is_told_by_its_error(int number, TrxState state)
    {
        _server.Answer("COMMIT", () => throw SqlClientErrors.Make(number));
        await using Trx trx = _node.BeginTrx();
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);

        Assert.NotNull(await Record.ExceptionAsync(async () => await trx.CommitAsync()));

        Assert.Equal(state, trx.State);
    }

    [Fact]
    public async Task A_save_of_several_statements_that_cannot_go_back_to_its_savepoint_gives_the_transaction_up()
    {
        await using Trx trx = _node.BeginTrx();
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);
        _server.Answer("SELECT [Gross]", () =>
        {
            _server.EndTransactions();
            throw SqlClientErrors.Make(1205);
        });

        await Assert.ThrowsAsync<POException>(async () => await new MPrice { Net = 1 }.SaveAsync(trx));

        Assert.Equal(TrxState.RolledBack, trx.State);
    }

    [Theory]
    [InlineData(IsolationLevel.Unspecified, IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.ReadUncommitted, IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.ReadCommitted, IsolationLevel.ReadCommitted)]
    [InlineData(IsolationLevel.RepeatableRead, IsolationLevel.RepeatableRead)]
    [InlineData(IsolationLevel.Serializable, IsolationLevel.Serializable)]
    [InlineData(IsolationLevel.Snapshot, IsolationLevel.Snapshot)]
    public async Task Each_transaction_names_its_isolation_and_none_reads_what_nobody_committed(IsolationLevel asked, IsolationLevel begun)
    {
        await using Trx trx = _node.BeginTrx(asked);
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);

        Assert.Equal($"begin transaction, {begun}", _server.Sent[0]);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_put_right_is_no_error_of_the_transaction()
    {
        _server.Answer("SET TRANSACTION", static () => throw new RecordedError("gone"));
        await using Trx trx = _node.BeginTrx(IsolationLevel.Serializable);
        await new MByInt { By_Int_ID = 1 }.SaveAsync(trx);

        await trx.CommitAsync();

        Assert.Equal(TrxState.Committed, trx.State);
    }

    [Fact]
    public async Task A_write_that_timed_out_may_have_been_carried_out_and_is_forgotten_by_the_caches()
    {
        _server.Answer("SELECT [By_Int_ID]", static () => Scenario.Rows(("By_Int_ID", 1), ("Name", "old")));
        using IDisposable use = _node.Use();
        Assert.Equal("old", MByInt.Get(1)!.Name);
        await using Trx trx = _node.BeginTrx();
        MByInt copy = MByInt.GetCopy(1, trx)!;
        copy.Name = "new";
        _server.Answer("UPDATE", static () => throw SqlClientErrors.Make(-2));
        await Assert.ThrowsAsync<PODatabaseException>(async () => await copy.SaveAsync());
        _server.Answer("SELECT [By_Int_ID]", static () => Scenario.Rows(("By_Int_ID", 1), ("Name", "new")));

        await trx.CommitAsync();

        Assert.Equal("new", MByInt.Get(1)!.Name);
    }

    // A transaction with one save, which the server ends with an error of the second.
    private async Task<Trx> FailAsync(MByInt? saved = null)
    {
        Trx trx = _node.BeginTrx();
        await (saved ?? new MByInt { By_Int_ID = 1 }).SaveAsync(trx);
        _server.Answer("INSERT", () =>
        {
            _server.EndTransactions();
            throw SqlClientErrors.Make(1205, "deadlock victim");
        });
        POException error = await Assert.ThrowsAsync<POException>(async () => await new MByInt { By_Int_ID = 2 }.SaveAsync(trx));
        Assert.Contains("Roll back, and do the whole transaction again.", error.Message, StringComparison.Ordinal);
        return trx;
    }
}
