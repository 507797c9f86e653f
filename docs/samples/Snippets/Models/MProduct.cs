using System.Collections.Immutable;
using IdempiereStyleCache;

namespace Snippets;

#region model
[POModel("M_Product")]
public sealed partial class MProduct
{
    [POKey]
    public partial int M_Product_ID { get; }                     // made by the database with the insert

    public partial string Value { get; set; }                    // NOT NULL: a save with null is refused

    public partial string Name { get; set; }

    [POColumn("Description")]
    public partial string? Help { get; set; }                    // another name than its column's; may be null

    public partial decimal Price { get; set; }

    public partial decimal? Weight { get; set; }

    [POColumn(EnumAsText = true)]
    public partial ProductType ProductType { get; set; }         // stored as 'Item'; without EnumAsText as 0

    public partial DateOnly? ValidTo { get; set; }

    public partial ImmutableArray<byte>? Photo { get; set; }     // byte data that nobody can change

    [Computed]
    public partial DateTime Created { get; }                     // filled by the table's DEFAULT

    [Computed("Value || ' - ' || Name")]
    public partial string DisplayName { get; }                   // an expression that no column holds

    [ConcurrencyToken]
    public partial long Version { get; }                         // grows by one with every save

    [Children(OrderBy = "SeqNo")]
    public partial POList<MProductLabel> Labels { get; }
}

public enum ProductType
{
    Item,
    Service,
}
#endregion
