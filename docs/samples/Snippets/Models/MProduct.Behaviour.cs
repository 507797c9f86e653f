namespace Snippets;

#region defaults
public sealed partial class MProduct
{
    partial void SetInitialDefaults()
    {
        ProductType = ProductType.Item;
        Price = 0m;
    }
}
#endregion

#region hooks
public sealed partial class MProduct
{
    protected override void BeforeSave(bool isNew)
    {
        if (Price < 0m)
        {
            throw new InvalidOperationException($"{Value} has the price {Price}: a price is 0 or more.");
        }
    }
}
#endregion

#region members
public sealed partial class MProduct
{
    public bool IsValidOn(DateOnly day) => ValidTo is not { } last || day <= last;
}
#endregion
