using System.Globalization;
using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>Two people take a copy of one record, and both save: the second is told, and nothing of the first is lost.</summary>
internal sealed class ConcurrencyConflictStep : IStep
{
    public string Title => "Who saves an outdated copy is told, and overwrites nothing";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct mine = MProduct.GetCopy(records.Oak)!;
        MProduct theirs = MProduct.GetCopy(records.Oak)!;
        theirs.Name = "Oak tree, tall";
        theirs.Save();

        mine.Weight = 2m;
        POConcurrencyException? conflict = checks.Throws<POConcurrencyException>("saving my copy after theirs", null, () => mine.Save());
        checks.Equal("version that I had read", mine.Version, AsLong(conflict?.ExpectedVersion));
        checks.Equal("version that the database holds", theirs.Version, AsLong(conflict?.ActualVersion));
        checks.Equal("the name is theirs", "Oak tree, tall", MProduct.GetRequired(records.Oak).Name);
        checks.Equal("the weight is the old one", 1m, MProduct.GetRequired(records.Oak).Weight);

        MProduct again = MProduct.GetCopy(records.Oak)!;
        again.Weight = 2m;
        again.Save();
        checks.Equal("the weight after reading again and saving", 2m, MProduct.GetRequired(records.Oak).Weight);
        checks.Equal("the name is still theirs", "Oak tree, tall", MProduct.GetRequired(records.Oak).Name);
    }

    private static long AsLong(object? version) => Convert.ToInt64(version, CultureInfo.InvariantCulture);
}
