namespace IdempiereStyleCache.Tests;

/// <summary>
/// A load that a reset overtook may read later than one that began after that reset: what the former read is newer than what the latter publishes, when another node
/// commits between the two and its row was not read yet. Nobody on the node may see the newer value first and the older one after it.
/// </summary>
[Trait("Behaviour", "IDM-13")]
public class OvertakenLoadTests
{
    [Fact]
    public void What_it_read_is_not_handed_out_while_an_older_value_is_published()
    {
        using TestNodes nodes = new();
        (int id, Task<MProduct?> overtaken, DatabaseGate gate) = BeginOvertaken(nodes);
        MProduct published = MProduct.Get(id)!;
        nodes.Writer.SetPrice(id, 11);
        gate.Open();
        Assert.Same(published, overtaken.Result());
    }

    [Fact]
    public void Nor_while_an_older_value_may_still_be_published()
    {
        using TestNodes nodes = new();
        (int id, Task<MProduct?> overtaken, DatabaseGate gate) = BeginOvertaken(nodes);
        DatabaseGate afterRead = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> later = Background.Run(() => MProduct.Get(id));
        afterRead.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        gate.Open();
        nodes.Reader.Metrics.WaitForJoins(1);
        afterRead.Open();
        Assert.Equal(10, later.Result()!.Price);
        Assert.Same(later.Result(), overtaken.Result());
        Assert.Same(later.Result(), MProduct.Get(id));
    }

    [Fact]
    public void Nor_that_a_record_was_deleted()
    {
        using TestNodes nodes = new();
        (int id, Task<MProduct?> overtaken, DatabaseGate gate) = BeginOvertaken(nodes);
        MProduct published = MProduct.Get(id)!;
        using (nodes.Writer.Node.Use())
        {
            MProduct.GetCopy(id)!.Delete();
        }

        gate.Open();
        Assert.Same(published, overtaken.Result());
    }

    [Fact]
    public void After_a_mark_that_ended_with_a_rollback_a_load_from_within_it_publishes_nothing()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        Trx trx = nodes.Reader.Node.BeginTrx();
        trx.MarkChanged(MProduct.TableName);
        _ = trx.Connection;
        using HeldCommit commit = HeldCommit.Before(nodes.Reader, trx);
        DatabaseGate gate = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> old = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        Assert.Equal(11, MProduct.Get(id)!.Price);

        commit.Fail(new RefusedByDatabaseException("no"));
        gate.Open();
        Assert.Equal(11, old.Result()!.Price);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void Nor_does_a_load_that_began_while_the_mark_was_being_lifted()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        StopStore first = new();
        nodes.Reader.Node.Bus.Claim("A_First", [], []).Register(first);
        Trx trx = nodes.Reader.Node.BeginTrx();
        trx.MarkChanged("A_First");
        trx.MarkChanged(MProduct.TableName, id);
        _ = trx.Connection;
        using HeldCommit commit = HeldCommit.Before(nodes.Reader, trx);
        Task<MProduct?> old = Task.FromResult<MProduct?>(null);
        DatabaseGate gate = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        first.Clears = () =>
        {
            old = Background.Run(() => MProduct.Get(id));
            gate.WaitUntilReached();
            nodes.Writer.SetPrice(id, 11);
            Assert.Equal(11, Background.Run(() => MProduct.Get(id)).Result()!.Price);
        };

        commit.Fail(new RefusedByDatabaseException("no"));
        gate.Open();
        Assert.Equal(11, old.Result()!.Price);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    [Fact]
    public void Overtaken_again_and_again_it_ends_and_overtakes_every_other_load()
    {
        using TestNodes nodes = new();
        (int id, Task<MProduct?> reader, DatabaseGate gate) = BeginLastAttempt(nodes);

        DatabaseGate afterRead = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName, id);
        Task<MProduct?> later = Background.Run(() => MProduct.Get(id));
        afterRead.WaitUntilReached();
        nodes.Writer.SetPrice(id, 11);
        gate.Open();
        Assert.Equal(11, reader.Result()!.Price);

        afterRead.Open();
        Assert.Equal(11, later.Result()!.Price);
        Assert.Equal(11, MProduct.Get(id)!.Price);
        Assert.NotSame(reader.Result(), MProduct.Get(id));
    }

    [Fact]
    public void It_ends_even_when_an_older_value_is_published_which_it_ends_too()
    {
        using TestNodes nodes = new();
        (int id, Task<MProduct?> reader, DatabaseGate gate) = BeginLastAttempt(nodes);

        Assert.Equal(10, MProduct.Get(id)!.Price);
        nodes.Writer.SetPrice(id, 11);
        gate.Open();
        Assert.Equal(11, reader.Result()!.Price);
        Assert.Equal(11, MProduct.Get(id)!.Price);
    }

    /// <summary>A load of a product of price 10 that stands before its reading of the database, and that a reset has overtaken.</summary>
    private static (int Id, Task<MProduct?> Load, DatabaseGate Gate) BeginOvertaken(TestNodes nodes)
    {
        int id = nodes.AddCached(price: 10);
        nodes.Reader.Node.Bus.Reset();
        DatabaseGate gate = nodes.Reader.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, id);
        Task<MProduct?> load = Background.Run(() => MProduct.Get(id));
        gate.WaitUntilReached();
        nodes.Reader.Node.Bus.Reset(MProduct.TableName, id);
        return (id, load, gate);
    }

    /// <summary>The same after it was repeated as often as a load is: this time its value must be handed out.</summary>
    private static (int Id, Task<MProduct?> Load, DatabaseGate Gate) BeginLastAttempt(TestNodes nodes)
    {
        (int id, Task<MProduct?> load, DatabaseGate gate) = BeginOvertaken(nodes);
        for (int attempt = 2; attempt <= 4; attempt++)
        {
            DatabaseGate next = nodes.Reader.Database.Hold(DatabasePoint.BeforeRead, MProduct.TableName, id);
            gate.Open();
            next.WaitUntilReached();
            nodes.Reader.Node.Bus.Reset(MProduct.TableName, id);
            gate = next;
        }

        return (id, load, gate);
    }

    /// <summary>A cache in name, by which a test stops whoever resets its table.</summary>
    private sealed class StopStore : ICacheStore
    {
        public Action Clears { get; set; } = static () => { };

        public Type? RecordKeyType => null;

        public bool IsKeyed => false;

        public int Remove(object key, long epoch) => 0;

        public int Clear(long epoch)
        {
            Clears();
            return 0;
        }

        public object? ParseKey(string text) => null;

        public void Detach()
        {
        }
    }
}
