namespace IdempiereStyleCache.Specs;

// Three generations without concurrency tokens, so that a child can be written that belongs to another parent than the writer believes.

[POModel("S_Shelf")]
public sealed partial class MShelf
{
    [POKey] public partial int S_Shelf_ID { get; }
    public partial string Name { get; set; }
    [Children] public partial POList<MBox> Boxes { get; }
}

[POModel("S_Box")]
public sealed partial class MBox
{
    [POKey] public partial int S_Box_ID { get; }
    [ParentKey(typeof(MShelf))] public partial int S_Shelf_ID { get; set; }
    public partial int Weight { get; set; }
    [Children] public partial POList<MLabel> Labels { get; }
}

[POModel("S_Label")]
public sealed partial class MLabel
{
    [POKey] public partial int S_Label_ID { get; }
    [ParentKey(typeof(MBox))] public partial int S_Box_ID { get; set; }
    public partial string Text { get; set; }
}
