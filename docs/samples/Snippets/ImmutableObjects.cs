using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/concepts/immutable-objects.md.</summary>
internal static class ImmutableObjects
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        Frozen();
        Copies();
        Snapshots();
    }

    private static void Frozen()
    {
#pragma warning disable ISC0001, ISC0002 // the mistakes that the page speaks of
        #region frozen
        MProduct oak = MProduct.GetRequired(124);

        Attempt(() => oak.Name = "Plastic tree");                // PO is immutable: MProduct
        Attempt(() => oak.Labels[0].Text = "Grows to 3 m");      // PO is immutable: MProductLabel
        Attempt(() => oak.Labels.Remove(oak.Labels[0]));         // PO is immutable: MProduct
        Attempt(() => oak.Save());                               // PO is immutable: MProduct
        Attempt(() => oak.Delete());                             // PO is immutable: MProduct
        #endregion
#pragma warning restore ISC0001, ISC0002
        Claim.Holds(oak is { Name: "Oak tree", Labels.Count: 2 } && oak.Labels[0].Text == "Grows to 40 m", "nothing was changed");

        static void Attempt(Action mistake)
        {
            try
            {
                mistake();
            }
            catch (ImmutablePOException e) when (e.Message.StartsWith("PO is immutable: MProduct", StringComparison.Ordinal))
            {
                return;
            }

            Claim.Holds(false, "a frozen object refuses to be changed");
        }
    }

    private static void Copies()
    {
        #region copies
        MProduct copy = MProduct.GetCopy(124)!;
        copy.Name = "Oak tree, tall";
        copy.Labels[0].Text = "Grows to 50 m";

        MProduct cached = MProduct.GetRequired(124);
        string unchanged = $"{cached.Name}: {cached.Labels[0].Text}";         // Oak tree: Grows to 40 m
        #endregion
        Claim.Holds(unchanged == "Oak tree: Grows to 40 m", "the cached instance is as it was");
        Claim.Holds(copy.IsValueChanged(nameof(MProduct.Name)) && !copy.IsValueChanged(nameof(MProduct.Price)), "the copy knows what changed");
        Claim.Holds(Equals(copy.GetOldValue(nameof(MProduct.Name)), "Oak tree"), "the copy knows the old value");
        copy.Name = "Oak tree";
        copy.Labels[0].Text = "Grows to 40 m";
        Claim.Holds(!copy.IsChanged && !copy.Save(), "a value that is set back is no change");
    }

    private static void Snapshots()
    {
        #region snapshots
        MProduct before = MProduct.GetRequired(124);

        MProduct copy = MProduct.GetCopy(124)!;
        copy.Price = 64.9m;
        copy.Save();                                   // without a transaction: in one of its own, committed when Save returns

        MProduct after = MProduct.GetRequired(124);    // another instance, with the new price; before still says 59.9
        #endregion
        Claim.Holds(before.Price == 59.9m && after.Price == 64.9m && before != after, "the old instance keeps the old value");
    }
}
