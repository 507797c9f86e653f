namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-13")]
public class LoadDuringChangeTests
{
    [Theory]
    [MemberData(nameof(Reads.NamesWithChanges), MemberType = typeof(Reads))]
    public void A_load_that_began_before_a_change_and_ends_after_it_leaves_nothing_stale(string read, string change)
    {
        using TestNode node = TestNode.Start();
        Assert.Equal((Reads.IsInTransaction(read) ? 10 : 11, 11), LoadAcross(node, read, change));

        // Some ask for a product that is not there too, which a reset of the table overtakes as well.
        Assert.InRange(node.Metrics.Discards, 1, 2);
    }

    [Theory]
    [MemberData(nameof(Reads.Names), MemberType = typeof(Reads))]
    public void Without_tickets_it_would_leave_the_old_value(string read)
    {
        using TestNode node = TestNode.Start(CoherenceFaults.IgnoreTickets);
        Assert.Equal((10, 10), LoadAcross(node, read, "save"));
    }

    [Fact]
    public void A_load_whose_ticket_was_taken_before_the_change_but_which_read_after_it_is_repeated_as_well()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, id);
        Task<decimal> reader = Background.Run(() => MProduct.Get(id)!.Price);
        gate.WaitUntilReached();
        Changes.Make("Reset(table, key)", node, id, 11);
        gate.Open();
        Assert.Equal(11, reader.Result());
        Assert.Equal((2, 1), (node.Metrics.Loads, node.Metrics.Discards));
    }

    [Fact]
    public void A_load_that_a_change_of_another_record_overtakes_is_published()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 2).Select(_ => node.AddProduct())];
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, ids[0]);
        Task<MProduct?> reader = Background.Run(() => MProduct.Get(ids[0]));
        gate.WaitUntilReached();
        node.SetPrice(ids[1], 11);
        gate.Open();
        Assert.Same(reader.Result(), MProduct.Get(ids[0]));
    }

    [Fact]
    public void A_load_of_many_publishes_what_did_not_change_and_repeats_the_rest()
    {
        using TestNode node = TestNode.Start();
        int[] ids = [.. Enumerable.Range(0, 3).Select(_ => node.AddProduct(price: 10))];
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, ids[0]);
        Task<IReadOnlyDictionary<int, MProduct>> reader = Background.Run(() => MProduct.GetMany(ids));
        gate.WaitUntilReached();
        node.SetPrice(ids[1], 11);
        gate.Open();
        Assert.Equal([10, 11, 10], ids.Select(id => reader.Result()[id].Price));
        Assert.Equal((4, 1), (node.Metrics.Loads, node.Metrics.Discards));
        Assert.Same(reader.Result()[ids[1]], MProduct.Get(ids[1]));
    }

    [Fact]
    public void An_old_load_that_lands_after_a_new_one_does_not_replace_what_that_published()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<decimal> old = Background.Run(() => MProduct.Get(id)!.Price);
        gate.WaitUntilReached();
        node.SetPrice(id, 11);
        MProduct published = MProduct.Get(id)!;
        gate.Open();
        Assert.Equal(11, old.Result());
        Assert.Same(published, MProduct.Get(id));
    }

    [Fact]
    public void A_load_that_an_old_one_overtakes_in_ending_can_still_be_joined()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        DatabaseGate oldGate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> old = Background.Run(() => MProduct.Get(id));
        oldGate.WaitUntilReached();
        node.SetPrice(id, 11);
        DatabaseGate newGate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> fresh = Background.Run(() => MProduct.Get(id));
        newGate.WaitUntilReached();
        oldGate.Open();
        node.Metrics.WaitForJoins(1);

        Task<MProduct?> joiner = Background.Run(() => MProduct.Get(id));
        node.Metrics.WaitForJoins(2);
        newGate.Open();
        Assert.Same(fresh.Result(), joiner.Result());
        Assert.Same(fresh.Result(), old.Result());
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    /// <summary>What a load returned that had read before the change and ended after it, and what a read after both returns.</summary>
    private static (decimal Load, decimal ReadAfterwards) LoadAcross(TestNode node, string read, string change)
    {
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        node.Node.Bus.Reset();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<decimal> reader = Background.Run(() => Reads.Price(read, node, id));
        gate.WaitUntilReached();
        Changes.Make(change, node, id, 11);
        gate.Open();
        return (reader.Result(), MProduct.Get(id)!.Price);
    }
}
