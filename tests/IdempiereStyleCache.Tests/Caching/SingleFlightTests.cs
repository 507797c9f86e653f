using System.Diagnostics.Metrics;

namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-15")]
public class SingleFlightTests
{
    private const int Readers = 8;

    [Fact]
    public void Many_readers_that_miss_one_key_at_once_ask_the_database_once()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        int before = node.Database.Statements;
        Task<MProduct?>[] readers = StartReaders(node, id, out DatabaseGate gate);

        gate.Open();
        MProduct first = readers[0].Result()!;
        Assert.All(readers, r => Assert.Same(first, r.Result()));
        Assert.Equal(1, node.Database.Statements - before);
        Assert.Equal((1, Readers - 1), (node.Metrics.Loads, node.Metrics.Joins));
    }

    [Fact]
    public void Many_readers_that_miss_a_record_that_does_not_exist_ask_once_and_all_get_nothing()
    {
        using TestNode node = TestNode.Start();
        Task<MProduct?>[] readers = StartReaders(node, 77, out DatabaseGate gate);
        gate.Open();
        Assert.All(readers, r => Assert.Null(r.Result()));
        Assert.Equal(1, node.Database.Statements);
    }

    [Fact]
    public void A_failed_load_gives_every_waiter_the_error_and_the_next_read_loads_again()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        Task<MProduct?>[] readers = StartReaders(node, id, out DatabaseGate gate);
        gate.Fail(new ConnectionLostException());

        Assert.All(readers, r => Assert.Throws<ConnectionLostException>(() => r.Result()));
        Assert.Equal(1, node.StatementsOf(() => Assert.NotNull(MProduct.Get(id))));
        Assert.Equal(0, node.StatementsOf(() => Assert.NotNull(MProduct.Get(id))));
        Assert.Equal(1, node.Metrics.LoadFailures);
    }

    [Fact]
    public async Task A_waiter_that_is_cancelled_does_not_cancel_the_others()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using CancellationTokenSource cancel = new();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead);
        Task<MProduct?> leader = MProduct.GetAsync(id).AsTask();
        await gate.Reached;
        Task<MProduct?> cancelled = MProduct.GetAsync(id, cancel.Token).AsTask();
        Task<MProduct?> patient = MProduct.GetAsync(id).AsTask();

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.InTime());
        gate.Open();
        Assert.Same(await leader.InTime(), await patient.InTime());
        Assert.True(MProduct.Cache.IsCached(id));
    }

    [Fact]
    public async Task A_leader_that_is_cancelled_leaves_its_load_to_those_who_wait_for_it()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using CancellationTokenSource cancel = new();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead);
        Task<MProduct?> leader = MProduct.GetAsync(id, cancel.Token).AsTask();
        await gate.Reached;
        Task<MProduct?> waiter = MProduct.GetAsync(id).AsTask();
        int asked = node.Database.Statements;

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader.InTime());
        gate.Open();
        Assert.NotNull(await waiter.InTime());
        Assert.Same(await waiter, MProduct.Get(id));
        Assert.Equal(asked, node.Database.Statements);
    }

    [Fact]
    public async Task A_load_that_everybody_left_is_still_cached()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using CancellationTokenSource cancel = new();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeRead);
        Task<MProduct?> leader = MProduct.GetAsync(id, cancel.Token).AsTask();
        await gate.Reached;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leader.InTime());

        Task<MProduct?> joiner = MProduct.GetAsync(id).AsTask();
        gate.Open();
        await joiner.InTime();
        Assert.Equal(0, node.StatementsOf(() => Assert.NotNull(MProduct.Get(id))));
    }

    [Fact]
    public void A_listener_of_the_meter_that_throws_leaves_nobody_waiting()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Tags?.Any(t => node.Node.Name.Equals(t.Value)) == true)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new NotSupportedException());
        listener.Start();
        Task<MProduct?>[] readers = StartReaders(node, id, out DatabaseGate gate);
        gate.Open();
        Assert.All(readers, r => Assert.NotNull(r.Result()));
        node.SetPrice(id, 11);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void Misses_on_different_keys_do_not_wait_for_each_other()
    {
        using TestNode node = TestNode.Start();
        int slow = node.AddProduct();
        int quick = node.AddProduct();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, slow);
        Task<MProduct?> reader = Background.Run(() => MProduct.Get(slow));
        gate.WaitUntilReached();
        Assert.NotNull(MProduct.Get(quick));
        gate.Open();
        Assert.NotNull(reader.Result());
    }

    /// <summary>Starts readers of one key: the first stands at the gate before the database is read, the others have joined it.</summary>
    private static Task<MProduct?>[] StartReaders(TestNode node, int id, out DatabaseGate gate)
    {
        gate = node.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, id);
        List<Task<MProduct?>> readers = [Background.Run(() => MProduct.Get(id))];
        gate.WaitUntilReached();
        for (int i = 1; i < Readers; i++)
        {
            readers.Add(i % 2 == 0 ? Background.Run(() => MProduct.Get(id)) : MProduct.GetAsync(id).AsTask());
        }

        node.Metrics.WaitForJoins(Readers - 1);
        return [.. readers];
    }
}
