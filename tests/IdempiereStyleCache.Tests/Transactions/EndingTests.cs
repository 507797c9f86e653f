namespace IdempiereStyleCache.Tests;

public class EndingTests
{
    [Fact]
    public async Task Nothing_can_be_done_in_a_transaction_that_has_ended()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        Trx trx = node.Node.BeginTrx();
        TrxSavepoint savepoint = trx.SetSavepoint();
        trx.Commit();

        Action[] actions =
        [
            trx.Commit, trx.Rollback, () => trx.Rollback(savepoint), () => trx.Release(savepoint), () => trx.SetSavepoint(),
            () => trx.MarkChanged("T", 1), () => trx.MarkChanged("T"), () => _ = trx.Connection, () => _ = trx.Transaction,
            () => MProduct.Get(id, trx), () => MProduct.GetCopy(id, trx), () => new MProduct { Name = "x" }.Save(trx), () => MProduct.Query(trx: trx).Count(),
        ];
        Assert.All(actions, a => Assert.StartsWith("The transaction was committed;", Assert.Throws<InvalidOperationException>(a).Message, StringComparison.Ordinal));
        await Assert.ThrowsAsync<InvalidOperationException>(() => trx.CommitAsync().AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(() => trx.RollbackAsync().AsTask());
        trx.Dispose();
        Assert.Equal(TrxState.Committed, trx.State);
    }

    [Fact]
    [Trait("Behaviour", "IDM-10")]
    public async Task Disposing_without_a_commit_rolls_back()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        Trx trx = HeldCommit.Change(node, id, 11);
        trx.Dispose();
        Assert.Equal((TrxState.RolledBack, 10), (trx.State, node.CommittedPrice(id)));

        trx = HeldCommit.Change(node, id, 11);
        await trx.DisposeAsync();
        Assert.Equal((TrxState.RolledBack, 10), (trx.State, node.CommittedPrice(id)));
    }

    [Fact]
    public async Task Disposing_twice_is_harmless()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        Trx trx = HeldCommit.Change(node, id, 11);
        trx.Commit();
        trx.Dispose();
        trx.Dispose();
        await trx.DisposeAsync();
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.Equal(TrxState.Committed, trx.State);
    }

    [Fact]
    public void The_connection_goes_back_when_the_transaction_is_disposed_however_it_ended()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        foreach (Action<Trx> end in (Action<Trx>[])[t => t.Commit(), t => t.Rollback(), _ => { }])
        {
            Trx trx = HeldCommit.Change(node, id, node.CommittedPrice(id) + 1);
            GatedSession session = (GatedSession)trx.Session;
            end(trx);
            Assert.Equal(0, session.Disposals);
            trx.Dispose();
            Assert.True(session.Disposals > 0);
        }
    }

    [Fact]
    [Trait("Behaviour", "IDM-10")]
    public void Disposing_does_not_throw_when_the_connection_is_lost_and_undoes_the_objects()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = 11;
        product.Save();
        ((GatedSession)trx.Session).Lose();
        trx.Dispose();
        Assert.Equal((TrxState.RolledBack, true, 1L), (trx.State, product.IsValueChanged("Price"), product.Version));
        Assert.Equal(10, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_rollback_that_fails_says_so_and_disposing_still_ends_the_transaction()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = HeldCommit.Change(node, id, 11);
        ((GatedSession)trx.Session).Lose();
        Assert.Throws<ConnectionLostException>(trx.Rollback);
        trx.Dispose();
        Assert.Equal(TrxState.RolledBack, trx.State);
    }

    [Fact]
    public void When_a_failed_save_cannot_go_back_to_its_savepoint_the_whole_transaction_is_rolled_back()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();
        MProduct first = MProduct.GetCopy(id, trx)!;
        first.Price = 11;
        first.Save();
        MProduct second = new() { Name = "Elm" };
        node.Database.Fail(DatabasePoint.BeforeWrite, new RefusedByDatabaseException());
        node.Database.Fail(DatabasePoint.BeforeRollback, new ConnectionLostException());

        Assert.Throws<RefusedByDatabaseException>(() => second.Save(trx));
        Assert.Equal(TrxState.RolledBack, trx.State);
        Assert.Equal((true, true), (first.IsValueChanged("Price"), second.IsNew));
        Assert.Equal(10, node.CommittedPrice(id));
    }

    [Fact]
    public async Task A_commit_that_was_cancelled_before_it_was_sent_leaves_the_transaction_open()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = HeldCommit.Change(node, id, 11);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trx.CommitAsync(new CancellationToken(canceled: true)).AsTask());
        Assert.True(trx.IsActive);
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Assert.True(MProduct.Cache.IsCached(id));
        await trx.CommitAsync();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public async Task A_commit_that_was_sent_is_waited_for_although_it_is_cancelled()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = HeldCommit.Change(node, id, 11);
        using CancellationTokenSource cancel = new();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeCommit);
        Task commit = trx.CommitAsync(cancel.Token).AsTask();
        await gate.Reached;
        await cancel.CancelAsync();
        Assert.False(commit.IsCompleted);
        gate.Open();
        await commit.InTime();
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_rolled_back_insert_can_be_saved_again_and_gets_a_key_of_its_own()
    {
        using TestNode node = TestNode.Start();
        MProduct product = new() { Name = "Oak" };
        product.Prices.Add(new MProductPrice { Price = 1 });
        MSession session = new() { Name = "s" };
        using (Trx trx = node.Node.BeginTrx())
        {
            product.Save(trx);
            session.Save(trx);
            Assert.Equal((false, 1L, false), (product.IsNew, product.Version, session.AD_Session_UU == Guid.Empty));
        }

        Assert.Equal((true, 0, 0L, true), (product.IsNew, product.M_Product_ID, product.Version, product.IsChanged));
        Assert.Equal((true, Guid.Empty), (session.IsNew, session.AD_Session_UU));
        using Trx second = node.Node.BeginTrx();
        product.Save(second);
        session.Save(second);
        second.Commit();
        Assert.Equal([1m], MProduct.Get(product.M_Product_ID)!.Prices.Select(p => p.Price));
        Assert.Equal("s", MSession.Get(session.AD_Session_UU)!.Name);
    }

    [Fact]
    public void A_rolled_back_delete_can_be_repeated()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct product = MProduct.GetCopy(id)!;
        using (Trx trx = node.Node.BeginTrx())
        {
            product.Delete(trx);
            Assert.True(product.IsDeleted);
        }

        Assert.False(product.IsDeleted);
        using Trx second = node.Node.BeginTrx();
        product.Delete(second);
        second.Commit();
        Assert.Null(MProduct.Get(id));
    }
}
