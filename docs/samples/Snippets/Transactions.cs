using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/concepts/transactions.md.</summary>
internal static class Transactions
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        await CommitAsync();
        WhoSeesWhat();
        Savepoints();
        Conflict();
    }

    private static async Task CommitAsync()
    {
        #region commit
        await using Trx trx = await Trx.BeginAsync();
        MProduct oak = (await MProduct.GetCopyAsync(124, trx))!;
        MProduct elm = (await MProduct.GetCopyAsync(125, trx))!;
        (oak.Price, elm.Price) = (elm.Price, oak.Price);
        await oak.SaveAsync();       // in trx, which the copy is bound to
        await elm.SaveAsync();
        await trx.CommitAsync();     // leaving the block without it rolls back
        #endregion
        Claim.Holds(MProduct.GetRequired(124).Price == 49.9m && MProduct.GetRequired(125).Price == 59.9m, "both prices changed");
    }

    private static void WhoSeesWhat()
    {
#pragma warning disable ISC0008 // what others read before the commit is what it shows
        #region who-sees-what
        using Trx trx = Trx.Begin();
        MProduct copy = MProduct.GetCopy(124, trx)!;
        copy.Name = "Oak tree, tall";
        copy.Save();

        string inside = MProduct.GetRequired(124, trx).Name;     // Oak tree, tall: its own write, frozen, and never in the shared cache
        string outside = MProduct.GetRequired(124).Name;         // Oak tree: what is committed
        #endregion
#pragma warning restore ISC0008
        Claim.Holds(inside == "Oak tree, tall" && outside == "Oak tree", "a transaction sees its own writes and nobody else does");
        trx.Rollback();
        Claim.Holds(MProduct.GetRequired(124).Name == "Oak tree", "a rollback leaves nothing");
        Claim.Holds(copy.IsChanged, "the copy is as unsaved as before");
    }

    private static void Savepoints()
    {
        string[] lines = ["Ash;Ash tree", "Oak;A second oak", "Yew;Yew"];
        #region savepoint
        using Trx trx = Trx.Begin();
        foreach (string[] cells in lines.Select(line => line.Split(';')))
        {
            TrxSavepoint before = trx.SetSavepoint();
            try
            {
                new MProduct { Value = cells[0], Name = cells[1] }.Save(trx);
                AddLabels(cells[0], trx);
            }
            catch (POException)
            {
                trx.Rollback(before);      // this line only: what was saved before it stays
            }
        }

        trx.Commit();
        #endregion
        Claim.Holds(MProduct.Query("Value IN ('Ash', 'Yew')").Count() == 2, "the good lines are there");
        Claim.Holds(MProduct.Query("Name = 'A second oak'").Count() == 0, "the bad line is not");
    }

    private static void AddLabels(string value, Trx trx) =>
        new MProductLabel { M_Product_ID = MProduct.Query("Value = @value", new { value }, trx).First()!.M_Product_ID, SeqNo = 10, Text = "New" }.Save(trx);

    private static void Conflict()
    {
        MProduct mine = MProduct.GetCopy(125)!;
        MProduct theirs = MProduct.GetCopy(125)!;
        theirs.Name = "Elm tree, small";
        theirs.Save();
        mine.Price = 39.9m;
        string told = "";
        #region conflict
        try
        {
            mine.Save();
        }
        catch (POConcurrencyException e)
        {
            told = $"{e.TableName} {e.Key}: read with version {e.ExpectedVersion}, now {e.ActualVersion}";
            mine = MProduct.GetCopy(125)!;       // read it again, apply the change again, save again
            mine.Price = 39.9m;
            mine.Save();
        }
        #endregion
        Claim.Holds(told == "M_Product 125: read with version 2, now 3", $"the conflict names both versions, and not: {told}");
        Claim.Holds(MProduct.GetRequired(125) is { Name: "Elm tree, small", Price: 39.9m }, "both changes are there");
    }
}
