using System.Collections.Immutable;

namespace IdempiereStyleCache.Tests;

[Trait("Behaviour", "IDM-18")]
public class FinderTests
{
    [Fact]
    public void A_finder_asks_once_and_returns_the_instance_that_Get_returns()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Oak");
        MPart found = MPart.GetByValue("Oak")!;
        Assert.True(found.IsImmutable);
        Assert.Same(found, MPart.Get(id));
        Assert.Equal(0, node.StatementsOf(() => Assert.Same(found, MPart.GetByValue("Oak"))));
        Assert.Equal(0, node.StatementsOf(() => Assert.Same(found, MPart.GetByValueAsync("Oak").AsTask().Result())));
    }

    [Fact]
    public void A_finder_that_comes_second_returns_the_instance_that_is_cached_already()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Oak", category: 1);
        MPart cached = MPart.Get(id)!;
        Assert.Same(cached, MPart.GetByValue("Oak"));
        Assert.Same(cached, MPart.GetByCategory(1)[0]);
    }

    [Fact]
    [Trait("Behaviour", "IDM-20")]
    public void What_a_finder_does_not_find_it_remembers_until_such_a_record_is_inserted()
    {
        using TestNode node = TestNode.Start();
        Assert.Null(MPart.GetByValue("Oak"));
        Assert.Empty(MPart.GetByCategory(7));
        Assert.Equal(0, node.StatementsOf(() =>
        {
            Assert.Null(MPart.GetByValue("oak"));
            Assert.Empty(MPart.GetByCategory(7));
        }));
        Add("OAK", category: 7);
        Assert.NotNull(MPart.GetByValue("Oak"));
        Assert.Single(MPart.GetByCategory(7));
    }

    [Fact]
    public void After_an_update_of_the_unique_column_the_old_value_is_gone_and_the_new_one_found()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Oak");
        Add("Elm");
        Assert.NotNull(MPart.GetByValue("Oak"));
        Assert.Null(MPart.GetByValue("Ash"));
        MPart elm = MPart.GetByValue("Elm")!;
        Change(id, p => p.Value = "Ash");
        Assert.Null(MPart.GetByValue("Oak"));
        Assert.Equal(id, MPart.GetByValue("Ash")!.M_Part_ID);
        Assert.Equal(0, node.StatementsOf(() => Assert.Same(elm, MPart.GetByValue("Elm"))));
    }

    [Fact]
    public void Lists_follow_inserts_updates_moves_and_deletes_of_their_members_and_others_stay()
    {
        using TestNode node = TestNode.Start();
        int a = Add("a", category: 1);
        int b = Add("b", category: 1);
        Add("c", category: 2);
        Assert.Equal("a b", Values(1));
        Assert.Equal("c", Values(2));
        Change(a, p => p.Price = 5);
        Assert.Equal(0, node.StatementsOf(() => Values(2)));
        Assert.Equal(5, MPart.GetByCategory(1)[0].Price);
        Assert.Same(MPart.Get(a), MPart.GetByCategory(1)[0]);
        Change(b, p => p.M_Category_ID = 2);
        Assert.Equal(("a", "b c"), (Values(1), Values(2)));
        Add("d", category: 1);
        Assert.Equal("a d", Values(1));
        MPart.GetCopy(a)!.Delete();
        Assert.Equal("d", Values(1));
        Change(b, p => p.M_Category_ID = null);
        Assert.Equal("c", Values(2));
    }

    [Fact]
    public void A_change_of_a_child_refreshes_the_lists_and_finders_of_its_parent()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Oak", category: 1);
        MPart before = MPart.GetByCategory(1)[0];
        Assert.Empty(before.Notes);
        Change(id, p => p.Notes.Add(new MPartNote { Text = "tall" }));
        Assert.Equal("tall", Assert.Single(MPart.GetByCategory(1)[0].Notes).Text);
        Assert.Equal("tall", Assert.Single(MPart.GetByValue("Oak")!.Notes).Text);
    }

    [Fact]
    public void A_key_of_two_columns_and_an_enum_are_found_and_refreshed_too()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Oak", org: 3, code: "X");
        Assert.Equal(id, MPart.GetByOrgCode(3, "X")!.M_Part_ID);
        Assert.Null(MPart.GetByOrgCode(3, "x"));
        Assert.Null(MPart.GetByOrgCode(4, "X"));
        Assert.Empty(MPart.GetByKind(PartKind.Tool));
        Change(id, p =>
        {
            p.AD_Org_ID = 4;
            p.Kind = PartKind.Tool;
        });
        Assert.Null(MPart.GetByOrgCode(3, "X"));
        Assert.Equal(id, MPart.GetByOrgCode(4, "X")!.M_Part_ID);
        Assert.Single(MPart.GetByKind(PartKind.Tool));
    }

    [Fact]
    public void Other_nodes_hear_of_every_change_by_old_and_new_values_and_keep_what_did_not_change()
    {
        using TestNodes nodes = new();
        (int a, int c) = nodes.OnWriter(() => (Add("a", category: 1), Add("c", category: 2)));
        Assert.Equal("a", Values(1));
        Assert.Equal("c", Values(2));
        Assert.Null(MPart.GetByValue("b"));
        Assert.NotNull(MPart.GetByValue("A"));
        Assert.Empty(MPart.GetByKind(PartKind.Tool));
        nodes.OnWriter(() => Change(a, p => p.Price = 9));
        Assert.Equal(0, nodes.Reader.StatementsOf(() => Values(2)));
        Assert.Equal(9, MPart.GetByCategory(1)[0].Price);
        Assert.NotNull(MPart.GetByValue("a"));
        nodes.OnWriter(() => Change(c, p =>
        {
            p.M_Category_ID = 1;
            p.Value = "b";
            p.Kind = PartKind.Tool;
        }));
        Assert.Equal(("a b", ""), (Values(1), Values(2)));
        Assert.NotNull(MPart.GetByValue("B"));
        Assert.Null(MPart.GetByValue("c"));
        Assert.Single(MPart.GetByKind(PartKind.Tool));
        Assert.Equal(0, nodes.Reader.StatementsOf(() => MPart.GetByValue("a")));
        nodes.OnWriter(() => MPart.GetCopy(a)!.Delete());
        Assert.Equal("b", Values(1));
    }

    [Fact]
    public void A_change_by_plain_sql_that_names_the_record_or_nothing_refreshes_lists_and_finders()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(() => Add("a", category: 1));
        Assert.Equal("a", Values(1));
        Assert.Empty(Values(2));
        nodes.OnWriter(() => Silently(nodes, id, p => p.M_Category_ID = 2));
        nodes.Log.Push(MPart.TableName, $"{id}", includesParents: false);
        nodes.Reader.Node.CatchUp();
        Assert.Equal(("", "a"), (Values(1), Values(2)));
        nodes.OnWriter(() => Silently(nodes, id, p => p.M_Category_ID = 1));
        nodes.Log.Push(MPart.TableName);
        nodes.Reader.Node.CatchUp();
        Assert.Equal(("a", ""), (Values(1), Values(2)));
    }

    [Fact]
    [Trait("Behaviour", "IDM-09")]
    public void In_a_transaction_finders_see_what_it_wrote_and_nobody_else_does()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Oak", category: 1);
        Assert.Single(MPart.GetByCategory(1));
        using (Trx trx = Trx.Begin())
        {
            Assert.Same(MPart.GetByValue("Oak"), MPart.GetByValue("Oak", trx));
            MPart copy = MPart.GetCopy(id, trx)!;
            copy.Value = "Ash";
            copy.M_Category_ID = 2;
            copy.Save();
            Assert.Null(MPart.GetByValue("Oak", trx));
            MPart own = MPart.GetByValue("Ash", trx)!;
            Assert.True(own.IsImmutable);
            Assert.Equal("Ash", Assert.Single(MPart.GetByCategory(2, trx)).Value);
            Assert.Empty(MPart.GetByCategory(1, trx));
            Assert.NotNull(MPart.GetByValue("Oak"));
            Assert.Null(MPart.GetByValue("Ash"));
            Assert.Empty(MPart.GetByCategory(2));
        }

        Assert.NotNull(MPart.GetByValue("Oak"));
        Assert.Null(MPart.GetByValue("Ash"));
        Assert.Single(MPart.GetByCategory(1));
    }

    [Fact]
    [Trait("Behaviour", "IDM-23")]
    public void A_change_undone_by_a_savepoint_refreshes_nothing()
    {
        using TestNode node = TestNode.Start();
        int id = Add("Oak", category: 1);
        MPart.GetByCategory(2);
        MPart.GetByCategory(1);
        using Trx trx = Trx.Begin();
        TrxSavepoint savepoint = trx.SetSavepoint();
        MPart copy = MPart.GetCopy(id, trx)!;
        copy.M_Category_ID = 2;
        copy.Save();
        trx.Rollback(savepoint);
        trx.Commit();
        Assert.Equal(0, node.StatementsOf(() => Assert.Equal((1, 0), (MPart.GetByCategory(1).Length, MPart.GetByCategory(2).Length))));
    }

    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void A_list_that_is_loaded_while_a_member_changes_is_not_kept_with_the_old_one()
    {
        using TestNode node = TestNode.Start();
        int id = Add("a", category: 1);
        MPart.Cache.Reset();
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MPart.TableName, 1);
        Task<ImmutableArray<MPart>> early = Background.Run(() => MPart.GetByCategory(1));
        gate.WaitUntilReached();
        Change(id, p => p.Price = 7);
        gate.Open();
        Assert.Equal(7, early.Result()[0].Price);
        Assert.Equal(7, MPart.GetByCategory(1)[0].Price);
    }

    [Fact]
    [Trait("Behaviour", "IDM-13")]
    public void A_list_that_is_loaded_while_a_record_moves_in_is_not_kept_without_it()
    {
        using TestNode node = TestNode.Start();
        int id = Add("a", category: 1);
        Add("b", category: 2);
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MPart.TableName, 2);
        Task<ImmutableArray<MPart>> early = Background.Run(() => MPart.GetByCategory(2));
        gate.WaitUntilReached();
        Change(id, p => p.M_Category_ID = 2);
        gate.Open();
        Assert.Equal(2, early.Result().Length);
        Assert.Equal("a b", Values(2));
    }

    [Fact]
    [Trait("Behaviour", "IDM-14")]
    public void While_a_member_is_in_doubt_lists_ask_the_database_and_nothing_of_it_is_kept_or_joined()
    {
        using TestNode node = TestNode.Start();
        int id = Add("a", category: 1);
        Assert.Single(MPart.GetByCategory(1));
        Trx trx = Trx.Begin();
        MPart copy = MPart.GetCopy(id, trx)!;
        copy.Price = 8;
        copy.Save();
        using HeldCommit commit = HeldCommit.Before(node, trx);
        Assert.Equal(1, node.StatementsOf(() => Assert.Equal(0, MPart.GetByCategory(1)[0].Price)));
        DatabaseGate gate = node.Database.Hold(DatabasePoint.AfterRead, MPart.TableName, 1);
        Task<ImmutableArray<MPart>> early = Background.Run(() => MPart.GetByCategory(1));
        gate.WaitUntilReached();
        using HeldCommit committed = commit.MoveOnToAfter();
        int joins = (int)node.Metrics.Joins;
        Task<ImmutableArray<MPart>> late = Background.Run(() => MPart.GetByCategory(1));
        node.Metrics.WaitForJoins(joins + 1);
        gate.Open();
        Assert.Equal(0, early.Result()[0].Price);
        Assert.Equal(8, late.Result()[0].Price);
        Assert.Equal(8, MPart.GetByCategory(1)[0].Price);
        committed.Finish();
        Assert.Equal(8, MPart.GetByCategory(1)[0].Price);
    }

    [Fact]
    public void Two_records_with_one_value_of_a_unique_key_are_an_error_that_names_both_and_nothing_is_kept()
    {
        using TestNode node = TestNode.Start();
        (int a, int b) = (Add("Oak", code: "1"), Add("OAK", code: "2"));
        PODuplicateKeyException error = Assert.Throws<PODuplicateKeyException>(() => MPart.GetByValue("oak"));
        Assert.Contains($"M_Part has more than one record with Value = OAK: {a} and {b} are two", error.Message, StringComparison.Ordinal);
        MPart.GetCopy(b)!.Delete();
        Assert.Equal(a, MPart.GetByValue("oak")!.M_Part_ID);
    }

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    public void A_request_keeps_the_list_that_was_there_when_it_began()
    {
        using TestNodes nodes = new();
        int id = nodes.OnWriter(() => Add("a", category: 1));
        Assert.Equal("a", Values(1));
        MPart.GetByValue("a");
        using RequestScope scope = nodes.Reader.Node.BeginRequestScope();
        MPart member = MPart.GetByCategory(1)[0];
        nodes.OnWriter(() =>
        {
            Change(id, p => p.Price = 5);
            Add("b", category: 1);
        });
        Assert.Same(member, Assert.Single(MPart.GetByCategory(1)));
        Assert.Same(member, MPart.GetByValue("a"));
        Assert.Same(member, MPart.Get(id));
        Assert.Equal(2, Apart.Run(() => MPart.GetByCategory(1)).Length);
    }

    [Fact]
    public void A_cache_that_copies_hands_out_copies_from_its_finders()
    {
        using TestNode node = TestNode.Start();
        new MLabel { Name = "x", Colour = "red" }.Save();
        MLabel found = MLabel.GetByName("x")!;
        found.Colour = "blue";
        Assert.Equal("red", MLabel.GetByName("x")!.Colour);
        Assert.Equal("red", Assert.Single(MLabel.GetByColour("red")).Colour);
        Assert.NotSame(MLabel.GetByColour("red")[0], MLabel.GetByColour("red")[0]);
    }

    [Fact]
    [Trait("Behaviour", "IDM-28")]
    public void Finders_leave_nothing_behind_of_lists_that_are_gone()
    {
        using TestNode node = TestNode.Start();
        int id = Add("a", category: 0);
        for (int i = 1; i <= 200; i++)
        {
            MPart.GetByCategory(i - 1);
            Change(id, p => p.M_Category_ID = i);
        }

        Assert.Equal(0, MPart.ByCategoryCache.Count);
        Assert.Equal(0, MembersOf(node).Count);
        MPart.GetByCategory(200);
        Assert.Equal(1, MembersOf(node).Count);
        node.Node.Bus.Reset(MPart.TableName);
        Assert.Equal(0, MembersOf(node).Count);
    }

    [Fact]
    public void The_attribute_limits_the_cache_of_its_class()
    {
        TestClock clock = new();
        using TestNode node = TestNode.Start(configure: o => o.TimeProvider = clock);
        for (int i = 1; i <= 5; i++)
        {
            new MNote { AD_Note_ID = i, Text = "x" }.Save();
            MNote.Get(i);
        }

        Assert.Equal(3, MNote.Cache.Count);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, MNote.Cache.Count);
        Assert.Equal(2, MNote.Cache.MissCapacity);
    }

    [Fact]
    public void Keys_of_indexes_go_through_the_log_as_text()
    {
        RoundTrip(MPart.KindInfo, PartKind.Tool, "1");
        RoundTrip(MPart.OrgCodeInfo, (3, "a\"b"), "[3,\"a\\\"b\"]");
        Assert.Equal("ÉVRY", MPart.ValueInfo.Normalize("évry"));

        static void RoundTrip<TKey>(POIndexInfo<TKey, MPart> index, TKey key, string text)
            where TKey : notnull
        {
            Assert.Equal(text, RecordKeyText.Format(key, index.KeyShape));
            Assert.Equal(key, RecordKeyText.Parse(text, typeof(TKey), index.KeyShape));
        }
    }

    private static IndexMembers<int, MPart> MembersOf(TestNode node) => (IndexMembers<int, MPart>)MPart.ByCategoryCache.StoreOf(node.Node).Attachment!;

    private static string Values(int category) => string.Join(" ", MPart.GetByCategory(category).Select(p => p.Value));

    private static int Add(string value, int? category = null, int org = 0, string? code = null)
    {
        MPart part = new() { Value = value, M_Category_ID = category, AD_Org_ID = org, Code = code ?? value };
        part.Save();
        return part.M_Part_ID;
    }

    private static void Change(int id, Action<MPart> change)
    {
        MPart part = MPart.GetCopy(id)!;
        change(part);
        part.Save();
    }

    // As plain SQL does: nobody notes it.
    private static void Silently(TestNodes nodes, int id, Action<MPart> change)
    {
        MPart part = MPart.GetCopy(id)!;
        change(part);
        nodes.Writer.Database.Tables.Commit([new MemoryWrite(MPart.TableName, id, MemoryRows.Of(part))]);
    }
}
