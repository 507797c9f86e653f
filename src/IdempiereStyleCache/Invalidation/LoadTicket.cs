namespace IdempiereStyleCache;

/// <summary>
/// Says when something began to be read from the database. A cache takes a value under a ticket only when nothing that the value depends on was reset
/// since: a value without one could be out of date before it is put.
/// </summary>
public readonly record struct LoadTicket
{
    internal LoadTicket(CacheNode node, long epoch)
    {
        Node = node;
        Epoch = epoch;
    }

    internal CacheNode? Node { get; }

    internal long Epoch { get; }
}
