using Dapper;
using IdempiereStyleCache;
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
}
