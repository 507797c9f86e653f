using System.Data;
using Dapper;

namespace IdempiereStyleCache.Specs;

/// <summary>Cached parents are refreshed by what happens to the records that they embed, wherever these belong by then.</summary>
public abstract class FamilySpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    [Fact]
    [Trait("Behaviour", "IDM-19")]
    public void A_child_that_somebody_moved_refreshes_the_parent_that_has_it_now()
    {
        using IDisposable use = Start(out int first, out int second, out int box);
        MBox mine = MBox.GetCopy(box)!;
        MBox theirs = MBox.GetCopy(box)!;
        theirs.S_Shelf_ID = second;
        theirs.Save();
        Assert.Equal(1, MShelf.Get(second)!.Boxes[0].Weight);

        mine.Weight = 9;
        mine.Save();

        Assert.Equal(9, MShelf.Get(second)!.Boxes[0].Weight);
        Assert.Empty(MShelf.Get(first)!.Boxes);
    }

    [Fact]
    [Trait("Behaviour", "IDM-19")]
    public void Deleting_a_child_that_somebody_moved_refreshes_the_parent_that_had_it()
    {
        using IDisposable use = Start(out _, out int second, out int box);
        MBox mine = MBox.GetCopy(box)!;
        MBox theirs = MBox.GetCopy(box)!;
        theirs.S_Shelf_ID = second;
        theirs.Save();
        Assert.Single(MShelf.Get(second)!.Boxes);

        mine.Delete();

        Assert.Empty(MShelf.Get(second)!.Boxes);
    }

    [Fact]
    [Trait("Behaviour", "IDM-19")]
    public void A_grandchild_refreshes_the_grandparent_and_leaves_its_neighbour()
    {
        using IDisposable use = Start(out int first, out int second, out int box);
        new MLabel { S_Box_ID = box, Text = "old" }.Save();
        MShelf neighbour = MShelf.Get(second)!;
        MLabel label = MShelf.Get(first)!.Boxes[0].Labels[0];
        Assert.Equal("old", label.Text);

        MLabel copy = MLabel.GetCopy(label.S_Label_ID)!;
        copy.Text = "new";
        copy.Save();

        Assert.Equal("new", MShelf.Get(first)!.Boxes[0].Labels[0].Text);
        Assert.Same(neighbour, MShelf.Get(second));
    }

    [Fact]
    public void A_child_that_moves_to_a_new_parent_is_kept()
    {
        using IDisposable use = Start(out int first, out _, out int box);
        MShelf old = MShelf.GetCopy(first)!;
        MShelf fresh = new() { Name = "fresh" };
        MBox moving = old.Boxes[0];
        old.Boxes.Remove(moving);
        fresh.Boxes.Add(moving);

        using Trx trx = Trx.Begin();
        old.Save(trx);
        fresh.Save(trx);
        trx.Commit();

        Assert.Equal(box, Assert.Single(MShelf.Get(fresh.S_Shelf_ID)!.Boxes).S_Box_ID);
        Assert.Empty(MShelf.Get(first)!.Boxes);
    }

    [Fact]
    public void A_deleted_child_neither_blocks_its_parent_nor_comes_back()
    {
        using IDisposable use = Start(out int first, out _, out _);
        MShelf shelf = MShelf.GetCopy(first)!;
        MBox gone = shelf.Boxes[0];
        gone.Weight = 0;
        gone.Delete();

        shelf.Name = "renamed";
        Assert.True(shelf.Save());

        Assert.Equal("renamed", MShelf.Get(first)!.Name);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => MShelf.GetCopy(first)!.Boxes.Add(gone));
        Assert.Contains("was deleted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statement_of_the_application_on_a_child_refreshes_every_parent_and_tells_the_listeners()
    {
        using IDisposable use = Start(out int first, out _, out int box);
        Assert.Equal(1, MShelf.Get(first)!.Boxes[0].Weight);
        List<string> told = [];
        using IDisposable listening = Node.Bus.Subscribe(reset => told.Add(reset.TableName));

        using (Trx trx = Trx.Begin())
        {
            trx.Connection.Execute("UPDATE S_Box SET Weight = 7", transaction: trx.Transaction);
            trx.MarkChanged(MBox.TableName, box);
            Assert.Equal(7, MShelf.Get(first, trx)!.Boxes[0].Weight);
            trx.Commit();
        }

        Assert.Equal(7, MShelf.Get(first)!.Boxes[0].Weight);
        Assert.Equal(["S_Box", "S_Shelf"], told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_transaction_that_the_application_committed_behind_ours_is_forgotten_by_the_caches()
    {
        using IDisposable use = Start(out int first, out _, out _);
        Assert.Equal("first", MShelf.Get(first)!.Name);
        Trx trx = Trx.Begin();
        MShelf shelf = MShelf.GetCopy(first, trx)!;
        shelf.Name = "renamed";
        shelf.Save();
        trx.Transaction.Commit();
        trx.Dispose();

        Assert.Equal(TrxState.Unknown, trx.State);
        Assert.Equal("renamed", MShelf.Get(first)!.Name);
    }

    [Fact]
    public void A_transaction_of_one_state_does_not_read_a_later_one_from_the_cache()
    {
        using IDisposable use = Start(out int first, out _, out _);
        using Trx trx = Trx.Begin(IsolationLevel.Snapshot);
        Assert.Equal("first", MShelf.Get(first, trx)!.Name);

        MShelf shelf = MShelf.GetCopy(first)!;
        shelf.Name = "renamed";
        shelf.Save();
        Assert.Equal("renamed", MShelf.Get(first)!.Name);

        Assert.Equal("first", MShelf.Get(first, trx)!.Name);
        MShelf old = MShelf.Query("S_Shelf_ID = @first", new { first }, trx).First()!;
        using ImmutableIntPOCache<MShelf> cache = new(MShelf.TableName);
        Assert.Equal("renamed", cache.Get(first)!.Name);
        Node.Bus.Reset();
        Assert.False(cache.TryPut(first, old, cache.TakeTicket()));
    }

    [Fact]
    public async Task A_rollback_that_is_cancelled_leaves_the_transaction_open_to_be_rolled_back()
    {
        using IDisposable use = Start(out int first, out _, out _);
        using Trx trx = Trx.Begin();
        MShelf shelf = MShelf.GetCopy(first, trx)!;
        shelf.Name = "renamed";
        await shelf.SaveAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trx.RollbackAsync(new CancellationToken(canceled: true)).AsTask());
        Assert.True(trx.IsActive);
        trx.Rollback();

        Assert.Equal("first", MShelf.Get(first)!.Name);
        Assert.True(shelf.IsChanged);
    }

    [Fact]
    public void A_cache_of_another_table_than_the_models_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ImmutableIntPOCache<MShelf>("S_Shelv"));
        Assert.Contains("MShelf.TableName", error.Message, StringComparison.Ordinal);
    }

    private IDisposable Start(out int first, out int second, out int box)
    {
        CreateTable<MShelf>();
        CreateTable<MBox>();
        CreateTable<MLabel>();
        IDisposable use = Node.Use();
        MShelf one = new() { Name = "first" };
        one.Boxes.Add(new MBox { Weight = 1 });
        one.Save();
        MShelf two = new() { Name = "second" };
        two.Save();
        (first, second, box) = (one.S_Shelf_ID, two.S_Shelf_ID, one.Boxes[0].S_Box_ID);
        return use;
    }
}
