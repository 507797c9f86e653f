namespace IdempiereStyleCache.Tests;

public class LazyChildrenTests
{
    private const int Readers = 8;

    [Fact]
    [Trait("Behaviour", "IDM-04")]
    public void Threads_that_share_a_frozen_parent_load_its_children_once_and_get_the_same_frozen_ones()
    {
        using TestNode node = TestNode.Start();
        MProduct product = MProduct.Get(AddWithPrices(1, 2))!;
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProductPrice.TableName);
        int asked = node.Database.Statements;
        using Barrier start = new(Readers);
        Task<MProductPrice>[] readers = [.. Enumerable.Range(0, Readers).Select(i => Background.Run(() =>
        {
            start.SignalAndWait();
            if (i % 2 == 0)
            {
                product.Prices.LoadAsync().AsTask().Join();
            }

            return product.Prices[0];
        }))];
        gate.WaitUntilReached();
        gate.Open();

        Assert.All(readers, r => Assert.Same(product.Prices[0], r.Result()));
        Assert.Equal(1, node.Database.Statements - asked);
        Assert.All(product.Prices, p => Assert.True(p.IsImmutable));
        Assert.Same(product.Prices, MProduct.Get(product.M_Product_ID)!.Prices);
    }

    [Fact]
    public void A_load_of_children_that_fails_is_repeated_by_the_next_touch()
    {
        using TestNode node = TestNode.Start();
        MProduct product = MProduct.Get(AddWithPrices(1))!;
        node.Database.Fail(DatabasePoint.AfterRead, new ConnectionLostException(), MProductPrice.TableName);
        Assert.Throws<ConnectionLostException>(() => product.Prices.Count);
        Assert.Single(product.Prices);
    }

    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void Children_that_were_being_read_while_one_was_saved_stay_with_the_parent_from_before()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1);
        MProduct before = MProduct.Get(id)!;
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProductPrice.TableName, id);
        Task<decimal> reader = Background.Run(() => before.Prices[0].Price);
        gate.WaitUntilReached();
        MProductPrice price = MProductPrice.Query().First()!;
        price.Price = 2;
        price.Save();

        gate.Open();
        Assert.Equal(1, reader.Result());
        Assert.Equal(2, MProduct.Get(id)!.Prices[0].Price);
        Assert.NotSame(before, MProduct.Get(id));
    }

    [Fact]
    public void The_lazily_read_children_of_a_shared_parent_are_what_is_committed_also_for_a_transaction_that_wrote_one()
    {
        using TestNode node = TestNode.Start();
        int id = AddWithPrices(1);
        MProduct shared = MProduct.Get(id)!;
        using Trx trx = node.Node.BeginTrx();
        MProductPrice price = MProductPrice.GetCopy(MProductPrice.Query().First()!.M_ProductPrice_ID, trx)!;
        price.Price = 2;
        price.Save();
        Assert.Equal(2, MProduct.Get(id, trx)!.Prices[0].Price);
        Assert.Equal(1, shared.Prices[0].Price);
        Assert.Same(shared, MProduct.Get(id));
    }

    private static int AddWithPrices(params decimal[] prices)
    {
        MProduct product = new() { Name = "Oak" };
        foreach (decimal price in prices)
        {
            product.Prices.Add(new MProductPrice { Price = price });
        }

        product.Save();
        return product.M_Product_ID;
    }
}
