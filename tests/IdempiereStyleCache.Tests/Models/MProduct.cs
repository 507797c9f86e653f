using System.Collections.Immutable;

namespace IdempiereStyleCache.Tests;

/// <summary>A record with everything: key from the database, columns of several types, a version, children, defaults.</summary>
[POModel("M_Product")]
public sealed partial class MProduct
{
    public const int PriceOrdinal = 2;

    [POKey]
    public partial int M_Product_ID { get; }

    public partial string Name { get; set; }

    public partial decimal Price { get; set; }

    public partial decimal? Weight { get; set; }

    public partial DateTime ValidFrom { get; set; }

    public partial ImmutableArray<byte> Picture { get; set; }

    public partial string Status { get; set; }

    [ConcurrencyToken]
    public partial long Version { get; }

    [Children]
    public partial POList<MProductPrice> Prices { get; }

    /// <summary>The cache behind <c>Get</c>, to look into without asking the database.</summary>
    internal static ImmutableIntPOCache<MProduct> Cache => POStatics.Cache;

    internal static POModelInfo<int, MProduct> Info => POStatics.Model;

    partial void SetInitialDefaults() => Status = "draft";
}

/// <summary>A child of a product.</summary>
[POModel("M_ProductPrice")]
public sealed partial class MProductPrice
{
    [POKey]
    public partial int M_ProductPrice_ID { get; }

    [ParentKey(typeof(MProduct))]
    public partial int M_Product_ID { get; set; }

    public partial decimal Price { get; set; }
}
