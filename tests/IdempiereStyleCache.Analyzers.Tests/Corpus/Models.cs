using System.Threading.Tasks;

namespace Garden
{
    [POModel("M_Product")]
    public sealed partial class MProduct
    {
        private string? _label;

        public int Weighings;

        [POKey] public partial int M_Product_ID { get; }
        public partial string Value { get; set; }
        public partial string Name { get; set; }
        public partial string? Help { get; set; }
        public partial decimal Price { get; set; }
        public partial decimal? Weight { get; set; }
        public partial int Stock { get; set; }
        public partial bool IsActive { get; set; }
        public partial int M_ProductCategory_ID { get; set; }
        [Children] public partial POList<MProductPrice> Prices { get; }

        public MProductCategory? Category => MProductCategory.Get(M_ProductCategory_ID);
        public string Label => _label ??= $"{Value} {Name}";

        public static MProduct? GetByValue(string value) => Get(value.Length);
        public void Rename(string name) => Name = name;
        public void Restock(int count) { if (count > 0) { Stock += count; } }
        public void Retire() { Rename(Name + " (retired)"); IsActive = false; }
        public bool IsDear(decimal limit) => Price > limit;
        public string Describe() { _label = $"{Value} {Name}"; return _label; }
        public MProduct Renamed(string name) => new(this) { Name = name };
    }

    [POModel("M_ProductPrice")]
    public sealed partial class MProductPrice
    {
        [POKey] public partial int M_ProductPrice_ID { get; }
        [ParentKey(typeof(MProduct))] public partial int M_Product_ID { get; set; }
        public partial decimal Amount { get; set; }
        public partial DateOnly ValidFrom { get; set; }
    }

    [POModel("M_ProductCategory")]
    public sealed partial class MProductCategory
    {
        [POKey] public partial int M_ProductCategory_ID { get; }
        public partial string Name { get; set; }
        public partial decimal Margin { get; set; }
    }

    [POModel("C_Order")]
    public sealed partial class MOrder
    {
        [POKey] public partial int C_Order_ID { get; }
        public partial string DocStatus { get; set; }
        public partial string? Note { get; set; }
        public partial decimal Total { get; set; }
        public partial int C_BPartner_ID { get; set; }
        [Children] public partial POList<MOrderLine> Lines { get; }

        public void Complete() { DocStatus = "CO"; Save(); }
    }

    [POModel("C_OrderLine")]
    public sealed partial class MOrderLine
    {
        [POKey] public partial int C_OrderLine_ID { get; }
        [ParentKey(typeof(MOrder))] public partial int C_Order_ID { get; set; }
        public partial int M_Product_ID { get; set; }
        public partial int Qty { get; set; }
        public partial string? Description { get; set; }
    }

    [POModel("C_BPartner")]
    public sealed partial class MBPartner
    {
        [POKey] public partial int C_BPartner_ID { get; }
        public partial string Name { get; set; }
        public partial decimal Credit { get; set; }
    }

    [POModel("C_Tax")]
    [CopyCache]
    public sealed partial class MTax
    {
        [POKey] public partial int C_Tax_ID { get; }
        public partial decimal Rate { get; set; }
    }

    [POModel("AD_Log", IsCached = false)]
    public sealed partial class MLog
    {
        [POKey] public partial long AD_Log_ID { get; }
        public partial string Text { get; set; }
    }

    public interface ICatalogue
    {
        [FromCache] MProduct Default { get; }
        [FromCache] IReadOnlyList<MProduct> Favourites { get; }
        [return: FromCache] MProduct? Find(string value);
        [return: FromCache] Task<MProduct?> FindAsync(string value);
        [return: FromCache] ValueTask<IReadOnlyList<MProduct>> AllAsync();
        [return: FromCache] IReadOnlyDictionary<int, MProduct> ById();
        MProduct? Draft(string value);
    }

    public interface IEditor
    {
        void Touch([ChangesPO] MProduct product);
        void Show(MProduct product);
    }

    public abstract class Importer
    {
        public abstract void Fill([ChangesPO] MProduct product, string line);

        [return: FromCache]
        public virtual MProduct? Known(string value) => null;

        public virtual MProduct? Any(string value) => MProduct.GetByValue(value);
    }

    public static class Shared
    {
        [FromCache] public static MProduct Sample = null!;
        [FromCache] public static IReadOnlyList<MBPartner> Partners => [];
    }

    public record ProductLine(MProduct Product, int Count);

    public sealed class Cart
    {
        public MProduct? Product { get; set; }
        public MBPartner? Partner;
        public int Count { get; set; }
    }
}

namespace Microsoft.Extensions.Caching.Memory
{
    public interface IMemoryCache;

    public static class CacheExtensions
    {
        public static T Set<T>(this IMemoryCache cache, object key, T value) => value;

        public static T? Get<T>(this IMemoryCache cache, object key) => default;
    }
}
