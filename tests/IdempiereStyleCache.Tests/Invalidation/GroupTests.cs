namespace IdempiereStyleCache.Tests;

/// <summary>What a group's reset reaches.</summary>
[Trait("Behaviour", "SIG-09")]
public class GroupTests
{
    private static readonly Dictionary<string, Action<TestNodes, string>> s_resets = new()
    {
        ["call"] = static (nodes, group) => nodes.Reader.Node.Bus.ResetGroup(group),
        ["log row"] = static (nodes, group) =>
        {
            nodes.Log.Push($"group:{group}", null, includesParents: false);
            nodes.Reader.Node.CatchUp();
        },
        ["log row, prefix and key in other forms"] = static (nodes, group) =>
        {
            nodes.Log.Push($"Group:{group}", "1");
            nodes.Reader.Node.CatchUp();
        },
        ["transaction of another node"] = static (nodes, group) =>
        {
            using Trx trx = nodes.Writer.Node.BeginTrx();
            trx.MarkGroupChanged(group);
            trx.Commit();
            nodes.Reader.Node.CatchUp();
        },
        ["own transaction"] = static (nodes, group) =>
        {
            using Trx trx = nodes.Reader.Node.BeginTrx();
            trx.MarkGroupChanged(group);
            trx.Commit();
        },
    };

    public static TheoryData<string> Resets => [.. s_resets.Keys];

    [Theory]
    [MemberData(nameof(Resets))]
    public void Its_caches_and_tables_and_those_of_the_groups_it_cascades_into_are_emptied_and_no_others(string reset)
    {
        using TestNodes nodes = new(reader: Define, writer: Define);
        using Caches caches = new();
        caches.Fill();
        s_resets[reset](nodes, "Pricing");
        Assert.Equal(["other", "same table"], caches.Filled);
        caches.Fill();
        s_resets[reset](nodes, "taxes");
        Assert.Equal(["other", "pricing", "pricing's table", "same table"], caches.Filled);
        caches.Fill();
        s_resets[reset](nodes, "nobody's");
        Assert.Equal(5, caches.Filled.Count());
    }

    [Theory]
    [MemberData(nameof(Resets))]
    public void A_load_under_way_in_a_cache_of_the_group_is_not_published(string reset)
    {
        using TestNodes nodes = new(reader: Define, writer: Define);
        TaskCompletionSource<string?> loaded = new();
        TaskCompletionSource begun = new();
        int loads = 0;
        using CCache<int, string> cache = new("T", (_, _) =>
        {
            begun.TrySetResult();
            return Interlocked.Increment(ref loads) == 1 ? new(loaded.Task) : new("new");
        })
        { Group = "pricing" };
        Task<string?> load = Background.Run(() => cache.Get(1));
        begun.Task.Join();
        s_resets[reset](nodes, "pricing");
        loaded.SetResult("old");
        Assert.Equal("new", load.Result());
        Assert.Equal("new", cache.Get(1));
    }

    [Fact]
    public void A_reset_says_how_much_went_and_is_heard_once_a_name()
    {
        using TestNodes nodes = new(reader: Define);
        using Caches caches = new();
        caches.Fill();
        List<string> heard = [];
        using IDisposable listening = nodes.Reader.Node.Bus.Subscribe(r => heard.Add(r.TableName));
        Assert.Equal(3, nodes.Reader.Node.Bus.ResetGroup("pricing"));
        Assert.Equal(["t_priced", "group:pricing"], heard);
        Assert.Equal(0, nodes.Reader.Node.Bus.ResetGroup("pricing"));
    }

    [Fact]
    public void Caches_that_were_disposed_leave_nothing_in_their_groups()
    {
        using TestNodes nodes = new(reader: Define);
        int before = nodes.Reader.Node.Bus.TableCount;
        Caches caches = new();
        caches.Fill();
        caches.Dispose();
        Assert.Equal(before, nodes.Reader.Node.Bus.TableCount);
        Assert.Empty(nodes.Reader.Node.Bus.MembersOf("pricing"));
        Assert.Equal(0, nodes.Reader.Node.Bus.ResetGroup("pricing"));
    }

    private static void Define(CacheNodeOptions options) =>
        options.Groups.Define("pricing", ["t_priced"], ["TAXES"]).Define("taxes", cascadesTo: ["rates"]).Define("rates");

    private sealed class Caches : IDisposable
    {
        private readonly Dictionary<string, CCache<int, string>> _all = new()
        {
            ["pricing"] = Make("T", "pricing"),
            ["pricing's table"] = Make("T_Priced", null),
            ["rates"] = Make("T_Rate", "Rates"),
            ["same table"] = Make("T", null),
            ["other"] = Make("T_Other", "others"),
        };

        public IEnumerable<string> Filled => _all.Where(static c => c.Value.IsCached(1)).Select(static c => c.Key).Order();

        public void Fill()
        {
            foreach (CCache<int, string> cache in _all.Values)
            {
                cache.Get(1);
            }

            Assert.Equal(_all.Count, Filled.Count());
        }

        public void Dispose()
        {
            foreach (CCache<int, string> cache in _all.Values)
            {
                cache.Dispose();
            }
        }

        private static CCache<int, string> Make(string table, string? group) => new(table, static (_, _) => new("value")) { Group = group };
    }
}
