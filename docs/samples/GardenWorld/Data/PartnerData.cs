using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>The business partners and their groups. A few have a price list or a discount of their own.</summary>
internal static class PartnerData
{
    private const ulong Seed = 2;

    private static readonly string[] s_surnames = ["Alder", "Birch", "Brooks", "Farmer", "Field", "Gardner", "Heath", "Hill", "Meadows", "Moss", "Reed", "Wood"];
    private static readonly string[] s_firms = ["Landscapes", "Nurseries", "Gardens", "Estates", "Parks", "Florists", "Allotments", "Hotels"];

    public static void Make(DataSet data, Dictionary<string, int> priceLists, Trx trx, ISeedProgress progress)
    {
        MBPGroup[] groups =
        [
            new() { Value = "WALKIN", Name = "Walk-in customers", M_PriceList_ID = priceLists["Shop"], FlatDiscount = 0m },
            new() { Value = "MEMBER", Name = "Garden club members", M_PriceList_ID = priceLists["Members"], FlatDiscount = 3m },
            new() { Value = "TRADE", Name = "Gardeners and builders", M_PriceList_ID = priceLists["Trade"], FlatDiscount = 7.5m },
            new() { Value = "CITY", Name = "Public authorities", M_PriceList_ID = priceLists["Trade"], FlatDiscount = 12.25m },
        ];
        foreach (MBPGroup group in groups)
        {
            group.Save(trx);
        }

        SeededNumbers numbers = new(Seed);
        progress.Begin("Business partners", data.Partners);
        for (int i = 0; i < data.Partners; i++)
        {
            MBPGroup group = numbers.Pick(groups);
            string surname = numbers.Pick(s_surnames);
            MBPartner partner = new()
            {
                Value = $"BP-{i + 1:0000}",
                Name = group.Value is "WALKIN" or "MEMBER" ? $"{(char)('A' + numbers.Below(26))}. {surname}" : $"{surname} {numbers.Pick(s_firms)}",
                C_BP_Group_ID = group.C_BP_Group_ID,
                M_PriceList_ID = numbers.Below(20) == 0 ? priceLists["Shop"] : null,
                FlatDiscount = numbers.Below(5) == 0 ? numbers.Between(0, 80) / 4m : null,
                FirstSale = DataSet.OrderDays.First.AddDays(-numbers.Between(1, 3_650)),
            };
            partner.Save(trx);
            progress.Advance();
        }
    }
}
