namespace IdempiereStyleCache.Tests;

public class TryPutTests
{
    [Fact]
    public void A_value_that_was_read_under_a_ticket_is_put_frozen_and_shared()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        LoadTicket ticket = MProduct.Cache.TakeTicket();
        MProduct read = MProduct.Query().First()!;
        Assert.True(MProduct.Cache.TryPut(id, read, ticket));
        Assert.True(read.IsImmutable);
        Assert.Equal(0, node.StatementsOf(() => Assert.Same(read, MProduct.Get(id))));
    }

    [Theory]
    [MemberData(nameof(Changes.OfTheRecord), MemberType = typeof(Changes))]
    [Trait("Behaviour", "IDM-13")]
    public void A_ticket_from_before_a_change_is_refused(string change)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        LoadTicket ticket = MProduct.Cache.TakeTicket();
        MProduct read = MProduct.Query().First()!;
        Changes.Make(change, node, id, 11);
        Assert.False(MProduct.Cache.TryPut(id, read, ticket));
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_ticket_outlives_a_change_of_another_record()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 5).Select(_ => node.AddProduct())];
        LoadTicket ticket = MProduct.Cache.TakeTicket();
        MProduct read = MProduct.Query().First()!;
        MProduct.Get(ids[1]);
        node.SetPrice(ids[1], 11);
        Assert.True(MProduct.Cache.TryPut(ids[0], read, ticket));
    }

    [Fact]
    public void A_ticket_from_before_anything_cached_the_table_is_refused_because_nobody_knows_what_was_reset_since()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using CCache<int, MProduct> other = new("M_Other", static (_, _) => default);
        LoadTicket ticket = other.TakeTicket();
        MProduct read = MProduct.Query().First()!;
        node.SetPrice(id, 11);
        Assert.False(MProduct.Cache.TryPut(id, read, ticket));
    }

    [Fact]
    public void A_value_that_came_first_stays()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        LoadTicket ticket = MProduct.Cache.TakeTicket();
        MProduct read = MProduct.Query().First()!;
        MProduct first = MProduct.Get(id)!;
        Assert.True(MProduct.Cache.TryPut(id, read, ticket));
        Assert.Same(first, MProduct.Get(id));
    }

    [Fact]
    public void A_record_is_not_put_under_the_key_of_another()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        Assert.False(MProduct.Cache.TryPut(id + 1, MProduct.Query().First()!, MProduct.Cache.TakeTicket()));
        Assert.Null(MProduct.Get(id + 1));
    }

    [Fact]
    public void New_deleted_and_changed_records_are_refused()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct changed = MProduct.GetCopy(id)!;
        changed.Price = 5;
        MProduct frozenChanged = new(changed);
        frozenChanged.MarkImmutable();
        MProduct deleted = MProduct.GetCopy(node.AddProduct())!;
        deleted.Delete();
        node.Node.Bus.Reset();

        Assert.All((MProduct[])[new MProduct { Name = "x" }, changed, frozenChanged, deleted], product =>
        {
            InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => MProduct.Cache.TryPut(id, product, MProduct.Cache.TakeTicket()));
            Assert.Contains("cannot be put into a cache", error.Message, StringComparison.Ordinal);
        });
        Assert.False(MProduct.Cache.IsCached(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Behaviour", "IDM-09")]
    public void What_a_transaction_that_has_written_read_is_refused(bool frozen)
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        using Trx trx = node.Node.BeginTrx();
        MProduct written = MProduct.GetCopy(id, trx)!;
        written.Price = 99;
        written.Save();
        node.Node.Bus.Reset();

        MProduct read = frozen ? MProduct.Get(id, trx)! : written;
        Assert.Throws<InvalidOperationException>(() => MProduct.Cache.TryPut(id, read, MProduct.Cache.TakeTicket()));
        Assert.Equal(10, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void A_ticket_of_another_node_or_of_none_is_refused()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        MProduct.Get(id);
        node.Node.Bus.Reset();
        LoadTicket foreign;
        using (TestNode other = TestNode.Start())
        {
            other.Node.Bus.Reset("M_Product");
            other.Node.Bus.Reset("M_Product");
            foreign = MProduct.Cache.TakeTicket();
        }

        MProduct read = MProduct.Query().First()!;
        Assert.False(MProduct.Cache.TryPut(id, read, foreign));
        Assert.False(MProduct.Cache.TryPut(id, read, default));
    }

    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void What_a_transaction_that_only_reads_has_read_is_as_old_as_the_transaction()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [node.AddProduct(price: 10), node.AddProduct(price: 10)];
        MProduct.GetMany(ids);
        using Trx trx = node.Node.BeginTrx();
        node.SetPrice(ids[0], 11);
        node.Node.Bus.Reset("M_Product", ids[1]);
        MProduct old = MProduct.Query(trx: trx).First()!;
        Assert.False(MProduct.Cache.TryPut(ids[0], old, MProduct.Cache.TakeTicket()));
    }
}
