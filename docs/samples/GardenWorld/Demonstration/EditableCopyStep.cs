namespace GardenWorld;

/// <summary>Who wants to change a record takes a copy of their own.</summary>
internal sealed class EditableCopyStep : IStep
{
    public string Title => "GetCopy gives an editable copy; the cached instance stays as it is";

    public void Run(DemoRecords records, Checks checks)
    {
        MProduct cached = MProduct.GetRequired(records.Oak);
        MProduct copy = MProduct.GetCopy(records.Oak)!;
        checks.NotSame("GetCopy", cached, copy);
        checks.Equal("IsImmutable of the copy", false, copy.IsImmutable);

        copy.Name = "Oak tree, tall";
        copy.Weight = 2.5m;
        copy.Prices[0].PriceStd = 120m;
        checks.Equal("name of the copy", "Oak tree, tall", copy.Name);
        checks.Equal("price in the copy's list", 120m, copy.Prices[0].PriceStd);
        checks.Equal("name of the cached instance", "Oak tree", cached.Name);
        checks.Equal("weight of the cached instance", 1m, cached.Weight);
        checks.Equal("price in the cached instance's list", 100m, cached.Prices[0].PriceStd);
        checks.Equal("columns that a save of the copy would write", "Name, Weight", ChangedColumns(copy));
    }

    private static string ChangedColumns(MProduct product) =>
        string.Join(", ", new[] { nameof(MProduct.Value), nameof(MProduct.Name), nameof(MProduct.Weight) }.Where(product.IsValueChanged));
}
