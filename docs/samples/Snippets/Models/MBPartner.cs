using IdempiereStyleCache;

namespace Snippets;

#region finders
[POModel("C_BPartner")]
[POCache(MaxSize = 10_000, IdleExpiration = "01:00:00")]
public sealed partial class MBPartner
{
    [POKey]
    public partial int C_BPartner_ID { get; }

    [UniqueKey(IgnoreCase = true)]                        // GetByValue("joe")
    public partial string Value { get; set; }

    [UniqueKey("TaxID")]                                  // GetByTaxID(11, "U1"): one key of two columns
    public partial int AD_Org_ID { get; set; }

    [UniqueKey("TaxID")]
    public partial string? TaxID { get; set; }

    [Index("Group")]                                      // GetByGroup(5): a list
    public partial int C_BP_Group_ID { get; set; }
}
#endregion
