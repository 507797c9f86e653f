using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/concepts/requests.md.</summary>
internal static class Requests
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        MProduct.GetMany([124, 125]);

        #region keeps
        using (RequestScope request = RequestScope.Begin())
        {
            MProduct oak = MProduct.GetRequired(124);                   // the moment as of which the request reads
            await RenameElsewhereAsync(124, 125);                       // another request renames both

            Claim.Holds(MProduct.GetRequired(124) == oak, "read again: the same instance");
            Claim.Holds(MProduct.GetRequired(125).Name == "Elm tree", "read for the first time: as it was at that moment");
        }

        using (RequestScope next = RequestScope.Begin())
        {
            Claim.Holds(MProduct.GetRequired(124).Name == "renamed", "the next request sees what is new");
        }
        #endregion

        #region own
        using (RequestScope request = RequestScope.Begin())
        {
            MProduct copy = MProduct.GetCopy(124)!;
            copy.Name = "Oak tree, tall";
            copy.Save();
            Claim.Holds(MProduct.GetRequired(124).Name == "Oak tree, tall", "what the request saves itself it sees");
        }
        #endregion
    }

    private static async Task RenameElsewhereAsync(params int[] ids)
    {
        Task other;
        using (ExecutionContext.SuppressFlow())
        {
            other = Task.Run(() =>
            {
                using Trx trx = Trx.Begin();
                foreach (int id in ids)
                {
                    MProduct copy = MProduct.GetCopy(id, trx)!;
                    copy.Name = "renamed";
                    copy.Save();
                }

                trx.Commit();
            });
        }

        await other;
    }
}
