using Dapper;
using IdempiereStyleCache.Specs;
using Npgsql;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>A commit that the server is still carrying out when the connection of the node that sent it is cut.</summary>
public sealed class PostgreSqlLateCommitTests : CoherenceSpecs<PostgreSqlSpecDatabase>
{
    [Fact]
    [Trait("Behaviour", "IDM-31")]
    [Trait("Behaviour", "SIG-01")]
    public async Task A_node_hears_of_its_own_commit_that_took_place_after_it_had_given_it_up()
    {
        CreateTable<MProduct>();
        int id = await MakeProductAsync("Oak");
        Execute("""
            CREATE FUNCTION wait_for_it() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$;
            CREATE CONSTRAINT TRIGGER wait_for_it AFTER UPDATE ON M_Product DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_for_it()
            """);
        NpgsqlConnectionStringBuilder target = new(Engine.ConnectionString);
        await using DeafRelay relay = new(target.Host!, target.Port);
        await using CacheNode node = await CacheNode.StartAsync(o =>
        {
            ConfigureNode(o);
            o.IsDefault = false;
            o.TimeProvider = Node.TimeProvider;
            o.UsePostgreSql(new NpgsqlConnectionStringBuilder(target.ConnectionString) { Host = "127.0.0.1", Port = relay.Port }.ConnectionString);
        });
        Assert.Equal("Oak", NameIn(node, id));
        await using NpgsqlConnection holder = new(target.ConnectionString);
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        holder.Execute("SELECT pg_advisory_lock(1)");

        Task commit = Task.Run(() => Rename(node, id, "Elm"), TestContext.Current.CancellationToken);
        while (!holder.ExecuteScalar<bool>("SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted)"))
        {
            Assert.False(commit.IsCompleted, "The commit did not wait.");
        }

        relay.CutWhatWaits();
        await Assert.ThrowsAsync<TrxOutcomeUnknownException>(() => commit);
        Assert.Equal(("Oak", "Oak"), (NameIn(node, id), NameIn(Other, id)));

        holder.Execute("SELECT pg_advisory_unlock(1)");
        while (Scalar<string>($"SELECT Name FROM M_Product WHERE M_Product_ID = {id}") == "Oak")
        {
        }

        Assert.Equal(0, LoadsOf(node, () => Assert.Equal("Oak", UnscopedNameIn(node, id))));
        Assert.Equal(("Elm", "Elm"), (NameIn(node, id), NameIn(Other, id)));
    }
}
