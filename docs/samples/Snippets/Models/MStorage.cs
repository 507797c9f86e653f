using IdempiereStyleCache;

namespace Snippets;

#region composite
[POModel("M_Storage")]
public sealed partial class MStorage
{
    [POKey]
    public partial StorageKey Key { get; init; }

    public partial decimal QtyOnHand { get; set; }
}

public readonly record struct StorageKey(int M_Warehouse_ID, int M_Product_ID);
#endregion
