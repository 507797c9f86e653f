namespace IdempiereStyleCache.Specs;

/// <summary>Found in every way.</summary>
[POModel("M_Part")]
public sealed partial class MPart
{
    [POKey] public partial int M_Part_ID { get; }
    [UniqueKey(IgnoreCase = true)] public partial string Value { get; set; }
    [UniqueKey("OrgCode")] public partial int AD_Org_ID { get; set; }
    [UniqueKey("OrgCode")] public partial string Code { get; set; }
    [Index("Category")] public partial int? M_Category_ID { get; set; }
    [Index] public partial Season Season { get; set; }
    [Index] public partial DateOnly ValidFrom { get; set; }
    public partial decimal Price { get; set; }
}

/// <summary>Kept whole.</summary>
[POModel("C_Tax")]
[FullTableCache]
public sealed partial class MTax
{
    [POKey] public partial int C_Tax_ID { get; }
    [UniqueKey] public partial string Name { get; set; }
    [Index] public partial string Country { get; set; }
    public partial decimal Rate { get; set; }
}

/// <summary>Cached attributes of a shop.</summary>
public sealed partial class Shop(string country)
{
    [InstanceKey]
    public string Country { get; } = country;

    [Cached(DependsOn = [typeof(MTax)], Tables = ["AD_SysConfig"])]
    public partial decimal HighestRate { get; }

    [Cached(DependsOn = [typeof(MPart), typeof(MTax)])]
    public partial ValueTask<decimal> PriceAsync(int part, CancellationToken cancellationToken = default);

    [Cached(DependsOn = [typeof(MTax)])]
    public partial decimal RateIn(Trx? trx);

    private decimal RetrieveHighestRate(RetrievalContext context) =>
        MTax.GetByCountry(Country, context.Trx).Select(static t => t.Rate).DefaultIfEmpty().Max();

    private decimal RetrieveRateIn(RetrievalContext context) => RetrieveHighestRate(context);

    // Reads with the connection, from another attribute and from a cache.
    private async ValueTask<decimal> RetrievePriceAsync(int part, RetrievalContext context)
    {
        using System.Data.Common.DbCommand command = context.Connection.CreateCommand();
        command.Transaction = context.Transaction;
        command.CommandText = $"SELECT Price FROM M_Part WHERE M_Part_ID = {part}";
        decimal price = Convert.ToDecimal(command.ExecuteScalar(), null);
        MPart? same = await MPart.GetAsync(part, context.Trx).ConfigureAwait(false);
        return price + HighestRate + (same is null ? 1_000 : 0);
    }
}
