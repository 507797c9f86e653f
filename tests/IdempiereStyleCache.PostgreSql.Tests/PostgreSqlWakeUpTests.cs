using System.Globalization;
using Dapper;
using IdempiereStyleCache.Data;
using IdempiereStyleCache.Specs;
using Npgsql;

namespace IdempiereStyleCache.PostgreSql.Tests;

/// <summary>Wake-ups through NOTIFY. The clock stands still: nothing else makes a node read by itself.</summary>
[Trait("Behaviour", "SIG-10")]
public sealed class PostgreSqlWakeUpTests : CoherenceSpecs<PostgreSqlSpecDatabase>
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        CreateTable<MProduct>();
    }

    [Fact]
    public async Task A_commit_of_one_node_reaches_another_that_does_not_ask()
    {
        CacheNode sender = await StartWakingAsync();
        CacheNode woken = await StartWakingAsync();
        int id = await MakeProductAsync();
        Assert.Equal("Oak", UnscopedNameIn(woken, id));
        Task heard = Heard(woken, id);

        Rename(sender, id, "Elm");
        await heard.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Elm", UnscopedNameIn(woken, id));
    }

    [Fact]
    public async Task A_node_does_not_read_for_a_wake_up_of_its_own_but_for_one_of_anybody_else()
    {
        CacheNode node = await StartWakingAsync();
        int id = await MakeProductAsync();
        Assert.Equal("Oak", UnscopedNameIn(node, id));
        await using NpgsqlConnection other = (NpgsqlConnection)Connect();
        List<string> senders = [];
        other.Notification += (_, e) => senders.Add(e.Payload);
        await ExecuteAsync(other, "LISTEN isc_wake");
        Rename(node, id, "Elm");
        await other.WaitAsync(TestContext.Current.CancellationToken);
        string own = Assert.Single(senders);
        Assert.Equal(Scalar<long>($"SELECT id FROM isc_node WHERE name = '{node.Name}'").ToString(CultureInfo.InvariantCulture), own);
        Task heard = Heard(node, id);

        long readings = ((PODatabase)node.Database).LogStatementCount;
        await ExecuteAsync(other, $"NOTIFY isc_wake, '{own}'");
        await ExecuteAsync(other, $"INSERT INTO isc_invalidation (table_name, row_key) VALUES ('M_Product', '{id}')");
        Assert.False(heard.IsCompleted);
        await ExecuteAsync(other, "NOTIFY isc_wake");
        await heard.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(readings + 1, ((PODatabase)node.Database).LogStatementCount);
    }

    [Fact]
    public async Task With_triggers_a_node_hears_of_its_own_commit_what_its_application_changed_with_SQL()
    {
        CacheNode node = await StartWakingAsync();
        await ((PODatabase)node.Database).Triggers.InstallAsync([POModelInfo.Of<MProduct>()], TestContext.Current.CancellationToken);
        CacheNode knowing = await StartWakingAsync();
        int oak = await MakeProductAsync("Oak");
        int ash = await MakeProductAsync("Ash");
        Assert.Equal("Ash", UnscopedNameIn(knowing, ash));
        Task heard = Heard(knowing, ash);

        Rename(knowing, oak, "Elm", beforeCommit: trx => trx.Connection.Execute($"UPDATE M_Product SET Name = 'Fir' WHERE M_Product_ID = {ash}", transaction: trx.Transaction));
        await heard.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("Fir", UnscopedNameIn(knowing, ash));
    }

    private Task<CacheNode> StartWakingAsync() => StartAsync(o => o.Coherence.UsesWakeUps = true);

    private static Task Heard(CacheNode node, int id)
    {
        TaskCompletionSource heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        node.Bus.Subscribe(reset =>
        {
            if (reset.Origin == ResetOrigin.Log && (reset.IsWholeTable || reset.Keys.Contains(id)))
            {
                heard.TrySetResult();
            }
        });
        return heard.Task;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
