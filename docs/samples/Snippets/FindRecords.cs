using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/find-records.md.</summary>
internal static class FindRecords
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));

        #region finders-use
        MBPartner? joe = MBPartner.GetByValue("JOE");                       // asked once, then found without asking
        MBPartner? same = await MBPartner.GetByTaxIDAsync(11, "U1");        // the instance that Get(1) returns, too
        IReadOnlyList<MBPartner> group = MBPartner.GetByGroup(5);           // Joe and Ann
        MBPartner? none = MBPartner.GetByValue("Eve");                      // null, and remembered until an Eve is inserted
        #endregion
        Claim.Holds(joe is { C_BPartner_ID: 1 } && joe == same && joe == MBPartner.Get(1) && none is null, "one instance");
        Claim.Holds(group.Select(static p => p.Value).SequenceEqual(["Joe", "Ann"]) && group[0] == joe, "the list");

        #region finders-change
        using (Trx trx = Trx.Begin())
        {
            MBPartner copy = MBPartner.GetCopy(2, trx)!;
            copy.Value = "Eve";
            copy.C_BP_Group_ID = 6;
            copy.Save();
            Claim.Holds(MBPartner.GetByValue("Eve", trx) is not null, "the transaction finds what it wrote");
            trx.Commit();
        }

        Claim.Holds(MBPartner.GetByValue("Ann") is null && MBPartner.GetByValue("Eve") is not null, "old value gone, new one found");
        Claim.Holds(MBPartner.GetByGroup(5).Length == 1 && MBPartner.GetByGroup(6).Length == 2, "it moved from one list to the other");
        #endregion

        #region full-table-use
        MTax? standard = MTax.GetByName("Standard");                        // loads the whole table, once
        MTax? missing = MTax.Get(99);                                       // null without asking: the table is known
        decimal highest = MTax.GetAll().Max(static tax => tax.Rate);
        IReadOnlyList<MTax> low = MTax.Where(static tax => tax.Rate < 15);  // looks at every record of the table
        (MTax? zero, bool isCreated) = MTax.GetOrCreateByName("Zero", () => new MTax { Name = "Zero", Country = "AT", Rate = 0 });
        #endregion
        Claim.Holds(standard is { Rate: 20 } && missing is null && highest == 20 && low.Count == 1, "the table");
        Claim.Holds(isCreated && zero == MTax.GetByName("Zero") && MTax.GetByCountry("AT").Length == 3, "created");
    }
}
