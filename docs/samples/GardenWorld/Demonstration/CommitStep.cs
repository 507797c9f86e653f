using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A transaction sees its own writes at once, everybody else sees them from the commit on.</summary>
internal sealed class CommitStep : IStep
{
    public string Title => "When Commit returns, everybody reads the new value";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct before = MProduct.GetRequired(records.Oak);
        MProduct neighbour = MProduct.GetRequired(records.Elm);
        using Trx trx = Trx.Begin();
        MProduct copy = MProduct.GetCopy(records.Oak, trx)!;
        copy.Name = "Oak tree, tall";
        copy.Save();

        checks.Equal("before the commit, in the transaction", "Oak tree, tall", MProduct.GetRequired(records.Oak, trx).Name);
#pragma warning disable ISC0008 // what everybody else reads meanwhile is what it shows
        checks.Equal("before the commit, outside it", "Oak tree", MProduct.GetRequired(records.Oak).Name);
#pragma warning restore ISC0008
        trx.Commit();

        MProduct after = MProduct.GetRequired(records.Oak);
        checks.Equal("after the commit", "Oak tree, tall", after.Name);
        checks.Equal("IsImmutable of what is read now", true, after.IsImmutable);
        checks.Equal("the instance that was read before still says", "Oak tree", before.Name);
        checks.Same("the product beside it was not touched", neighbour, MProduct.GetRequired(records.Elm));
    }
}
