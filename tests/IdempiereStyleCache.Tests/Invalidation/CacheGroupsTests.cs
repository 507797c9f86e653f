namespace IdempiereStyleCache.Tests;

/// <summary>What can be defined.</summary>
[Trait("Behaviour", "SIG-09")]
public class CacheGroupsTests
{
    [Fact]
    public void A_circle_is_refused_with_its_path_wherever_it_is_closed()
    {
        CacheGroups groups = new CacheGroups().Define("a", cascadesTo: ["x", "B"]).Define("b", cascadesTo: ["c"]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => groups.Define("C", cascadesTo: ["y", "A"]));
        Assert.StartsWith("The group of caches 'C' would cascade into itself: C -> A -> B -> C. ", error.Message.Replace("-> c", "-> C", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(["a", "x", "B", "c"], groups.Define("c").WithCascades("a"));
        Assert.Contains(" itself: d -> d. ", Assert.Throws<ArgumentException>(() => groups.Define("d", cascadesTo: ["D"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_ways_to_one_group_are_no_circle_and_reach_it_once()
    {
        CacheGroups groups = new CacheGroups().Define("a", cascadesTo: ["b", "c", "B"]).Define("b", cascadesTo: ["d"]).Define("c", cascadesTo: ["d"]).Define("d");
        Assert.Equal(["a", "b", "c", "d"], groups.WithCascades("a"));
        Assert.Equal(["d"], groups.WithCascades("d"));
        Assert.Equal(["nobody's"], groups.WithCascades("nobody's"));
    }

    [Fact]
    public async Task A_cascade_into_a_group_that_is_not_defined_stops_the_start_of_the_node()
    {
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => CacheNode.StartAsync(o =>
        {
            o.IsDefault = false;
            o.UseDatabase(static _ => new GatedDatabase());
            o.Groups.Define("pricing", cascadesTo: ["taxes"]);
        }));
        Assert.StartsWith("The group of caches 'pricing' cascades into 'taxes', which is not defined.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_of_a_node_that_has_started_do_not_change()
    {
        CacheGroups? groups = null;
        using TestNode node = TestNode.Start(configure: o => groups = o.Groups);
        Assert.Throws<InvalidOperationException>(() => groups!.Define("late"));
    }

    [Fact]
    public void Bad_names_are_refused()
    {
        string tooLong = new('x', LogRow.MaxTableNameLength - LogRow.GroupPrefix.Length + 1);
        CacheGroups groups = new CacheGroups().Define("a").Define(tooLong[1..]);
        using TestNode node = TestNode.Start();
        Action[] actions =
        [
            () => groups.Define(" "), () => groups.Define(tooLong), () => groups.Define("A"), () => groups.Define("b", [" "]), () => groups.Define("b", cascadesTo: [""]),
            () => groups.Define("b", ["group:b"]), () => groups.Define("b", ["*"]), () => node.Node.Bus.ResetGroup(""), () => node.Node.Bus.ResetGroup(tooLong),
            () => MakeCache(group: ""), () => MakeCache(group: tooLong), () => MakeCache("*"), () => MakeCache("GROUP:b"),
        ];
        Assert.All(actions, static a => Assert.ThrowsAny<ArgumentException>(a));
        groups.Define("b", ["T"]);
    }

    private static void MakeCache(string table = "T", string? group = null) => new CCache<int, string>(table, static (_, _) => default) { Group = group }.Dispose();
}
