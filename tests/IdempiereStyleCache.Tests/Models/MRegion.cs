namespace IdempiereStyleCache.Tests;

/// <summary>Three generations.</summary>
[POModel("C_Region")]
public sealed partial class MRegion
{
    [POKey]
    public partial int C_Region_ID { get; }

    public partial string Name { get; set; }

    [Children]
    public partial POList<MCity> Cities { get; }
}

[POModel("C_City")]
public sealed partial class MCity
{
    [POKey]
    public partial int C_City_ID { get; }

    [ParentKey(typeof(MRegion))]
    public partial int C_Region_ID { get; set; }

    public partial string Name { get; set; }

    [Children]
    public partial POList<MStreet> Streets { get; }
}

[POModel("C_Street")]
public sealed partial class MStreet
{
    [POKey]
    public partial int C_Street_ID { get; }

    [ParentKey(typeof(MCity))]
    public partial int C_City_ID { get; set; }

    public partial string Name { get; set; }
}
