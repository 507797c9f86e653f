using IdempiereStyleCache;

namespace GardenWorld;

/// <summary>A unit of measure.</summary>
[POModel("C_UOM")]
public sealed partial class MUOM
{
    [POKey]
    public partial int C_UOM_ID { get; }

    /// <summary>The code that trade partners exchange, for example <c>MTQ</c> for the cubic metre.</summary>
    public partial string X12DE355 { get; set; }

    public partial string Name { get; set; }

    /// <summary>To how many decimals a quantity is rounded.</summary>
    public partial int StdPrecision { get; set; }
}
