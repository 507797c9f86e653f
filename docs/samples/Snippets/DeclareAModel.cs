using System.Collections.Immutable;
using IdempiereStyleCache;

namespace Snippets;

/// <summary>Runs what docs/how-to/declare-a-model.md shows; the declarations are in Models.</summary>
internal static class DeclareAModel
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        NewRecord();
        Refused();
        Composite();
    }

    private static void NewRecord()
    {
        #region new-record
        MProduct ash = new() { Value = "Ash", Name = "Ash tree", Price = 39.9m, Photo = [1, 2, 3] };
        ash.Labels.Add(new MProductLabel { SeqNo = 10, Text = "Hardy" });    // gets the product's key with the save
        ash.Save();

        MProduct cached = MProduct.GetRequired(ash.M_Product_ID);
        #endregion
        Claim.Holds(
            cached is { Value: "Ash", ProductType: ProductType.Item, Help: null, Weight: null, Version: 1, DisplayName: "Ash - Ash tree", Labels.Count: 1 },
            "the record is as it was saved");
        Claim.Holds(cached.Labels[0].Text == "Hardy" && cached.Photo is { } photo && photo.SequenceEqual(ImmutableArray.Create<byte>(1, 2, 3)), "so are its parts");
        Claim.Holds(cached.Created > new DateTime(2020, 1, 1), "the table's default was read back");
        Claim.Holds(cached.IsValidOn(new DateOnly(2030, 1, 1)), "without an end it is valid");
    }

    private static void Refused()
    {
        MProduct elm = MProduct.GetCopy(125)!;
        elm.Price = -1m;
        try
        {
            elm.Save();
        }
        catch (InvalidOperationException)
        {
            Claim.Holds(MProduct.Query("M_Product_ID = 125").First()!.Price == 49.9m, "the hook refused the save");
            return;
        }

        Claim.Holds(false, "the hook refuses the save");
    }

    private static void Composite()
    {
        #region composite-use
        MStorage? stock = MStorage.Get(new StorageKey(M_Warehouse_ID: 1, M_Product_ID: 124));
        new MStorage { Key = new(M_Warehouse_ID: 2, M_Product_ID: 124), QtyOnHand = 5m }.Save();
        #endregion
        Claim.Holds(stock?.QtyOnHand == 12m && MStorage.Get(new StorageKey(2, 124))?.QtyOnHand == 5m, "keys of several columns work");
    }
}
