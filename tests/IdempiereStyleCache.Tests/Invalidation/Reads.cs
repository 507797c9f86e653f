namespace IdempiereStyleCache.Tests;

/// <summary>The ways of reading a product's price that load what is not cached and may publish it.</summary>
internal static class Reads
{
    private static readonly Dictionary<string, Func<TestNode, int, decimal>> s_all = new()
    {
        ["Get"] = static (_, id) => MProduct.Get(id)!.Price,
        ["GetAsync"] = static (_, id) => MProduct.GetAsync(id).AsTask().Result()!.Price,
        ["GetRequired"] = static (_, id) => MProduct.GetRequired(id).Price,
        ["GetMany"] = static (_, id) => MProduct.GetMany([id, 999])[id].Price,
        ["GetManyAsync"] = static (_, id) => MProduct.GetManyAsync([id]).AsTask().Result()[id].Price,
        ["GetCopy"] = static (_, id) => MProduct.GetCopy(id)!.Price,
        ["Get in a transaction"] = static (node, id) =>
        {
            using Trx trx = node.Node.BeginTrx();
            return MProduct.Get(id, trx)!.Price;
        },
        ["GetCopy in a transaction"] = static (node, id) =>
        {
            using Trx trx = node.Node.BeginTrx();
            return MProduct.GetCopy(id, trx)!.Price;
        },
    };

    /// <summary>Whether a read returns what its own transaction sees: nobody but the reader gets that, and no cache.</summary>
    public static bool IsInTransaction(string read) => read.EndsWith("in a transaction", StringComparison.Ordinal);

    public static TheoryData<string> Names => [.. s_all.Keys];

    public static TheoryData<string, string> NamesWithChanges
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (string read in s_all.Keys)
            {
                foreach (ITheoryDataRow change in Changes.OfTheRecord)
                {
                    all.Add(read, (string)change.GetData()[0]!);
                }
            }

            return all;
        }
    }

    public static decimal Price(string read, TestNode node, int id) => s_all[read](node, id);
}
