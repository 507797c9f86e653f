using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Specs;

/// <summary>The log's tables are made once, by whoever comes first, and are not touched when they are another version's.</summary>
public abstract class LogSchemaSpecs<TDatabase> : CoherenceSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    [Fact]
    public async Task Many_nodes_can_start_at_once_on_an_empty_database()
    {
        CacheNode[] nodes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => StartNodeAsync(
            o => o.Log.TablePrefix = "again_", n => n.Name = $"starter-{i}"))));

        Assert.Equal((1, 1), (Scalar<int>("SELECT COUNT(*) FROM again_state"), Scalar<int>("SELECT version FROM again_state")));
        Assert.Equal(6, Scalar<int>("SELECT COUNT(*) FROM again_node"));
        foreach (CacheNode node in nodes)
        {
            await node.DisposeAsync();
        }

        Assert.Equal(0, Scalar<int>("SELECT COUNT(*) FROM again_node"));
    }

    [Fact]
    public async Task Tables_of_a_newer_version_are_refused_and_left_alone()
    {
        Execute("UPDATE isc_state SET version = 2");

        PODatabaseException error = await Assert.ThrowsAsync<PODatabaseException>(() => StartNodeAsync());

        Assert.Contains("is of version 2; this library knows version 1. Update IdempiereStyleCache", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Scalar<int>("SELECT version FROM isc_state"));
        Execute("UPDATE isc_state SET version = 1");
    }

    [Fact]
    public async Task Tables_that_are_missing_and_must_not_be_made_are_an_error_that_says_what_to_do()
    {
        PODatabaseException error = await Assert.ThrowsAsync<PODatabaseException>(() => StartNodeAsync(o =>
        {
            o.Log.TablePrefix = "none_";
            o.Log.InstallSchema = false;
        }));

        Assert.Contains("has no table none_state", error.Message, StringComparison.Ordinal);
        Assert.Contains("InstallSchemaAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_is_what_an_administrator_needs()
    {
        CacheNode writer = await StartNodeAsync(o => o.Log.TablePrefix = "other_");
        await using (writer)
        {
            string script = ((PODatabase)writer.Database).SchemaScript.Replace("other_", "byhand_", StringComparison.Ordinal);
            foreach (string statement in script.Split(";" + Environment.NewLine, StringSplitOptions.RemoveEmptyEntries))
            {
                Execute(statement.TrimEnd(';'));
            }
        }

        CacheNode node = await StartNodeAsync(o =>
        {
            o.Log.TablePrefix = "byhand_";
            o.Log.InstallSchema = false;
        });
        await node.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1abc")]
    [InlineData("a b")]
    [InlineData("x'; DROP TABLE y --")]
    public void A_prefix_that_is_no_name_is_refused(string prefix)
    {
        InvalidationLogOptions options = new();
        Assert.Contains("letters, digits and underscores", Assert.Throws<ArgumentException>(() => options.TablePrefix = prefix).Message, StringComparison.Ordinal);
    }
}
