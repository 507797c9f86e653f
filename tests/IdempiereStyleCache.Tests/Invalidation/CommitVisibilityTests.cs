namespace IdempiereStyleCache.Tests;

public class CommitVisibilityTests
{
    [Theory]
    [MemberData(nameof(Reads.NamesWithChanges), MemberType = typeof(Reads))]
    [Trait("Behaviour", "IDM-11")]
    public void When_a_change_returns_the_thread_that_made_it_reads_the_new_value(string read, string change)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        Assert.Equal(10, Reads.Price(read, node, id));
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Changes.Make(change, node, id, 11);
        Assert.Equal(11, Reads.Price(read, node, id));
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Theory]
    [MemberData(nameof(Reads.NamesWithChanges), MemberType = typeof(Reads))]
    [Trait("Behaviour", "IDM-12")]
    public void When_a_change_has_returned_other_threads_read_the_new_value(string read, string change)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        Background.Run(() => Changes.Make(change, node, id, 11)).Join();
        Assert.Equal(11, Background.Run(() => Reads.Price(read, node, id)).Result());
        Assert.Equal(11, Background.Run(() => Reads.Price(read, node, id)).Result());
    }

    [Fact]
    [Trait("Behaviour", "IDM-12")]
    public void A_transaction_that_began_before_a_commit_reads_what_was_committed_too()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx reader = node.Node.BeginTrx();
        Assert.Equal(10, MProduct.Get(id, reader)!.Price);
        node.SetPrice(id, 11);
        Assert.Equal(11, MProduct.Get(id, reader)!.Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-11")]
    public async Task CommitAsync_and_SaveAsync_keep_the_promise_too()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        Assert.Equal(10, MProduct.Get(id)!.Price);
        await using (Trx trx = await Trx.BeginAsync())
        {
            MProduct product = (await MProduct.GetCopyAsync(id, trx))!;
            product.Price = 11;
            await product.SaveAsync();
            await trx.CommitAsync();
        }

        Assert.Equal(11, (await MProduct.GetAsync(id))!.Price);
        MProduct own = (await MProduct.GetCopyAsync(id))!;
        own.Price = 12;
        await own.SaveAsync();
        Assert.Equal(12, (await MProduct.GetAsync(id))!.Price);
        await own.DeleteAsync();
        Assert.Null(await MProduct.GetAsync(id));
    }

    [Fact]
    [Trait("Behaviour", "IDM-21")]
    public void A_deleted_record_reads_as_missing_after_the_commit_and_is_there_until_then()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct cached = MProduct.Get(id)!;
        using Trx trx = node.Node.BeginTrx();
        MProduct.GetCopy(id, trx)!.Delete();
        Assert.Same(cached, MProduct.Get(id));
        Assert.Null(MProduct.Get(id, trx));
        trx.Commit();
        Assert.Null(MProduct.Get(id));
        Assert.Empty(MProduct.GetMany([id]));
    }

    [Fact]
    [Trait("Behaviour", "IDM-21")]
    public void A_rolled_back_delete_keeps_the_record_and_its_cached_instance()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct cached = MProduct.Get(id)!;
        using (Trx trx = node.Node.BeginTrx())
        {
            MProduct.GetCopy(id, trx)!.Delete();
        }

        Assert.Same(cached, MProduct.Get(id));
    }

    [Fact]
    [Trait("Behaviour", "IDM-21")]
    public void A_load_that_read_the_record_before_it_was_deleted_does_not_bring_it_back()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> reader = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        MProduct.Query("M_Product_ID = @id", new { id }).First()!.Delete();
        gate.Open();
        Assert.Null(reader.Result());
        Assert.Null(MProduct.Get(id));
    }
}
