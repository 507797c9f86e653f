using System.Collections.Concurrent;

namespace IdempiereStyleCache.Tests;

public class CachedAttributeTests
{
    private static int s_number;

    [Fact]
    [Trait("Behaviour", "TRC-01")]
    public void A_request_that_touches_no_attribute_asks_nothing_and_the_first_touch_asks_one_check()
    {
        using TestNodes nodes = new();
        using Counter counter = new();
        counter.Read();
        Assert.Equal(0, nodes.ReadingsOf(() => nodes.Reader.Node.BeginRequestScope().Dispose()));
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Assert.Equal(1, nodes.ReadingsOf(() => counter.Read()));
        Assert.Equal(0, nodes.ReadingsOf(() => counter.Read()));
        Assert.Equal(1, counter.Retrievals);
    }

    [Fact]
    [Trait("Behaviour", "TRC-02")]
    public void An_attribute_that_was_never_seen_is_loaded_once_and_null_and_zero_are_values()
    {
        using TestNode node = TestNode.Start();
        int retrievals = 0;
        using CachedAttribute<string?> none = new(NewName(), _ => Count<string?>(null), allowsNull: true);
        using CachedAttribute<int> zero = new(NewName(), _ => Count(0));
        Assert.Null(none.Get());
        Assert.Null(none.Get());
        Assert.Equal((0, 0), (zero.Get(), zero.GetAsync().AsTask().Result()));
        Assert.Equal(2, retrievals);
        zero.Invalidate();
        Assert.Equal(0, zero.Get());
        Assert.Equal(3, retrievals);

        ValueTask<T> Count<T>(T value)
        {
            retrievals++;
            return new(value);
        }
    }

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    public void Within_a_request_an_attribute_keeps_the_value_first_read_and_the_next_request_sees_the_new_one()
    {
        using TestNodes nodes = new();
        using Counter counter = new();
        using (nodes.Reader.Node.BeginRequestScope())
        {
            Assert.Equal(1, counter.Read());
            using (nodes.Writer.Node.Use())
            {
                counter.Attribute.Invalidate("");
            }

            nodes.Reader.Node.CatchUp();
            Assert.Equal(2, Apart.Run(() => counter.Read()));
            Assert.Equal(1, counter.Read());
        }

        using (nodes.Reader.Node.BeginRequestScope())
        {
            Assert.Equal(2, counter.Read());
        }
    }

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    public void A_value_that_a_request_has_retrieved_for_everybody_is_made_of_what_is_current_not_of_what_the_request_still_sees()
    {
        using TestNodes nodes = new();
        int id = nodes.AddCached(price: 10);
        using CachedAttribute<decimal> price = new(NewName(), _ => new(MProduct.Get(id)!.Price), MProduct.TableName);
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        Assert.Equal(10, MProduct.Get(id)!.Price);
        nodes.Writer.SetPrice(id, 11);
        nodes.Reader.Node.CatchUp();
        Assert.Equal(11, price.Get());
        Assert.Equal(10, MProduct.Get(id)!.Price);
        Assert.Equal(11, Apart.Run(() => price.Get()));
    }

    [Fact]
    [Trait("Behaviour", "TRC-04")]
    public void The_writer_sees_its_own_change_inside_its_transaction_and_others_after_the_commit()
    {
        using TestNode node = TestNode.Start();
        using CachedAttribute<decimal> total = Total();
        int id = node.AddProduct(price: 10);
        Assert.Equal(10, total.Get());
        using Trx trx = Trx.Begin();
        Assert.Equal(10, total.Get(trx));
        MProduct copy = MProduct.GetCopy(id, trx)!;
        copy.Price = 12;
        copy.Save();
        Assert.Equal((12, 10), (total.Get(trx), total.Get()));
        trx.Commit();
        Assert.Equal(12, total.Get());
    }

    [Fact]
    [Trait("Behaviour", "TRC-05")]
    public void A_value_computed_in_a_transaction_that_is_rolled_back_never_surfaces_also_when_a_peer_commits_next()
    {
        using TestNodes nodes = new();
        using CachedAttribute<decimal> total = Total();
        int id = nodes.AddCached(price: 10);
        Assert.Equal(10, total.Get());
        using (Trx trx = Trx.Begin())
        {
            MProduct copy = MProduct.GetCopy(id, trx)!;
            copy.Price = 99;
            copy.Save();
            Assert.Equal(99, total.Get(trx));
        }

        Assert.Equal(10, total.Get());
        nodes.Writer.SetPrice(id, 11);
        nodes.Reader.Node.CatchUp();
        Assert.Equal(11, total.Get());
        using (nodes.Writer.Node.Use())
        {
            Assert.Equal(11, total.Get());
        }
    }

    [Fact]
    [Trait("Behaviour", "TRC-06")]
    public void A_change_while_the_value_is_retrieved_means_a_new_retrieval_never_an_old_value_under_a_new_generation()
    {
        using TestNode node = TestNode.Start();
        using CachedAttribute<decimal> total = Total();
        int id = node.AddProduct(price: 10);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MProduct.TableName);
        Task<decimal> early = Background.Run(() => total.Get());
        gate.WaitUntilReached();
        node.SetPrice(id, 11);
        gate.Open();
        Assert.Equal(11, early.Result());
        Assert.Equal(11, total.Get());
    }

    [Fact]
    [Trait("Behaviour", "TRC-07")]
    public void Values_of_other_keys_are_apart_and_each_is_invalidated_by_itself()
    {
        using TestNodes nodes = new();
        using Counter counter = new();
        Assert.Equal((1, 2, 1), (counter.Read("a"), counter.Read("b"), counter.Read("a")));
        using (nodes.Writer.Node.Use())
        {
            counter.Attribute.Invalidate("a");
        }

        nodes.Reader.Node.CatchUp();
        Assert.Equal((3, 2), (counter.Read("a"), counter.Read("b")));
        counter.Attribute.InvalidateAll();
        Assert.Equal((4, 5), (counter.Read("a"), counter.Read("b")));
        counter.Attribute.InvalidateAsync("a").AsTask().Join();
        counter.Attribute.InvalidateAllAsync().AsTask().Join();
        Assert.Equal((6, 7), (counter.Read("a"), counter.Read("b")));
    }

    [Fact]
    [Trait("Behaviour", "TRC-07")]
    public void A_subclass_shares_the_attribute_of_its_base_class_and_instances_with_other_keys_do_not_share()
    {
        using TestNode node = TestNode.Start();
        ShopSettings north = new("north");
        SpecialShopSettings alsoNorth = new("north");
        ShopSettings south = new("south");
        int before = ShopSettings.Retrievals;
        Assert.Equal(("north!", "north!", "south!"), (north.Motto, alsoNorth.Motto, south.Motto));
        Assert.Equal(before + 2, ShopSettings.Retrievals);
        alsoNorth.InvalidateMotto();
        Assert.Equal(("north!", "south!"), (north.Motto, south.Motto));
        Assert.Equal(before + 3, ShopSettings.Retrievals);
    }

    [Fact]
    public void Generated_methods_are_kept_by_instance_and_parameters_and_follow_the_tables_that_they_depend_on()
    {
        using TestNode node = TestNode.Start();
        ShopSettings north = new("north");
        int id = node.AddProduct(price: 10);
        int before = ShopSettings.Retrievals;
        Assert.Equal((20, 30, 20), (north.PriceOf(id, 2), north.PriceOf(id, 3), new ShopSettings("north").PriceOf(id, 2)));
        Assert.Equal(30, new ShopSettings("south").PriceOfAsync(id, 3).AsTask().Result());
        Assert.Equal(before + 3, ShopSettings.Retrievals);
        node.SetPrice(id, 11);
        Assert.Equal((22, 33), (north.PriceOf(id, 2), new ShopSettings("south").PriceOfAsync(id, 3).AsTask().Result()));
        using Trx trx = Trx.Begin();
        MProduct copy = MProduct.GetCopy(id, trx)!;
        copy.Price = 12;
        copy.Save();
        Assert.Equal((36, 33), (north.PriceOfAsync(id, 3, trx).AsTask().Result(), north.PriceOfAsync(id, 3).AsTask().Result()));
        Assert.Null(ShopSettings.NothingAsync().Result());
        north.InvalidatePriceOf(id, 2, trx);
        ShopSettings.InvalidateNothingAsyncAsync().AsTask().Join();
    }

    [Fact]
    public void Invalidation_in_a_transaction_takes_place_with_its_commit_and_not_at_all_after_a_rollback()
    {
        using TestNode node = TestNode.Start();
        using Counter counter = new();
        Assert.Equal(1, counter.Read());
        using (Trx trx = Trx.Begin())
        {
            counter.Attribute.Invalidate("", trx);
            Assert.Equal(1, counter.Read());
        }

        Assert.Equal(1, counter.Read());
        using (Trx trx = Trx.Begin())
        {
            counter.Attribute.InvalidateAll(trx);
            trx.Commit();
        }

        Assert.Equal(2, counter.Read());
    }

    [Fact]
    [Trait("Behaviour", "TRC-08")]
    public void A_retrieval_may_read_other_attributes_and_records_through_its_one_connection()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        ConcurrentBag<object> sessions = [];
        using CachedAttribute<decimal> inner = new(NewName(), context =>
        {
            sessions.Add(((MemoryConnection)context.Connection).Session);
            return new(MProduct.Get(id)!.Price);
        });
        using CachedAttribute<decimal> outer = new(NewName(), async context =>
        {
            sessions.Add(((MemoryConnection)context.Connection).Session);
            return inner.Get() + await inner.GetAsync().ConfigureAwait(false) + (await MProduct.GetAsync(id).ConfigureAwait(false))!.Price;
        });
        Assert.Equal(30, outer.Get());
        Assert.Equal(2, sessions.Count);
        Assert.Single(sessions.Distinct());
        Assert.Equal(0, node.StatementsOf(() => Assert.Equal(30, outer.Get() + (0 * inner.Get()))));
    }

    [Fact]
    [Trait("Behaviour", "TRC-08")]
    public void A_retrieval_that_reads_itself_by_whatever_way_gets_an_error_that_shows_the_way()
    {
        using TestNode node = TestNode.Start();
        CachedAttribute<int>? first = null;
        using CachedAttribute<int> second = new("second", _ => new(first!.Get() + 1));
        using (first = new("first", _ => new(second.Get() + 1)))
        {
            Assert.Contains("first reads itself: first -> second -> first", Assert.Throws<InvalidOperationException>(() => first.Get()).Message, StringComparison.Ordinal);
            Assert.Contains("second reads itself: second -> first -> second", Assert.Throws<InvalidOperationException>(() => second.Get()).Message, StringComparison.Ordinal);
        }

        CachedAttribute<string, int>? recursive = null;
        using (recursive = new("sum", (key, _) => new(key.Length == 0 ? 0 : 1 + recursive!.Get(key[1..]))))
        {
            Assert.Equal(4, recursive.Get("four"));
            Assert.Equal(3, recursive.Get("our"));
        }
    }

    [Fact]
    [Trait("Behaviour", "TRC-08")]
    public void Two_retrievals_that_need_each_other_s_attributes_do_not_wait_for_each_other()
    {
        using TestNode node = TestNode.Start();
        using Barrier both = new(2);
        CachedAttribute<int>? a = null;
        using CachedAttribute<int> shared = new(NewName(), static _ => new(1));
        using CachedAttribute<int> b = new(NewName(), _ => Meet(() => a!.Name.Length == 0 ? 0 : shared.Get()));
        using (a = new(NewName(), _ => Meet(() => b.Name.Length == 0 ? 0 : shared.Get())))
        {
            Task<int>[] tasks = [Background.Run(() => a.Get()), Background.Run(() => b.Get())];
            Assert.All(tasks, static t => Assert.Equal(1, t.Result()));
        }

        ValueTask<int> Meet(Func<int> read)
        {
            Assert.True(both.SignalAndWait(Background.Patience));
            return new(read());
        }
    }

    [Fact]
    [Trait("Behaviour", "TRC-09")]
    public void Many_cold_readers_give_one_retrieval_and_a_slow_one_does_not_hold_up_another_attribute_or_key()
    {
        using TestNode node = TestNode.Start();
        using ManualResetEventSlim release = new();
        int retrievals = 0;
        using CachedAttribute<string, int> slow = new(NewName(), (key, _) =>
        {
            Interlocked.Increment(ref retrievals);
            Assert.True(key != "slow" || release.Wait(Background.Patience));
            return new(key.Length);
        });
        using Counter other = new();
        Task<int>[] readers = [.. Enumerable.Range(0, 8).Select(_ => Background.Run(() => slow.Get("slow")))];
        node.Metrics.WaitForJoins(7);
        Assert.Equal((1, 5), (other.Read(), slow.Get("quick")));
        release.Set();
        Assert.All(readers, static r => Assert.Equal(4, r.Result()));
        Assert.Equal(2, retrievals);
    }

    [Fact]
    [Trait("Behaviour", "TRC-10")]
    public void Keys_with_one_hash_and_attributes_with_one_name_do_not_get_each_other_s_values()
    {
        using TestNode node = TestNode.Start();
        using CachedAttribute<SameHash, string> attribute = new(NewName(), static (key, _) => new(key.Text));
        using CachedAttribute<SameHash, string> second = new(attribute.Name, static (key, _) => new(key.Text + "!"));
        Assert.Equal(("a", "b", "a!", "b!"), (attribute.Get(new("a")), attribute.Get(new("b")), second.Get(new("a")), second.Get(new("b"))));
        Assert.Equal(("a", "b!"), (attribute.Get(new("a")), second.Get(new("b"))));
    }

    [Fact]
    public void A_change_of_a_table_that_it_depends_on_invalidates_it_on_every_node_and_so_does_one_of_an_attribute()
    {
        using TestNodes nodes = new();
        using CachedAttribute<decimal> total = Total();
        int retrievals = 0;
        using CachedAttribute<decimal> doubled = new(
            NewName(),
            _ =>
            {
                retrievals++;
                return new(total.Get() * 2);
            },
            AttributeCache<int, int>.SignalPrefix + total.Name);
        int id = nodes.AddCached(price: 10);
        Assert.Equal((10, 20), (total.Get(), doubled.Get()));
        nodes.Writer.SetPrice(id, 11);
        nodes.Reader.Node.CatchUp();
        Assert.Equal((11, 22), (total.Get(), doubled.Get()));
        nodes.Log.Push("C_Order", "1");
        nodes.Reader.Node.CatchUp();
        Assert.Equal(22, doubled.Get());
        Assert.Equal(2, retrievals);
    }

    [Fact]
    public void While_a_commit_is_in_doubt_the_attribute_is_retrieved_anew_and_not_kept()
    {
        using TestNode node = TestNode.Start();
        using CachedAttribute<decimal> total = Total();
        int id = node.AddProduct(price: 10);
        Assert.Equal(10, total.Get());
        using HeldCommit commit = HeldCommit.Before(node, id, 11);
        Assert.Equal(10, total.Get());
        using HeldCommit committed = commit.MoveOnToAfter();
        Assert.Equal(11, total.Get());
        committed.Finish();
        Assert.Equal(11, total.Get());
    }

    [Fact]
    public void A_retrieval_that_throws_gives_everybody_who_waits_the_error_and_is_tried_again()
    {
        using TestNode node = TestNode.Start();
        bool fails = true;
        using CachedAttribute<int> attribute = new(NewName(), _ => fails ? throw new InvalidTimeZoneException("no") : new(1));
        Assert.Throws<InvalidTimeZoneException>(() => attribute.Get());
        fails = false;
        Assert.Equal(1, attribute.Get());
    }

    [Fact]
    public void A_retrieval_that_returns_null_although_it_may_not_is_an_error_that_says_so()
    {
        using TestNode node = TestNode.Start();
        using CachedAttribute<string> attribute = new("Shop.Motto", static _ => new((string)null!));
        Assert.Contains("The retrieval of Shop.Motto returned null", Assert.Throws<InvalidOperationException>(() => attribute.Get()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_caller_who_is_cancelled_does_not_wait_for_a_retrieval_that_takes_forever(bool blocks)
    {
        using TestNode node = TestNode.Start();
        using ManualResetEventSlim release = new();
        TaskCompletionSource opened = new();
        TaskCompletionSource begun = new();
        using CachedAttribute<int> attribute = new(NewName(), async _ =>
        {
            begun.SetResult();
            if (blocks)
            {
                release.Wait();
            }
            else
            {
                await opened.Task;
            }

            return 1;
        });
        using CancellationTokenSource cancel = new();
        Task<int> cancelled = attribute.GetAsync(null, cancel.Token).AsTask();
        await begun.Task.InTime();
        Task<int> other = Background.Run(() => attribute.Get());
        node.Metrics.WaitForJoins(1);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.InTime());
        release.Set();
        opened.SetResult();
        Assert.Equal((1, 1), (await other.InTime(), attribute.Get()));
    }

    [Fact]
    public void Wrong_names_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new CachedAttribute<int>(" ", static _ => new(1)));
        Assert.Throws<ArgumentException>(() => new CachedAttribute<int>(new string('x', 300), static _ => new(1)));
        Assert.ThrowsAny<ArgumentException>(() => new CachedAttribute<int>("x", static _ => new(1), ""));
        Assert.Throws<ArgumentException>(() => new CachedAttribute<int>("x", static _ => new(1), "group:x"));
        Assert.Throws<ArgumentNullException>(() => new CachedAttribute<int>("x", null!));
    }

    private static string NewName() => $"Test{Interlocked.Increment(ref s_number)}";

    private static CachedAttribute<decimal> Total() => new(
        NewName(),
        static async context => (await context.QueryAsync<MProduct>().ConfigureAwait(false)).Sum(static p => p.Price),
        MProduct.TableName);

    private readonly record struct SameHash(string Text)
    {
        public override int GetHashCode() => 1;
    }

    /// <summary>An attribute that counts its retrievals, which is its value too.</summary>
    private sealed class Counter : IDisposable
    {
        private int _retrievals;

        public Counter() => Attribute = new(NewName(), (_, _) => new(Interlocked.Increment(ref _retrievals)));

        public CachedAttribute<string, int> Attribute { get; }

        public int Retrievals => _retrievals;

        public int Read(string key = "") => Attribute.Get(key);

        public void Dispose() => Attribute.Dispose();
    }
}
