using IdempiereStyleCache.Data;

namespace IdempiereStyleCache.Specs;

/// <summary>
/// The base of what nodes of one database must do together: two nodes, neither of which does anything by itself, because the clock stands still.
/// </summary>
public abstract class CoherenceSpecs<TDatabase> : DatabaseSpecs<TDatabase>
    where TDatabase : SpecDatabase, new()
{
    private static int s_nodes;

    private readonly List<CacheNode> _nodes = [];

    /// <summary>The statement that resets by hand, as the documentation has it.</summary>
    protected const string ManualReset = "INSERT INTO isc_invalidation (table_name) VALUES ('{0}')";

    protected CacheNode Other { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Other = await StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (CacheNode node in _nodes)
        {
            await node.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    protected override void ConfigureNode(CacheNodeOptions node)
    {
        node.Name = $"node-{Interlocked.Increment(ref s_nodes)}";
        node.Coherence.UsesWakeUps = false;
        node.Coherence.UnscopedAllowance = TimeSpan.FromDays(1);
    }

    protected async Task<CacheNode> StartAsync(Action<CacheNodeOptions>? configureNode = null, Action<PODatabaseOptions>? configure = null)
    {
        CacheNode node = await StartNodeAsync(configure, configureNode);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Makes a product, which nobody has cached yet.</summary>
    protected async Task<int> MakeProductAsync(string name = "Oak")
    {
        using (Node.Use())
        {
            MProduct product = new() { Value = name, Name = name };
            await product.SaveAsync();
            return product.M_Product_ID;
        }
    }

    /// <summary>Renames a product on a node.</summary>
    protected static void Rename(CacheNode node, int id, string name, Action<Trx>? beforeCommit = null)
    {
        using IDisposable use = node.Use();
        using Trx trx = Trx.Begin();
        MProduct product = MProduct.GetCopy(id, trx)!;
        product.Name = name;
        product.Save();
        beforeCommit?.Invoke(trx);
        trx.Commit();
    }

    /// <summary>What a request on a node reads.</summary>
    protected static string? NameIn(CacheNode node, int id)
    {
        using IDisposable use = node.Use();
        using RequestScope scope = RequestScope.Begin();
        return MProduct.Get(id)?.Name;
    }

    /// <summary>What is read outside every request.</summary>
    protected static string? UnscopedNameIn(CacheNode node, int id)
    {
        using IDisposable use = node.Use();
        return MProduct.Get(id)?.Name;
    }

    /// <summary>How many rows the log has.</summary>
    protected long LogRows() => Scalar<long>("SELECT COUNT(*) FROM isc_invalidation");

    /// <summary>How many statements for the log an action sent from a node.</summary>
    protected static long LogStatementsOf(CacheNode node, Action action)
    {
        PODatabase database = (PODatabase)node.Database;
        long before = database.LogStatementCount;
        action();
        return database.LogStatementCount - before;
    }

    /// <summary>How many statements for records an action sent from a node.</summary>
    protected static long LoadsOf(CacheNode node, Action action)
    {
        PODatabase database = (PODatabase)node.Database;
        long before = database.StatementCount;
        action();
        return database.StatementCount - before;
    }
}
