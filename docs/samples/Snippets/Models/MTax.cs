using IdempiereStyleCache;

namespace Snippets;

#region full-table
[POModel("C_Tax")]
[FullTableCache]
public sealed partial class MTax
{
    [POKey]
    public partial int C_Tax_ID { get; }

    [UniqueKey]
    public partial string Name { get; set; }

    [Index]
    public partial string Country { get; set; }

    public partial decimal Rate { get; set; }
}
#endregion
