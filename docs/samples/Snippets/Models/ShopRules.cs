using System.Collections.Immutable;
using Dapper;
using IdempiereStyleCache;

namespace Snippets;

#region cached
public sealed partial class ShopRules(string country)
{
    [InstanceKey]
    public string Country { get; } = country;

    // One value for each country. Saving a tax makes it out of date, on every node.
    [Cached(DependsOn = [typeof(MTax)])]
    public partial decimal HighestRate { get; }

    // Parameters are part of the key too; the transaction and the token are not.
    [Cached(DependsOn = [typeof(MProduct)])]
    public partial ValueTask<ImmutableArray<string>> NamesAsync(ProductType type, Trx? trx = null, CancellationToken cancellationToken = default);

    private decimal RetrieveHighestRate(RetrievalContext context) =>
        MTax.GetByCountry(Country, context.Trx).Max(static tax => tax.Rate);

    private async ValueTask<ImmutableArray<string>> RetrieveNamesAsync(ProductType type, RetrievalContext context) =>
        [.. await context.Connection.QueryAsync<string>(
            "SELECT Name FROM M_Product WHERE ProductType = @type ORDER BY Name", new { type = $"{type}" }, context.Transaction)];
}
#endregion
