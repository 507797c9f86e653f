using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A deleted record reads as missing from the commit on; a delete that is rolled back did not happen.</summary>
internal sealed class DeleteStep : IStep
{
    public string Title => "A deleted record reads as missing";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct before = MProduct.GetRequired(records.Oak);
        using (Trx trx = Trx.Begin())
        {
            MProduct.GetCopy(records.Oak, trx)!.Delete();
            checks.Equal("in the transaction that deletes it", null, MProduct.Get(records.Oak, trx)?.Name);
#pragma warning disable ISC0008 // what everybody else reads meanwhile is what it shows
            checks.Equal("outside it", "Oak tree", MProduct.Get(records.Oak)?.Name);
#pragma warning restore ISC0008
            trx.Rollback();
        }

        checks.Equal("after the rollback", "Oak tree", MProduct.Get(records.Oak)?.Name);

        // Without a transaction, Delete runs and commits in one of its own.
        MProduct.GetCopy(records.Oak)!.Delete();
        checks.Equal("after the commit, Get", null, MProduct.Get(records.Oak)?.Name);
        checks.Throws<PONotFoundException>("after the commit, GetRequired", null, () => MProduct.GetRequired(records.Oak));
        checks.Equal("its price went with it", null, MProductPrice.Get(records.OakPrice)?.PriceStd);
        checks.Equal("the instance that was read before still says", "Oak tree", before.Name);
    }
}
