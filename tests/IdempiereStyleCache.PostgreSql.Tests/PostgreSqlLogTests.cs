using IdempiereStyleCache.Specs;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>The invalidation log when connections or the server are lost.</summary>
public sealed class PostgreSqlLogTests : CoherenceSpecs<PostgreSqlSpecDatabase>
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        CreateTable<MProduct>();
    }

    [Fact]
    [Trait("Behaviour", "SIG-11")]
    public async Task A_node_whose_connection_was_cut_reads_on_by_itself_and_takes_nothing_for_read()
    {
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        Assert.Equal(("Oak", "Ash"), (NameIn(Other, oak), NameIn(Other, ash)));
        Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        Execute($"UPDATE M_Product SET Name = 'Elm' WHERE M_Product_ID = {oak}");

        // Nothing in the log tells of the change: after a crash, its number could be one that the node has seen before.
        Assert.Equal(("Elm", "Ash"), (NameIn(Other, oak), NameIn(Other, ash)));

        Execute($"UPDATE M_Product SET Name = 'Fir' WHERE M_Product_ID = {ash}");
        Execute($"INSERT INTO isc_invalidation (table_name, row_key) VALUES ('M_Product', '{ash}')");
        Assert.Equal(1, LoadsOf(Other, () => Assert.Equal(("Elm", "Fir"), (NameIn(Other, oak), NameIn(Other, ash)))));
    }
}
