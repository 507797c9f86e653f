using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>What is rolled back was never seen by anybody else, and leaves nothing behind.</summary>
internal sealed class RollbackStep : IStep
{
    public string Title => "After a rollback nothing has changed";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct before = MProduct.GetRequired(records.Oak);
        int phantom;
        MProduct copy;
        using (Trx trx = Trx.Begin())
        {
            copy = MProduct.GetCopy(records.Oak, trx)!;
            copy.Name = "Felled tree";
            copy.Save();

            MProduct added = DemoRecords.NewProduct("PHANTOM", "Phantom tree");
            added.Save(trx);
            phantom = added.M_Product_ID;
            checks.Equal("the new record, in the transaction", "Phantom tree", MProduct.Get(phantom, trx)?.Name);

            // Leaving the block without a commit rolls back.
        }

        checks.Equal("the changed record", "Oak tree", MProduct.GetRequired(records.Oak).Name);
        checks.Same("it never left the cache", before, MProduct.GetRequired(records.Oak));
        checks.Equal("the new record", null, MProduct.Get(phantom)?.Name);
        checks.Equal("rows of the new record in the table", 0, MProduct.Query("Name = 'Phantom tree'").Count());
        checks.Equal("the copy still has its change to be saved", true, copy.IsChanged);
    }
}
