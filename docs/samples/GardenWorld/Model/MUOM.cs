using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A unit of measure. There are few, and every line needs one: the cache keeps the whole table.</summary>
[POModel("C_UOM")]
[FullTableCache]
public sealed partial class MUOM
{
    [POKey]
    public partial int C_UOM_ID { get; }

    /// <summary>The code that trade partners exchange, for example <c>MTQ</c> for the cubic metre.</summary>
    [UniqueKey]
    public partial string X12DE355 { get; set; }

    public partial string Name { get; set; }

    /// <summary>To how many decimals a quantity is rounded.</summary>
    public partial int StdPrecision { get; set; }
}
