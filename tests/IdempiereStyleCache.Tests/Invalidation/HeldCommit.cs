namespace IdempiereStyleCache.Tests;

/// <summary>A commit that was sent and stands before or after the instant at which it takes effect in the database. Disposing it lets it go on.</summary>
internal sealed class HeldCommit : IDisposable
{
    private readonly TestNode _node;
    private readonly DatabaseGate _gate;

    private HeldCommit(TestNode node, DatabaseGate gate, Task commit)
    {
        _node = node;
        _gate = gate;
        Commit = commit;
        gate.WaitUntilReached();
    }

    /// <summary>Ends when <see cref="Trx.Commit"/> has returned.</summary>
    public Task Commit { get; }

    public static HeldCommit Before(TestNode node, int productId, decimal price) => Before(node, Change(node, productId, price));

    public static HeldCommit After(TestNode node, int productId, decimal price) => After(node, Change(node, productId, price));

    public static HeldCommit Before(TestNode node, Trx trx) => Start(node, trx, DatabasePoint.BeforeCommit);

    public static HeldCommit After(TestNode node, Trx trx) => Start(node, trx, DatabasePoint.AfterCommit);

    /// <summary>A transaction in which a product's price was changed.</summary>
    public static Trx Change(TestNode node, int productId, decimal price)
    {
        Trx trx = node.Node.BeginTrx();
        MProduct product = MProduct.GetCopy(productId, trx)!;
        product.Price = price;
        product.Save();
        return trx;
    }

    /// <summary>Lets a commit that stands before its effect take effect, and holds it there.</summary>
    public HeldCommit MoveOnToAfter()
    {
        DatabaseGate after = _node.Database.Hold(DatabasePoint.AfterCommit);
        _gate.Open();
        return new HeldCommit(_node, after, Commit);
    }

    /// <summary>Lets the commit go on and waits until it has returned.</summary>
    public void Finish()
    {
        _gate.Open();
        Commit.Join();
    }

    /// <summary>Makes the commit fail where it stands, and gives back what it threw.</summary>
    public Exception Fail(Exception exception)
    {
        _gate.Fail(exception);
        return Assert.ThrowsAny<Exception>(Commit.Join);
    }

    public void Dispose() => _gate.Open();

    private static HeldCommit Start(TestNode node, Trx trx, DatabasePoint point) => new(node, node.Database.Hold(point), Background.Run(() =>
    {
        using (trx)
        {
            trx.Commit();
        }
    }));
}
