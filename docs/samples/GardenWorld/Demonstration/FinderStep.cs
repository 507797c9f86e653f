using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>Records are found by a unique key and in lists, and both follow what is saved.</summary>
internal sealed class FinderStep : IStep
{
    public string Title => "A unique key and a list are found without asking, and stay right";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct oak = MProduct.GetRequired(records.Oak);
        checks.Same("found by its search key", oak, MProduct.GetByValue(oak.Value));
        checks.Equal("a key that nobody has", null, MProduct.GetByValue("DEMO-ASH"));
        long before = records.StatementCount;
        MProduct.GetByValue(oak.Value);
        MProduct.GetByValue("DEMO-ASH");
        checks.Equal("statements for both once more", 0, records.StatementCount - before);

        using (Trx trx = Trx.Begin())
        {
            MProduct copy = MProduct.GetCopy(records.Oak, trx)!;
            copy.Value = "DEMO-ASH";
            copy.Save();
            trx.Commit();
        }

        checks.Equal("by the old key after a change", null, MProduct.GetByValue(oak.Value));
        checks.Same("by the new key", MProduct.GetRequired(records.Oak), MProduct.GetByValue("DEMO-ASH"));
    }
}
