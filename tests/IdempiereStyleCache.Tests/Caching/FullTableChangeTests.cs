using static IdempiereStyleCache.Tests.TaxTable;

namespace IdempiereStyleCache.Tests;

public class FullTableChangeTests
{
    [Fact]
    [Trait("Behaviour", "FTC-04")]
    [Trait("Behaviour", "FTC-05")]
    public void Changes_of_records_are_seen_after_the_commit_on_every_node_by_reading_those_records()
    {
        using TestNodes nodes = new();
        (int a, int b) = nodes.OnWriter(static () => (Add("a", "AT", 1), Add("b", "AT", 2)));
        Assert.Equal(2, MTax.GetAll().Length);
        MTax unchanged = MTax.Get(b)!;
        nodes.OnWriter(() =>
        {
            Assert.Equal(2, MTax.GetAll().Length);
            nodes.Writer.Database.TakeLog();
            Change(a, static t => t.Rate = 5);
            Assert.Equal(5, MTax.Get(a)!.Rate);
            Assert.Contains($"many C_Tax {a}", nodes.Writer.Database.TakeLog());
        });
        nodes.Reader.Database.TakeLog();
        Assert.Equal(5, MTax.GetByName("a")!.Rate);
        Assert.Equal([$"many C_Tax {a}"], nodes.Reader.Database.TakeLog());
        Assert.Same(unchanged, MTax.Get(b));
        int c = nodes.OnWriter(() =>
        {
            MTax.GetCopy(b)!.Delete();
            Change(a, static t => t.Name = "A2");
            return Add("c", "DE", 3);
        });
        nodes.Reader.Database.TakeLog();
        Assert.Equal([a, c], MTax.GetAll().Select(static t => t.C_Tax_ID));
        Assert.Equal([$"many C_Tax {a},{b},{c}"], nodes.Reader.Database.TakeLog());
        Assert.Null(MTax.Get(b));
        Assert.Null(MTax.GetByName("a"));
        Assert.Equal("DE", MTax.GetByName("c")!.Country);
        Assert.Equal(a, Assert.Single(MTax.GetByCountry("AT")).C_Tax_ID);
    }

    [Fact]
    [Trait("Behaviour", "FTC-05")]
    public void A_change_of_the_table_reloads_it_once_however_many_readers_wait()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(static () => Add("a", "AT", 1));
        Assert.Single(MTax.GetAll());
        nodes.Log.Push(MTax.TableName);
        nodes.Reader.Node.CatchUp();
        DatabaseGate gate = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MTax.TableName);
        nodes.Reader.Database.TakeLog();
        Task<MTax?>[] readers = [.. Enumerable.Range(0, 6).Select(_ => Background.Run(() => MTax.Get(id)))];
        nodes.Reader.Metrics.WaitForJoins(5);
        gate.Open();
        Assert.All(readers, static r => Assert.NotNull(r.Result()));
        Assert.Equal(["query C_Tax"], nodes.Reader.Database.TakeLog());
    }

    [Fact]
    [Trait("Behaviour", "FTC-06")]
    public void A_burst_of_changes_is_read_at_once_and_its_last_one_is_seen()
    {
        using TestNodes nodes = new();
        int[] ids = nodes.OnWriter(static () => (int[])[.. Enumerable.Range(0, 10).Select(static i => Add($"{i}", "AT", i))]);
        Assert.Equal(10, MTax.GetAll().Length);
        nodes.OnWriter(() =>
        {
            for (int round = 1; round <= 20; round++)
            {
                Array.ForEach(ids, id => Change(id, t => t.Rate = round));
            }
        });
        nodes.Reader.Database.TakeLog();
        Assert.All(MTax.GetAll(), static t => Assert.Equal(20, t.Rate));
        Assert.Single(nodes.Reader.Database.TakeLog());
    }

    [Fact]
    [Trait("Behaviour", "FTC-06")]
    public void A_change_that_comes_while_the_records_of_an_earlier_one_are_read_is_not_lost()
    {
        using TestNode node = TestNode.Start();
        (int a, int b) = (Add("a", "AT", 1), Add("b", "AT", 1));
        Assert.Equal(2, MTax.GetAll().Length);
        Change(a, static t => t.Rate = 2);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MTax.TableName, a);
        Task<MTax?> early = Background.Run(() => MTax.Get(a));
        gate.WaitUntilReached();
        ChangeStored(a, 3);
        ChangeStored(b, 4);
        gate.Open();
        early.Join();
        Assert.Equal((3, 4), (MTax.Get(a)!.Rate, MTax.Get(b)!.Rate));
    }

    [Fact]
    [Trait("Behaviour", "FTC-07")]
    public void A_change_that_is_rolled_back_signals_nothing()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(static () => Add("a", "AT", 1));
        MTax before = MTax.Get(id)!;
        int rows = nodes.Log.Rows.Count;
        nodes.OnWriter(() =>
        {
            using Trx trx = Trx.Begin();
            MTax copy = MTax.GetCopy(id, trx)!;
            copy.Rate = 9;
            copy.Save();
            Assert.Equal(9, MTax.Get(id, trx)!.Rate);
            Assert.Equal(1, MTax.Get(id)!.Rate);
        });
        Assert.Equal(rows, nodes.Log.Rows.Count);
        Assert.Equal(0, nodes.Reader.StatementsOf(() => Assert.Same(before, MTax.Get(id))));
    }

    [Fact]
    [Trait("Behaviour", "FTC-08")]
    public void With_an_allowance_the_old_value_may_be_returned_and_nothing_is_asked_and_with_none_the_new_one_is()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(static () => Add("a", "AT", 1));
        Assert.Equal(1, MTax.Get(id)!.Rate);
        using (nodes.Writer.Node.Use())
        {
            Change(id, static t => t.Rate = 2);
        }

        Assert.Equal((0, 0), (nodes.Reader.StatementsOf(() => Assert.Equal(1, In(Minute))), nodes.ReadingsOf(() => Assert.Equal(1, In(Minute)))));
        nodes.Clock.Jump(TimeSpan.FromSeconds(61));
        Assert.Equal(2, In(Minute));
        using (nodes.Writer.Node.Use())
        {
            Change(id, static t => t.Rate = 3);
        }

        Assert.Equal(3, In(Freshness.Strict));

        decimal In(Freshness freshness)
        {
            using RequestScope scope = nodes.Reader.Node.BeginRequestScope(freshness);
            return MTax.Get(id)!.Rate;
        }
    }

    [Fact]
    [Trait("Behaviour", "FTC-09")]
    public void A_hand_made_reset_makes_every_node_reload_on_its_next_request()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(static () => Add("a", "AT", 1));
        Assert.Equal(1, MTax.Get(id)!.Rate);
        Silently(nodes, id, 7);
        nodes.Log.Push(MTax.TableName, null, includesParents: false);
        foreach (TestNode node in (TestNode[])[nodes.Reader, nodes.Writer])
        {
            using IDisposable ambient = node.Node.Use();
            using RequestScope scope = node.Node.BeginRequestScope();
            Assert.Equal(7, MTax.Get(id)!.Rate);
        }
    }

    [Fact]
    [Trait("Behaviour", "FTC-11")]
    public void Somebody_who_sets_a_wall_clock_changes_nothing_of_what_is_current()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(static () => Add("a", "AT", 1));
        Assert.Equal(1, MTax.Get(id)!.Rate);
        nodes.Clock.SetWall(TimeSpan.FromDays(-400));
        using (nodes.Writer.Node.Use())
        {
            Change(id, static t => t.Rate = 2);
        }

        nodes.Clock.SetWall(TimeSpan.FromDays(800));
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Assert.Equal(2, MTax.Get(id)!.Rate);
    }

    [Fact]
    [Trait("Behaviour", "FTC-12")]
    public void While_a_reload_runs_readers_whose_freshness_allows_it_go_on_with_the_old_table_and_strict_ones_wait()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(static () => Add("a", "AT", 1));
        Assert.Equal(1, MTax.Get(id)!.Rate);
        nodes.OnWriter(() => Change(id, static t => t.Rate = 2));
        DatabaseGate gate = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MTax.TableName, id);
        Task<decimal> strict = Background.Run(() => Read(Freshness.Strict));
        gate.WaitUntilReached();
        Assert.Equal(1, Read(Minute));
        using (RequestScope scope = nodes.Reader.Node.BeginRequestScope(Minute))
        {
            Assert.Equal(1, MTax.Get(id)!.Rate);
            Assert.False(strict.IsCompleted);
            gate.Open();
            Assert.Equal(2, strict.Result());
            Assert.Equal(1, MTax.Get(id)!.Rate);
        }

        Assert.Equal(2, Read(Minute));

        decimal Read(Freshness freshness)
        {
            using RequestScope scope = nodes.Reader.Node.BeginRequestScope(freshness);
            return MTax.Get(id)!.Rate;
        }
    }

    [Fact]
    [Trait("Behaviour", "FTC-12")]
    public void A_reader_that_gets_the_old_table_has_it_loaded_again_and_past_the_allowance_nobody_gets_it()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(static () => Add("a", "AT", 1));
        Assert.Equal(1, MTax.Get(id)!.Rate);
        nodes.OnWriter(() => Change(id, static t => t.Rate = 2));
        DatabaseGate gate = nodes.Reader.Database.Hold(DatabasePoint.AfterRead, MTax.TableName, id);
        Assert.Equal(1, Read());
        gate.WaitUntilReached();
        nodes.Clock.Jump(TimeSpan.FromSeconds(61));
        Task<decimal> late = Background.Run(Read);
        nodes.Reader.Metrics.WaitForJoins(1);
        gate.Open();
        Assert.Equal(2, late.Result());

        decimal Read()
        {
            using RequestScope scope = nodes.Reader.Node.BeginRequestScope(Minute);
            return MTax.Get(id)!.Rate;
        }
    }

    [Fact]
    [Trait("Behaviour", "FTC-12")]
    public void What_this_node_committed_itself_is_seen_at_once_also_by_readers_with_an_allowance()
    {
        using TestNodes nodes = new();
        int id = Add("a", "AT", 1);
        Assert.Equal(1, MTax.Get(id)!.Rate);
        Change(id, static t => t.Rate = 2);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope(Minute);
        Assert.Equal(2, MTax.Get(id)!.Rate);
    }

    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void While_a_commit_is_in_doubt_look_ups_read_the_record_and_keep_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = Add("a", "AT", 1);
        Assert.Single(MTax.GetAll());
        Trx trx = Trx.Begin();
        MTax copy = MTax.GetCopy(id, trx)!;
        copy.Rate = 2;
        copy.Save();
        using HeldCommit commit = HeldCommit.Before(node, trx);
        Assert.Equal(1, node.StatementsOf(() => Assert.Equal(1, MTax.Get(id)!.Rate)));
        using HeldCommit committed = commit.MoveOnToAfter();
        Assert.Equal(1, node.StatementsOf(() => Assert.Equal(2, MTax.Get(id)!.Rate)));
        committed.Finish();
        Assert.Equal(2, MTax.Get(id)!.Rate);
        Assert.Equal(0, node.StatementsOf(() => MTax.Get(id)));
    }

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    public void A_request_keeps_the_table_that_was_there_when_it_began_and_sees_what_it_commits_itself()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(static () => Add("a", "AT", 1));
        Assert.Single(MTax.GetAll());
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MTax first = MTax.Get(id)!;
        nodes.OnWriter(() => Change(id, static t => t.Name = "b"));
        Assert.Same(first, MTax.GetByName("a"));
        Assert.Null(MTax.GetByName("b"));
        Assert.NotNull(Apart.Run(static () => MTax.GetByName("b")));
        Add("c", "AT", 1);
        Assert.NotNull(MTax.GetByName("c"));
        Assert.Equal("b", MTax.Get(id)!.Name);
    }

    [Fact]
    [Trait("Behaviour", "IDM-09")]
    public void A_transaction_that_changed_the_table_reads_what_it_wrote_and_one_that_did_not_the_shared_table()
    {
        using TestNode node = TestNode.Start();
        (int a, int b) = (Add("a", "AT", 1), Add("b", "AT", 2));
        using Trx reading = Trx.Begin();
        Assert.Same(MTax.Get(a, reading), MTax.Get(a));
        Assert.Equal(2, MTax.GetAll(reading).Length);
        using Trx trx = Trx.Begin();
        MTax copy = MTax.GetCopy(a, trx)!;
        copy.Rate = 5;
        copy.Save();
        Assert.Equal((5, 1), (MTax.Get(a, trx)!.Rate, MTax.Get(a)!.Rate));
        Assert.Same(MTax.Get(b), MTax.Get(b, trx));
        Assert.Equal([5, 2], MTax.GetAll(trx).Select(static t => t.Rate));
        Assert.Equal(5, MTax.GetByName("a", trx)!.Rate);
        Assert.Equal([5, 2], MTax.GetByCountry("AT", trx).Select(static t => t.Rate));
        Assert.True(MTax.Get(a, trx)!.IsImmutable);
        Assert.Equal([1, 2], MTax.GetAll().Select(static t => t.Rate));
    }
}
