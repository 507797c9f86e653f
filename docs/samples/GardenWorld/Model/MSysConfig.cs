using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A setting of the shop, which people change at run time.</summary>
[POModel("AD_SysConfig")]
public sealed partial class MSysConfig
{
    [POKey]
    public partial string Name { get; init; }

    public partial string Value { get; set; }
}
