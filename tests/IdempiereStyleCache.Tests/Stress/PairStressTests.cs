using System.Globalization;

namespace IdempiereStyleCache.Tests;

/// <summary>Request consistency under fire, and that the run sees what each safeguard is for.</summary>
[Collection(RunsAlone.Name)]
public class PairStressTests(ITestOutputHelper output)
{
    private const int Readers = 8;

    // ISC_STRESS_PAIRS asks for more, as for the 10 million of a long run.
    private static int PairsPerReader =>
        int.TryParse(Environment.GetEnvironmentVariable("ISC_STRESS_PAIRS"), NumberStyles.None, CultureInfo.InvariantCulture, out int pairs) ? pairs / Readers : 40_000;

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    public void No_scope_reads_a_torn_pair_of_records_that_were_cached_when_it_began()
    {
        using PairRun run = new();
        using (RequestScope open = run.Reader.BeginRequestScope())
        {
            MProduct.Get(1);
            run.Work(Readers, PairsPerReader);
            output.WriteLine(
                $"{run.Read} pairs read in scopes: {run.Torn} torn, {run.Pinned} of scopes that kept records by themselves, {run.Uncached} of which one was not cached at the beginning; "
                + $"{run.Reader.Scopes.RetainedCount} entries kept for a scope that was open all the time");
            Assert.InRange(run.Reader.Scopes.RetainedCount, 0, 48);
        }

        Assert.Equal((0, 0), (run.Torn, run.Changed));
        Assert.True(run.Read >= Readers * PairsPerReader);
        Assert.InRange(run.Uncached, 1, run.Read / 2);
        Assert.Equal((0, 0), (run.Reader.Scopes.Count, run.Reader.Scopes.RetainedCount));
    }

    [Fact]
    public void Without_what_is_kept_for_scopes_records_change_under_them()
    {
        long bad = 0;
        for (int attempt = 0; attempt < 3 && bad == 0; attempt++)
        {
            using PairRun run = new(CoherenceFaults.DropVersions);
            run.Work(Readers, 20_000);
            bad = run.Torn + run.Changed;
        }

        Assert.NotEqual(0, bad);
    }

    [Fact]
    [Trait("Behaviour", "TRC-03")]
    public void A_million_scopes_leave_nothing_behind()
    {
        using TestNode node = TestNode.Start();
        int id = node.AddProduct(price: 10);
        MProduct.Get(id);
        long before = Allocated();
        for (int i = 0; i < 1_000_000; i++)
        {
            using RequestScope scope = node.Node.BeginRequestScope();
            MProduct.Get(id);
            if (i % 1_000 == 0)
            {
                node.SetPrice(id, i);
                MProduct.Get(id);
            }
        }

        Assert.Equal((0, 0), (node.Node.Scopes.Count, node.Node.Scopes.RetainedCount));
        Assert.InRange(Allocated() - before, long.MinValue, 1_000_000);

        static long Allocated() => GC.GetTotalMemory(forceFullCollection: true);
    }
}
