namespace IdempiereStyleCache.Benchmarks;

/// <summary>The same record as a plain class: what Dapper maps to, and what a copy constructor written by hand copies.</summary>
public sealed class PlainProduct
{
    public PlainProduct()
    {
    }

    public PlainProduct(PlainProduct source)
    {
        M_Product_ID = source.M_Product_ID;
        Value = source.Value;
        Name = source.Name;
        Price = source.Price;
        Weight = source.Weight;
        IsActive = source.IsActive;
    }

    public int M_Product_ID { get; set; }

    public string Value { get; set; } = "";

    public string Name { get; set; } = "";

    public decimal Price { get; set; }

    public decimal? Weight { get; set; }

    public bool IsActive { get; set; }
}
