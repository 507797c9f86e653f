using System.Collections.Immutable;
using IdempiereStyleCache;

namespace Snippets;

/// <summary>The code of docs/how-to/hand-written-cache.md.</summary>
internal static class HandWrittenCache
{
    public static async Task RunAsync(string connectionString)
    {
        await using CacheNode node = await CacheNode.StartAsync(o => o.UseSqlite(connectionString));
        MProduct? byValue = await ProductLookup.ByValue.GetAsync("Oak");
        Claim.Holds(byValue is { IsImmutable: true, M_Product_ID: 124 } && ProductLookup.ByValue.Get("Oak") == byValue, "it is cached");
        Claim.Holds(ProductLookup.ByValue.Get("Nothing") is null, "what is not there is null");
        Claim.Holds(ProductLookup.OfType.Get("Item")?.Ids.Length == 2, "the list is read");

        MProduct elm = MProduct.GetCopy(125)!;
        elm.ProductType = ProductType.Service;
        elm.Value = "Elm-2";
        elm.Save();
        Claim.Holds(ProductLookup.OfType.Get("Item")?.Ids.Length == 1, "a change of the table resets the list");
        Claim.Holds(ProductLookup.ByValue.Get("Elm") is null && ProductLookup.ByValue.Get("Elm-2")?.M_Product_ID == 125, "and the look-up");
    }
}

#region by-value
public static class ProductLookup
{
    // Another key than the record's: any change of M_Product empties the cache.
    public static readonly ImmutablePOCache<string, MProduct> ByValue = new(
        MProduct.TableName,
        async (value, context) => await context.QueryAsync<MProduct>("Value = @value", new { value }) is [MProduct product] ? product : null);

    // Any immutable class can be kept, not only model objects.
    public static readonly CCache<string, ProductIds> OfType = new(
        MProduct.TableName,
        async (type, context) => new ProductIds(
            [.. (await context.QueryAsync<MProduct>("ProductType = @type", new { type })).Select(product => product.M_Product_ID)]));
}

public sealed record ProductIds(ImmutableArray<int> Ids);
#endregion
