using Dapper;
using IdempiereStyleCache;
using IdempiereStyleCache.Data;
using Microsoft.Data.Sqlite;

namespace Snippets;

/// <summary>The code of docs/how-to/own-sql.md.</summary>
internal static class OwnSql
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        MProduct.GetMany([124, 125, 126]);
        OneRecord();
        WholeTable();
        TakeOver(connectionString);
        Outside(node, connectionString);
        Signal(connectionString);
        await TriggersAsync(node, connectionString);
    }

    private static void OneRecord()
    {
        #region one-record
        using Trx trx = Trx.Begin();
        trx.Connection.Execute(
            "UPDATE M_Product SET Name = Name || ', tall', Version = Version + 1 WHERE M_Product_ID = @id", new { id = 124 }, trx.Transaction);
        trx.MarkChanged(MProduct.TableName, 124);
        trx.Commit();
        #endregion
        Claim.Holds(MProduct.GetRequired(124) is { Name: "Oak tree, tall", Version: 2 }, "a marked record is read again");
    }

    private static void WholeTable()
    {
        #region whole-table
        using Trx trx = Trx.Begin();
        trx.Connection.Execute("UPDATE M_Product SET ValidTo = '2026-12-31', Version = Version + 1 WHERE ProductType = 'Item'", transaction: trx.Transaction);
        trx.MarkChanged(MProduct.TableName);
        trx.Commit();
        #endregion
        Claim.Holds(MProduct.GetRequired(125).ValidTo == new DateOnly(2026, 12, 31), "a marked table is read again");
    }

    private static void TakeOver(string connectionString)
    {
        #region take-over
        using SqliteConnection connection = new(connectionString);
        connection.Open();
        using SqliteTransaction transaction = connection.BeginTransaction();

        using Trx trx = Trx.Use(transaction);
        MProduct elm = MProduct.GetCopy(125, trx)!;
        elm.Name = "Elm tree, small";
        elm.Save();
        trx.Commit();       // through trx, so that the caches hear of it
        #endregion
        Claim.Holds(MProduct.GetRequired(125).Name == "Elm tree, small", "a transaction begun elsewhere can be used");
    }

    private static void Outside(CacheNode node, string connectionString)
    {
        MProduct.Get(126);
        using SqliteConnection connection = new($"{connectionString};Pooling=False");
        connection.Open();
        connection.Execute("UPDATE M_Product SET Name = 'Mowing and raking' WHERE M_Product_ID = 126");
        Claim.Holds(MProduct.GetRequired(126).Name == "Mowing", "nobody told the cache");
        #region outside
        node.Bus.Reset(MProduct.TableName, 126);
        #endregion
        Claim.Holds(MProduct.GetRequired(126).Name == "Mowing and raking", "now it knows");
    }

    private static void Signal(string connectionString)
    {
        MProduct.Get(126);
        using SqliteConnection other = new($"{connectionString};Pooling=False");
        other.Open();
        #region signal
        using SqliteTransaction transaction = other.BeginTransaction();
        other.Execute("UPDATE M_Product SET Price = '42.0' WHERE M_Product_ID = 126", transaction: transaction);
        other.Execute("INSERT INTO isc_invalidation(table_name, row_key) VALUES ('M_Product', '126')", transaction: transaction);
        transaction.Commit();
        #endregion
        using RequestScope request = RequestScope.Begin();
        Claim.Holds(MProduct.GetRequired(126).Price == 42m, "the next request sees it");
    }

    private static async Task TriggersAsync(CacheNode node, string connectionString)
    {
        #region triggers
        InvalidationTriggers triggers = ((PODatabase)node.Database).Triggers;
        int made = await triggers.InstallAsync([POModelInfo.Of<MProduct>(), POModelInfo.Of<MProductLabel>()]);
        IReadOnlyList<InvalidationTrigger> installed = await triggers.ListAsync();      // name and table of each
        #endregion
        Claim.Holds(made == 6 && installed.Count == 6, $"three triggers a table, and not {made}");
        Claim.Holds(MProduct.GetRequired(124).Labels[0].Text == "Grows to 40 m", "it is cached");
        using (SqliteConnection connection = new($"{connectionString};Pooling=False"))
        {
            connection.Open();
#pragma warning disable ISC0009 // triggers tell of it
            connection.Execute("UPDATE M_ProductLabel SET Text = 'Grows to 50 m' WHERE SeqNo = 10");
#pragma warning restore ISC0009
        }

        using (RequestScope.Begin())
        {
            Claim.Holds(MProduct.GetRequired(124).Labels[0].Text == "Grows to 50 m", "the triggers told of it, and of the parent");
        }

        #region remove-triggers
        int removed = await triggers.RemoveAsync(["M_Product", "M_ProductLabel"]);
        #endregion
        Claim.Holds(removed == 6 && (await triggers.ListAsync()).Count == 0, "they are gone");

        await node.DisposeAsync();
        #region triggers-at-start
        await using CacheNode shop = await CacheNode.StartAsync(o => o.UseSqlite(
            connectionString, sqlite => sqlite.Log.InstallTriggersFor<MProduct>().InstallTriggersFor<MProductLabel>()));
        #endregion
        Claim.Holds((await ((PODatabase)shop.Database).Triggers.ListAsync()).Count == 6, "made at the start");
    }
}
