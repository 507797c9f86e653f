using IdempiereStyleCache;

namespace Snippets;

#region child
[POModel("M_ProductLabel")]
public sealed partial class MProductLabel
{
    [POKey]
    public partial int M_ProductLabel_ID { get; }

    [ParentKey(typeof(MProduct))]
    public partial int M_Product_ID { get; set; }

    public partial int SeqNo { get; set; }

    public partial string Text { get; set; }
}
#endregion
