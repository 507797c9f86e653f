namespace IdempiereStyleCache.Tests;

/// <summary>The ways in which a product's price can change so that caches must hear of it.</summary>
internal static class Changes
{
    private const string ChildNamed = "statement of the application, child named";

    private static readonly Dictionary<string, Action<TestNode, int, decimal>> s_all = new()
    {
        ["save"] = static (node, id, price) => node.SetPrice(id, price),
        ["save without transaction"] = static (_, id, price) =>
        {
            // Not by GetCopy: it would wait for a load that the test holds.
            MProduct product = MProduct.Query("M_Product_ID = @id", new { id }).First()!;
            product.Price = price;
            product.Save();
        },
        ["statement of the application, record named"] = static (node, id, price) => InApplication(node, id, price, trx => trx.MarkChanged("m_product", id)),
        ["statement of the application, key as text"] = static (node, id, price) => InApplication(node, id, price, trx => trx.MarkChanged("M_Product", $"{id}")),
        ["statement of the application, key as long"] = static (node, id, price) => InApplication(node, id, price, trx => trx.MarkChanged("M_Product", (long)id)),
        ["statement of the application, table named"] = static (node, id, price) => InApplication(node, id, price, trx => trx.MarkChanged("M_PRODUCT")),
        [ChildNamed] = static (node, id, price) => InApplication(node, id, price, trx => trx.MarkChanged("M_ProductPrice", 1)),
        ["save of 1,001 records"] = static (node, id, price) =>
        {
            using Trx trx = node.Node.BeginTrx();
            Save(trx, id, price);
            for (int i = 0; i < CacheReset.MaxKeys; i++)
            {
                trx.MarkChanged(MProduct.TableName, 1_000_000 + i);
            }

            trx.Commit();
        },
        ["attached transaction"] = static (node, id, price) =>
        {
            using Trx trx = Trx.Use(node.Database.BeginElsewhere());
            Save(trx, id, price);
            trx.Commit();
        },
        ["commit of unknown outcome that took place"] = static (node, id, price) =>
        {
            using Trx trx = node.Node.BeginTrx();
            Save(trx, id, price);
            node.Database.Fail(DatabasePoint.AfterCommit, new ConnectionLostException());
            Assert.Throws<TrxOutcomeUnknownException>(trx.Commit);
        },
        ["Reset(table, key)"] = static (node, id, price) => Outside(node, id, price, bus => bus.Reset("M_Product", id)),
        ["Reset(table)"] = static (node, id, price) => Outside(node, id, price, bus => bus.Reset("m_product")),
        ["Reset()"] = static (node, id, price) => Outside(node, id, price, bus => bus.Reset()),
    };

    /// <summary>Those that concern everything that is cached of the table.</summary>
    public static TheoryData<string> OfTheTable => [.. s_all.Keys.Where(name => name != ChildNamed)];

    /// <summary>The same, and those that concern the records that embed others.</summary>
    public static TheoryData<string> OfTheRecord => [.. s_all.Keys];

    public static void Make(string name, TestNode node, int id, decimal price) => s_all[name](node, id, price);

    /// <summary>Changes the price in the database without telling anybody.</summary>
    public static void Outside(TestNode node, int id, decimal price, Action<CacheResetBus> reset)
    {
        node.Database.Tables.Commit([new MemoryWrite(MProduct.TableName, id, Row(node.Database.Tables.Find(MProduct.TableName, id)!, price))]);
        reset(node.Node.Bus);
    }

    /// <summary>Changes the price in a transaction with a statement of the application.</summary>
    public static void WriteRow(Trx trx, int id, decimal price)
    {
        GatedSession session = ((MemoryConnection)trx.Connection).Session;
        session.Write(MProduct.TableName, id, Row(session.Find(MProduct.TableName, id)!, price));
    }

    private static void InApplication(TestNode node, int id, decimal price, Action<Trx> tell)
    {
        using Trx trx = node.Node.BeginTrx();
        WriteRow(trx, id, price);
        tell(trx);
        trx.Commit();
    }

    private static void Save(Trx trx, int id, decimal price)
    {
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = price;
        product.Save();
    }

    private static object?[] Row(object?[] row, decimal price)
    {
        object?[] changed = [.. row];
        changed[MProduct.PriceOrdinal] = price;
        return changed;
    }
}
