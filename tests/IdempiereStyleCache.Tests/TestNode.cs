namespace IdempiereStyleCache.Tests;

/// <summary>A node of a test's own, ambient in the test until it is disposed, over a database in memory.</summary>
internal sealed class TestNode : IDisposable
{
    private static int s_number;

    private readonly IDisposable? _scope;

    private TestNode(CacheNode node, GatedDatabase database)
    {
        Node = node;
        Database = database;
        Metrics = new NodeMetrics(node.Name);
        _scope = node.IsDefault ? null : node.Use();
    }

    public CacheNode Node { get; }

    public GatedDatabase Database { get; }

    public NodeMetrics Metrics { get; }

    public static TestNode Start(CoherenceFaults faults = CoherenceFaults.None, GatedDatabase? database = null, Action<CacheNodeOptions>? configure = null)
    {
        database ??= new GatedDatabase();
        CacheNode node = CacheNode.StartAsync(o =>
        {
            o.Name = $"test-{Interlocked.Increment(ref s_number)}";
            o.IsDefault = false;
            o.Faults = faults;
            o.UseDatabase(_ => database);
            configure?.Invoke(o);
        }).GetAwaiter().GetResult();
        return new TestNode(node, database);
    }

    /// <summary>Writes a record in a transaction of its own and gives back its key.</summary>
    public TKey Add<TKey, T>(T record, Func<T, TKey> key)
        where T : PO
    {
        record.Save();
        return key(record);
    }

    /// <summary>Adds a product, without prices.</summary>
    public int AddProduct(string name = "Oak", decimal price = 10) => Add(new MProduct { Name = name, Price = price }, p => p.M_Product_ID);

    /// <summary>Changes a product's price in a transaction of its own.</summary>
    public void SetPrice(int id, decimal price)
    {
        using Trx trx = Node.BeginTrx();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Price = price;
        product.Save(trx);
        trx.Commit();
    }

    /// <summary>The price as it is committed, without asking the node.</summary>
    public decimal CommittedPrice(int id) => (decimal)Database.Tables.Find(MProduct.TableName, id)![MProduct.PriceOrdinal]!;

    /// <summary>How many statements an action sent.</summary>
    public int StatementsOf(Action action)
    {
        int before = Database.Statements;
        action();
        return Database.Statements - before;
    }

    public void Dispose()
    {
        _scope?.Dispose();
        Node.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Metrics.Dispose();
    }
}
