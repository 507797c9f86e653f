namespace IdempiereStyleCache.Generators.Tests;

/// <summary>Model classes that several tests use.</summary>
internal static class Sources
{
    public const string Product = """
        namespace Garden;

        [POModel("M_Product")]
        public sealed partial class MProduct
        {
            [POKey] public partial int M_Product_ID { get; }
            public partial string Value { get; set; }
            public partial decimal? Weight { get; set; }
            [ConcurrencyToken] public partial long Version { get; }
            [Children] public partial POList<MProductPrice> Prices { get; }
        }
        """;

    public const string ProductPrice = """
        namespace Garden;

        [POModel("M_ProductPrice")]
        public sealed partial class MProductPrice
        {
            [POKey] public partial int M_ProductPrice_ID { get; }
            [ParentKey(typeof(MProduct))] public partial int M_Product_ID { get; }
            public partial decimal Price { get; set; }
        }
        """;

    public const string Tax = """
        namespace Garden;

        [POModel("C_Tax")]
        public partial class MTax
        {
            [POKey] public partial int C_Tax_ID { get; }
            public partial decimal Rate { get; set; }
        }
        """;
}
